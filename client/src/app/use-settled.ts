import type { HandleState } from '@clapper/device';
import { useEffect, useState } from 'react';

/**
 * The document's state, except that a new generation waits while a syllable is being composed: swapping
 * what one types in under an input method would tear the syllable apart. `replaced` while it waits: what is
 * composed now has to be carried over.
 */
export function useSettled(state: HandleState): { state: HandleState; replaced: boolean } {
  const [settled, setSettled] = useState(state);
  useEffect(() => {
    if (!replaces(settled, state) || !isComposing) {
      setSettled(state);
      return;
    }
    // The editor's own listeners read the last syllable first.
    const ended = () => setTimeout(() => setSettled(state), 0);
    document.addEventListener('compositionend', ended, { once: true });
    return () => document.removeEventListener('compositionend', ended);
  }, [settled, state]);
  const replaced = replaces(settled, state);
  return { state: replaced ? settled : state, replaced };
}

function replaces(before: HandleState, after: HandleState): boolean {
  return before.phase === 'ready' && (after.phase !== 'ready' || after.generation !== before.generation);
}

let isComposing = false;
document.addEventListener('compositionstart', () => (isComposing = true), true);
document.addEventListener('compositionend', () => (isComposing = false), true);

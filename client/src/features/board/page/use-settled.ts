import type { HandleState } from '@clapper/device';
import { useEffect, useState } from 'react';

/**
 * The document's state, except that a new generation waits while a syllable is being composed: swapping
 * the field under an input method would tear the syllable apart.
 */
export function useSettled(state: HandleState): HandleState {
  const [settled, setSettled] = useState(state);
  useEffect(() => {
    if (!replaces(settled, state) || !isComposing) {
      setSettled(state);
      return;
    }
    // The field's own listeners read the last syllable first.
    const ended = () => setTimeout(() => setSettled(state), 0);
    document.addEventListener('compositionend', ended, { once: true });
    return () => document.removeEventListener('compositionend', ended);
  }, [settled, state]);
  return replaces(settled, state) ? settled : state;
}

function replaces(before: HandleState, after: HandleState): boolean {
  return before.phase === 'ready' && (after.phase !== 'ready' || after.generation !== before.generation);
}

let isComposing = false;
document.addEventListener('compositionstart', () => (isComposing = true), true);
document.addEventListener('compositionend', () => (isComposing = false), true);

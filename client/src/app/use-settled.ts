import type { HandleState } from '@clapper/device';
import { useEffect, useState } from 'react';

/**
 * The document's state, except that what would take the editor away (a new generation, the right to write) waits
 * while a syllable is being composed: swapping what one types in under an input method would tear the syllable
 * apart. What is composed meanwhile the device carries over.
 */
export function useSettled(state: HandleState): HandleState {
  const [settled, setSettled] = useState(state);
  useEffect(() => {
    if (!endsEditing(settled, state) || !isComposing) {
      setSettled(state);
      return;
    }
    // The editor's own listeners read the last syllable first.
    const ended = () => setTimeout(() => setSettled(state), 0);
    for (const event of ENDS) document.addEventListener(event, ended, { once: true });
    return () => {
      for (const event of ENDS) document.removeEventListener(event, ended);
    };
  }, [settled, state]);
  return endsEditing(settled, state) ? settled : state;
}

function endsEditing(before: HandleState, after: HandleState): boolean {
  if (before.phase !== 'ready') return false;
  if (after.phase !== 'ready' || after.generation !== before.generation) return true;
  return before.access.write && !after.access.write;
}

/** A composition that loses the focus ends without its event in some browsers. */
const ENDS = ['compositionend', 'focusout'] as const;

let isComposing = false;
document.addEventListener('compositionstart', () => (isComposing = true), true);
for (const event of ENDS) document.addEventListener(event, () => (isComposing = false), true);

import type * as Y from 'yjs';
import { followCharacters, followPlace, placeFor, type DeltaStep } from './follow.ts';
import { changeAtCaret } from './text-change.ts';

/** The part of an input or textarea that the binding uses. */
export interface TextField {
  value: string;
  selectionStart: number | null;
  selectionEnd: number | null;
  selectionDirection: 'forward' | 'backward' | 'none' | null;
  scrollTop: number;
  setSelectionRange(start: number, end: number, direction?: 'forward' | 'backward' | 'none'): void;
  addEventListener(type: string, listener: (event: Event) => void): void;
  removeEventListener(type: string, listener: (event: Event) => void): void;
}

interface BindOptions {
  /** Of every change made here. */
  origin: unknown;
  /** Most characters; a change that goes beyond it does not happen. */
  limit: number;
  /** Null: the text fits again. */
  onTooLong: (length: number | null) => void;
  /** After somebody else's words were put in, or one's own taken out. */
  onChange?: () => void;
}

/** Remote changes that wait while a syllable is being composed in a field. */
interface Hold {
  /** What the field and the text agreed on last. */
  base: string;
  deltas: (readonly DeltaStep[])[];
}

/**
 * Ties a field to a shared text, both ways, with the smallest change each way. Other people's words go in
 * around the caret. While an input method composes and others change the text, the field is left alone:
 * setting its value would tear the syllable. What was composed is put where it belongs when it is done.
 */
export function bindText(field: TextField, text: Y.Text, options: BindOptions): () => void {
  const { origin, limit, onTooLong, onChange } = options;
  let composing = false;
  let hold: Hold | null = null;
  let writing = false;
  field.value = text.toJSON();

  const write = (index: number, remove: number, insert: string) => {
    writing = true;
    try {
      text.doc?.transact(() => {
        if (remove > 0) text.delete(index, remove);
        if (insert !== '') text.insert(index, insert);
      }, origin);
    } finally {
      writing = false;
    }
  };

  const show = (start: number, end: number) => {
    const { scrollTop, selectionDirection } = field;
    field.value = text.toJSON();
    field.setSelectionRange(start, end, selectionDirection ?? 'none');
    field.scrollTop = scrollTop;
    onChange?.();
  };

  const typed = () => {
    if (hold !== null) return;
    const before = text.toJSON();
    const change = changeAtCaret(before, field.value, field.selectionStart ?? field.value.length);
    if (change === null) return;
    if (field.value.length > limit && change.insert.length > change.remove) {
      // A syllable that is being composed is judged when it is done.
      if (composing) return;
      onTooLong(field.value.length);
      const caret = change.index + change.remove;
      return show(caret, caret);
    }
    onTooLong(null);
    write(change.index, change.remove, change.insert);
  };

  /** The words that came in between are in the text already: put ours where they belong among them. */
  const release = ({ base, deltas }: Hold) => {
    const value = field.value;
    const caret = field.selectionStart ?? value.length;
    const change = changeAtCaret(base, value, caret);
    const places = followCharacters(base.length, deltas);
    if (change === null) {
      const place = placeFor(caret, places);
      return show(place, place);
    }
    const start = placeFor(change.index, places);
    if (text.length + change.insert.length > limit && change.insert.length > change.remove) {
      onTooLong(text.length + change.insert.length);
      return show(start, start);
    }
    const gone = places.slice(change.index, change.index + change.remove).filter((place) => place !== null);
    writing = true;
    try {
      text.doc?.transact(() => {
        if (change.insert !== '') text.insert(start, change.insert);
        for (const place of gone.toReversed())
          text.delete(place >= start ? place + change.insert.length : place, 1);
      }, origin);
    } finally {
      writing = false;
    }
    const removedBefore = gone.filter((place) => place < start).length;
    const end = start - removedBefore + change.insert.length;
    show(end, end);
  };

  const settle = () => {
    const held = hold;
    hold = null;
    if (held === null) typed();
    else release(held);
  };

  const onInput = () => typed();
  const onStart = () => {
    composing = true;
  };
  const onEnd = () => {
    composing = false;
    settle();
  };
  /** A composition that the field lost together with the focus ends without its event in some browsers. */
  const onBlur = () => {
    if (!composing) return;
    composing = false;
    settle();
  };

  const observed = (event: Y.YTextEvent) => {
    if (writing) return;
    const delta = event.delta as readonly DeltaStep[];
    if (composing) {
      hold ??= { base: field.value, deltas: [] };
      hold.deltas.push(delta);
      return;
    }
    show(
      followPlace(field.selectionStart ?? field.value.length, delta),
      followPlace(field.selectionEnd ?? field.value.length, delta),
    );
  };

  field.addEventListener('input', onInput);
  field.addEventListener('compositionstart', onStart);
  field.addEventListener('compositionend', onEnd);
  field.addEventListener('blur', onBlur);
  text.observe(observed);
  return () => {
    // Words that still wait for the end of a composition are kept, not dropped with the field.
    if (composing || hold !== null) settle();
    field.removeEventListener('input', onInput);
    field.removeEventListener('compositionstart', onStart);
    field.removeEventListener('compositionend', onEnd);
    field.removeEventListener('blur', onBlur);
    text.unobserve(observed);
  };
}

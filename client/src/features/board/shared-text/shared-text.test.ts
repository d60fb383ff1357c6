import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { bindText, type TextField } from './bind-text.ts';
import { followCharacters, followPlace, placeFor } from './follow.ts';
import { changeAtCaret } from './text-change.ts';

describe('the change somebody made', () => {
  it('is where the caret is, also between equal letters', () => {
    expect(changeAtCaret('aaa', 'aaaa', 1)).toEqual({ index: 0, remove: 0, insert: 'a' });
    expect(changeAtCaret('aaa', 'aaaa', 3)).toEqual({ index: 2, remove: 0, insert: 'a' });
    expect(changeAtCaret('aaaa', 'aaa', 2)).toEqual({ index: 2, remove: 1, insert: '' });
  });

  it('is nothing when nothing changed, and right when the caret tells nothing', () => {
    expect(changeAtCaret('ab', 'ab', 1)).toBeNull();
    expect(changeAtCaret('ab', 'ax', 0)).toEqual({ index: 1, remove: 1, insert: 'x' });
  });

  it('cuts through no character', () => {
    // 😀 and 😃 share their first half.
    expect(changeAtCaret('😀', '😃', 2)).toEqual({ index: 0, remove: 2, insert: '😃' });
    expect(changeAtCaret('한', '핞', 1)).toEqual({ index: 0, remove: 1, insert: '핞' });
  });
});

describe('places follow what others write', () => {
  it('is not pushed along by words at the same spot', () => {
    expect(followPlace(2, [{ retain: 2 }, { insert: 'xy' }])).toBe(2);
    expect(followPlace(3, [{ retain: 2 }, { insert: 'xy' }])).toBe(5);
    expect(followPlace(3, [{ retain: 1 }, { delete: 5 }])).toBe(1);
  });

  it('knows where each character went', () => {
    const places = followCharacters(3, [[{ insert: 'x' }], [{ retain: 2 }, { delete: 1 }]]);
    expect(places).toEqual([1, null, 2]);
    expect(placeFor(0, places)).toBe(1);
    expect(placeFor(2, places)).toBe(2);
    expect(placeFor(0, [null, null])).toBe(0);
  });
});

describe('a field bound to a shared text', () => {
  it('writes only what was typed', () => {
    const { field, text, doc } = bound('hello');
    const updates: unknown[] = [];
    doc.on('update', (_update, origin) => updates.push(origin));
    field.type('y', 5);
    expect(text.toJSON()).toBe('helloy');
    expect(updates).toEqual(['me']);
  });

  it('shows the words of others around the caret', () => {
    const { field, text } = bound('hello');
    field.setSelectionRange(5, 5);
    text.insert(0, 'oh, ');
    expect(field.value).toBe('oh, hello');
    expect(field.selectionStart).toBe(9);
    text.insert(9, '!');
    expect(field.selectionStart).toBe(9);
  });

  it('leaves the field alone while a syllable is composed, and loses nobody’s words', () => {
    const { field, text } = bound('가나');
    field.setSelectionRange(2, 2);
    field.fire('compositionstart');
    field.type('ㅎ', 2);
    expect(text.toJSON()).toBe('가나ㅎ');
    text.insert(0, 'before ');
    field.replace(2, 3, '하');
    text.insert(text.length, ' after');
    field.replace(2, 3, '한');
    expect(field.value).toBe('가나한');
    field.fire('compositionend');
    expect(text.toJSON()).toBe('before 가나한 after');
    expect(field.value).toBe('before 가나한 after');
    expect(field.selectionStart).toBe('before 가나한'.length);
  });

  it('keeps the composed words when others delete around and inside them', () => {
    const { field, text } = bound('abcdef');
    field.setSelectionRange(3, 3);
    field.fire('compositionstart');
    field.type('ㅎ', 3);
    text.delete(0, 6);
    field.replace(3, 4, '하');
    field.fire('compositionend');
    expect(text.toJSON()).toBe('하f');
    expect(field.value).toBe('하f');
    expect(field.selectionStart).toBe(1);
  });

  it('keeps what is composed when the field goes away', () => {
    const { field, text, unbind } = bound('');
    field.fire('compositionstart');
    field.type('ㅎ', 0);
    text.insert(0, 'x');
    field.replace(0, 1, '하');
    unbind();
    expect(text.toJSON()).toContain('하');
    expect(text.toJSON()).toContain('x');
  });

  it('refuses what is too long and says so', () => {
    const { field, text, said } = bound('123456', 8);
    field.type('7890', 6);
    expect(text.toJSON()).toBe('123456');
    expect(field.value).toBe('123456');
    expect(said).toEqual([10]);
    field.type('7', 6);
    expect(text.toJSON()).toBe('1234567');
  });

  it('converges under any mixture of typing, composing and other people', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = mulberry(seed);
      const { field, text } = bound('가나다라 abc');
      let composedAt: number | null = null;
      for (let turn = 0; turn < 40; turn++) {
        const place = Math.floor(random() * (text.length + 1));
        if (random() < 0.4) {
          if (random() < 0.6) text.insert(place, 'R');
          else text.delete(Math.min(place, Math.max(0, text.length - 1)), text.length > 0 ? 1 : 0);
        } else if (composedAt === null && random() < 0.5) {
          const at = Math.floor(random() * (field.value.length + 1));
          field.setSelectionRange(at, at);
          field.fire('compositionstart');
          field.type('ㅎ', at);
          composedAt = at;
        } else if (composedAt !== null) {
          if (random() < 0.5) field.replace(composedAt, composedAt + 1, '한');
          else {
            field.fire('compositionend');
            composedAt = null;
          }
        } else {
          field.type('L', Math.floor(random() * (field.value.length + 1)));
        }
      }
      if (composedAt !== null) field.fire('compositionend');
      expect({ seed, value: field.value }).toEqual({ seed, value: text.toJSON() });
    }
  });
});

function bound(content: string, limit = 1_000) {
  const doc = new Y.Doc();
  const text = doc.getText('text');
  text.insert(0, content);
  const field = new FakeField();
  const said: (number | null)[] = [];
  const unbind = bindText(field, text, {
    origin: 'me',
    limit,
    onTooLong: (length) => {
      if (length !== null) said.push(length);
    },
  });
  return { doc, text, field, said, unbind };
}

/** What a browser's text field does, without a browser. */
class FakeField extends EventTarget implements TextField {
  value = '';
  selectionStart = 0;
  selectionEnd = 0;
  selectionDirection = 'none' as const;
  scrollTop = 0;

  setSelectionRange(start: number, end: number): void {
    this.selectionStart = Math.min(start, this.value.length);
    this.selectionEnd = Math.min(end, this.value.length);
  }

  type(text: string, at: number): void {
    this.replace(at, at, text);
  }

  replace(from: number, to: number, text: string): void {
    this.value = this.value.slice(0, from) + text + this.value.slice(to);
    this.setSelectionRange(from + text.length, from + text.length);
    this.fire('input');
  }

  fire(type: string): void {
    this.dispatchEvent(new Event(type));
  }
}

function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
}

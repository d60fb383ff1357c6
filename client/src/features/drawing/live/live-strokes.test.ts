import { expect, test } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { encodeLive, type Live } from './live-shape.ts';
import { LiveStrokes } from './live-strokes.ts';

const BEN = 7;
const drawing = (n: number, id: string): Live => ({
  ...{ state: 'drawing', n, id, of: 'frame', type: 'pen', points: [0, 0, 1, 1] },
  ...{ color: '#ffd43b', width: 4, text: '' },
});

function watched() {
  const awareness = new Awareness(new Y.Doc());
  clearInterval(awareness._checkInterval);
  const strokes = new LiveStrokes();
  return {
    say(live: Live | null, now = 0) {
      if (live === null) awareness.states.delete(BEN);
      else awareness.states.set(BEN, { user: { id: 'ben', name: 'Ben' }, drawing: encodeLive(live) });
      strokes.read(awareness, now);
    },
    settle: (id: string) => strokes.settle(id),
    seen: (of = 'frame', now = 0) => strokes.on(of, now).map(({ live }) => live.id),
  };
}

test('a stroke is seen while it is drawn, on its own frame', () => {
  const { say, seen } = watched();
  say(drawing(1, 'a'));
  expect([seen(), seen('another')]).toEqual([['a'], []]);
});

test('done, it stays until its shape is painted, and not for ever', () => {
  const { say, seen, settle } = watched();
  say(drawing(1, 'a'));
  say({ state: 'done', n: 1, id: 'a' });
  expect(seen()).toEqual(['a']);
  settle('a');
  expect(seen()).toEqual([]);
  say(drawing(2, 'b'));
  say({ state: 'done', n: 2, id: 'b' });
  expect([seen('frame', 2_000), seen('frame', 60_000)]).toEqual([['b'], []]);
});

test('its shape may come before the word that it is done: it is not shown twice, nor again', () => {
  const { say, seen, settle } = watched();
  say(drawing(1, 'a'));
  settle('a');
  expect(seen()).toEqual([]);
  // A late word of the same gesture.
  say(drawing(1, 'a'));
  say({ state: 'done', n: 1, id: 'a' });
  expect(seen()).toEqual([]);
  // The same shape is moved.
  say(drawing(2, 'a'));
  expect(seen()).toEqual(['a']);
});

test('given up, or its author gone, it is seen no more; one that is done still comes', () => {
  const { say, seen } = watched();
  say(drawing(1, 'a'));
  say({ state: 'dropped', n: 1, id: 'a' });
  expect(seen()).toEqual([]);
  say(drawing(2, 'b'));
  say(null);
  expect(seen()).toEqual([]);
  say(drawing(3, 'c'));
  say({ state: 'done', n: 3, id: 'c' });
  say(null);
  expect(seen()).toEqual(['c']);
});

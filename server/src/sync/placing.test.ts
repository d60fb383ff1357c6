import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { decodeUpdate, knownTo } from './inspect-update.ts';
import { placing, type Placing } from './placing.ts';

type Id = readonly [client: number, clock: number];

/** One character of the text `t`, written byte by byte: what no Yjs would make. */
const letter =
  (left: Id | null, right: Id | null) =>
  (e: encoding.Encoder): void => {
    encoding.writeUint8(e, 4 | (left === null ? 0 : 0x80) | (right === null ? 0 : 0x40));
    for (const id of [left, right]) for (const number of id ?? []) encoding.writeVarUint(e, number);
    if (left === null && right === null) {
      encoding.writeVarUint(e, 1);
      encoding.writeVarString(e, 't');
    }
    encoding.writeVarString(e, 'x');
  };

function forged(client: number, items: ((e: encoding.Encoder) => void)[]): Uint8Array {
  const e = encoding.createEncoder();
  for (const number of [1, items.length, client, 0]) encoding.writeVarUint(e, number);
  for (const item of items) item(e);
  encoding.writeVarUint(e, 0);
  return encoding.toUint8Array(e);
}

function placed(doc: Y.Doc, bytes: Uint8Array): Placing {
  return placing(doc, decodeUpdate(bytes), knownTo(doc));
}

function roomOf(clientID: number, write: (doc: Y.Doc) => void): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = clientID;
  write(doc);
  return doc;
}

describe('neighbours', () => {
  const room = roomOf(7, (doc) => {
    doc.getText('t').insert(0, 'abc');
    doc.getText('other').insert(0, 'xyz');
    doc.getText('t').insert(0, 'd');
  });

  test.each<[string, Id, Id, Placing]>([
    ['next to each other', [7, 0], [7, 1], 'fits'],
    ['apart, in order', [7, 0], [7, 2], 'fits'],
    ['the wrong way round', [7, 2], [7, 0], 'misplaced'],
    ['two pieces, in order', [7, 6], [7, 0], 'fits'],
    ['two pieces, the wrong way round', [7, 2], [7, 6], 'misplaced'],
    ['the same one', [7, 1], [7, 1], 'misplaced'],
    ['in two texts', [7, 0], [7, 4], 'misplaced'],
  ])('[RP4] that are %s', (_what, left, right, expected) => {
    expect(placed(room, forged(9, [letter(left, right)]))).toBe(expected);
  });

  test('[RP4] that come with it, the wrong way round', () => {
    const two = [letter(null, null), letter([9, 0], null)];
    expect(placed(new Y.Doc(), forged(9, [...two, letter([9, 0], [9, 1])]))).toBe('fits');
    expect(placed(new Y.Doc(), forged(9, [...two, letter([9, 1], [9, 0])]))).toBe('misplaced');
    // One stands in the document, and what comes is put in front of it.
    expect(placed(room, forged(9, [letter(null, [7, 6]), letter([7, 6], [9, 0])]))).toBe('misplaced');
  });
});

describe('effort', () => {
  /** Each is set beside all that came before it. */
  const fan = (count: number): Uint8Array =>
    forged(9, [
      letter(null, null),
      ...Array.from({ length: count }, (_, i) => letter([9, i], null)),
      ...Array.from({ length: count }, (_, i) => letter([9, 0], [9, i + 1])),
    ]);

  test('[GD3] what is to be compared with the same again and again is not begun', () => {
    expect(placed(new Y.Doc(), fan(100))).toBe('fits');
    expect(placed(new Y.Doc(), fan(2_000))).toBe('laborious');
  });

  test('[GD3] nor is what somebody prepared a document for', () => {
    const room = new Y.Doc();
    // Everything in it was set beside the same unseen, by somebody else each time.
    for (let client = 1; client <= 2_000; client++) Y.applyUpdate(room, forged(client, [letter(null, null)]));
    const late = (count: number): Uint8Array =>
      forged(
        5_000,
        Array.from({ length: count }, (_, i) => letter(null, [2_000 - i, 0])),
      );
    expect(placed(room, late(10))).toBe('fits');
    expect(placed(room, late(1_000))).toBe('laborious');
  });

  test('[GD6] people who write without seeing each other, each a whole day, pass', () => {
    const people = [3, 9, 5].map((clientID) =>
      roomOf(clientID, (doc) => doc.getText('t').insert(0, 'begun')),
    );
    const [room] = people as [Y.Doc];
    for (const doc of people) Y.applyUpdate(doc, Y.encodeStateAsUpdate(room));
    for (const doc of people) {
      const text = doc.getText('t');
      for (let i = 0; i < 2_000; i++) {
        text.insert((i * 7_919) % text.length, 'word ');
        if (i % 3 === 0) text.delete((i * 104_729) % text.length, 1);
      }
    }
    for (const doc of people.slice(1)) {
      const update = Y.encodeStateAsUpdate(doc);
      expect(placed(room, update)).toBe('fits');
      Y.applyUpdate(room, update);
    }
    // As a file that was made elsewhere, all at once.
    expect(placed(new Y.Doc(), Y.encodeStateAsUpdate(room))).toBe('fits');
  });
});

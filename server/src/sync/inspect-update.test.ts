import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { ClapperError } from '@clapper/protocol';
import {
  bringsStructs,
  changesNothing,
  decodeUpdate,
  knownTo,
  missesSomething,
  newRanges,
} from './inspect-update.ts';

/** The updates of a doc, one for each change. */
function writer(clientId: number): { doc: Y.Doc; write(change: (doc: Y.Doc) => void): Uint8Array } {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => void updates.push(update));
  return {
    doc,
    write(change) {
      updates.length = 0;
      doc.transact(() => change(doc), 'test');
      return updates.length === 1 ? updates[0]! : Y.mergeUpdates(updates);
    },
  };
}

const type = (text: string) => (doc: Y.Doc) => doc.getText('t').insert(doc.getText('t').length, text);

function docOf(...updates: Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc;
}

/** Items of one client, written byte by byte: what no Yjs would make. */
function forged(client: number, clock: number, items: ((e: encoding.Encoder) => void)[]): Uint8Array {
  const e = encoding.createEncoder();
  encoding.writeVarUint(e, 1);
  encoding.writeVarUint(e, items.length);
  encoding.writeVarUint(e, client);
  encoding.writeVarUint(e, clock);
  for (const item of items) item(e);
  encoding.writeVarUint(e, 0);
  return encoding.toUint8Array(e);
}

/** A character with both neighbours named. */
const between = (left: [number, number], right: [number, number]) => (e: encoding.Encoder) => {
  encoding.writeUint8(e, 4 | 0x80 | 0x40);
  for (const [client, clock] of [left, right]) {
    encoding.writeVarUint(e, client);
    encoding.writeVarUint(e, clock);
  }
  encoding.writeVarString(e, 'x');
};
/** Says that so much is missing. */
const skip = (length: number) => (e: encoding.Encoder) => {
  encoding.writeUint8(e, 10);
  encoding.writeVarUint(e, length);
};
const gc = (length: number) => (e: encoding.Encoder) => {
  encoding.writeUint8(e, 0);
  encoding.writeVarUint(e, length);
};

/** An update that only deletes. */
function deletions(count: number, range: (i: number) => [clock: number, length: number]): Uint8Array {
  const e = encoding.createEncoder();
  for (const number of [0, 1, 7, count]) encoding.writeVarUint(e, number);
  for (let i = 0; i < count; i++) for (const number of range(i)) encoding.writeVarUint(e, number);
  return encoding.toUint8Array(e);
}

describe('decodeUpdate', () => {
  test('takes as many deletions as there are, in any order', () => {
    const { deletes } = decodeUpdate(deletions(1_000, (i) => [(999 - i) * 10, 5]));
    expect(deletes.get(7)).toHaveLength(1_000);
  });

  test.each([
    ['nothing at all', new Uint8Array()],
    ['a cut update', writer(1).write(type('hello')).subarray(0, 8)],
    ['a struct without a length', forged(1, 0, [gc(0)])],
    ['a struct that ends beyond what a number holds', forged(1, Number.MAX_SAFE_INTEGER - 5, [gc(100)])],
    ['a client id over 32 bits', forged(2 ** 33, 0, [gc(1)])],
    ['[GD3] garbage of 2⁴⁰ structs in a few bytes', forged(1, 0, [gc(2 ** 40)])],
    ['[GD3] a deletion that is there a thousand times', deletions(1_000, () => [0, 10])],
  ])('refuses %s', (_what, bytes) => {
    expect(() => decodeUpdate(bytes)).toThrow(expect.objectContaining({ code: 'INVALID_UPDATE' }));
  });

  test('refuses an update that lists a client twice: Yjs would apply only one of the two', () => {
    const e = encoding.createEncoder();
    encoding.writeVarUint(e, 2);
    for (const clock of [0, 9]) {
      encoding.writeVarUint(e, 1);
      encoding.writeVarUint(e, 7);
      encoding.writeVarUint(e, clock);
      gc(1)(e);
    }
    encoding.writeVarUint(e, 0);
    expect(() => decodeUpdate(encoding.toUint8Array(e))).toThrow(ClapperError);
  });

  test('says which clocks of which client it brings', () => {
    const ana = writer(7);
    ana.write(type('abc'));
    expect([...decodeUpdate(ana.write(type('de'))).ranges]).toEqual([[7, { from: 3, to: 5 }]]);
  });

  test('a hole that an update names is nothing that it brings', () => {
    const update = decodeUpdate(forged(7, 0, [skip(1_000)]));
    expect(update.ranges.size).toBe(0);
    expect(changesNothing(update, knownTo(new Y.Doc()))).toBe(true);
  });

  test('what the doc has already was brought by whoever sent it first', () => {
    const ana = writer(7);
    const room = docOf(ana.write(type('abc')));
    ana.write(type('de'));
    const all = decodeUpdate(Y.mergeUpdates([Y.encodeStateAsUpdate(ana.doc), writer(8).write(type('x'))]));
    expect([...newRanges(all, knownTo(room))]).toEqual([
      [8, { from: 0, to: 1 }],
      [7, { from: 3, to: 5 }],
    ]);
  });
});

describe('changesNothing', () => {
  test('what a stock client sends at each connect changes nothing', () => {
    const ana = writer(7);
    const first = ana.write(type('abc'));
    const second = ana.write((doc) => doc.getText('t').delete(1, 1));
    const room = docOf(first, second);
    const step2 = Y.encodeStateAsUpdate(room, Y.encodeStateVector(room));
    expect(step2).not.toEqual(Uint8Array.of(0, 0));
    expect(changesNothing(decodeUpdate(step2), knownTo(room))).toBe(true);
  });

  test('a deletion of what is there, and a new struct, change something', () => {
    const ana = writer(7);
    const room = docOf(ana.write(type('abc')));
    const more = decodeUpdate(ana.write(type('d')));
    expect([changesNothing(more, knownTo(room)), bringsStructs(more, knownTo(room))]).toEqual([false, true]);
    const less = decodeUpdate(ana.write((doc) => doc.getText('t').delete(0, 2)));
    expect([changesNothing(less, knownTo(room)), bringsStructs(less, knownTo(room))]).toEqual([false, false]);
  });

  test('a deletion in the middle of a run is found once the run is split', () => {
    const ana = writer(7);
    const first = ana.write(type('abcdef'));
    const middle = ana.write((doc) => doc.getText('t').delete(2, 2));
    const wider = ana.write((doc) => doc.getText('t').delete(1, 2));
    const room = docOf(first, middle);
    expect(changesNothing(decodeUpdate(middle), knownTo(room))).toBe(true);
    expect(changesNothing(decodeUpdate(wider), knownTo(room))).toBe(false);
  });
});

describe('missesSomething', () => {
  const ana = writer(7);
  const first = ana.write(type('abc'));
  const second = ana.write(type('def'));
  const deletion = ana.write((doc) => doc.getText('t').delete(4, 1));
  const ben = writer(9);
  Y.applyUpdate(ben.doc, first);
  const reply = ben.write((doc) => doc.getText('t').insert(1, 'x'));

  test.each<[string, Uint8Array, Uint8Array[], boolean]>([
    ['nothing: the first update', first, [], false],
    ['nothing: the next update', second, [first], false],
    ['nothing: both in one', Y.mergeUpdates([first, second]), [], false],
    ['the author’s own earlier structs', second, [], true],
    ['what it deletes', deletion, [first], true],
    ['the text it stands in', reply, [], true],
    ['nothing: with the text it stands in', reply, [first], false],
    ['nothing: the text it stands in comes with it', Y.mergeUpdates([reply, first]), [], false],
    [
      'what a hole in it leaves out',
      Y.mergeUpdates([first, Y.diffUpdate(deletion, new Uint8Array([0]))]),
      [],
      true,
    ],
  ])('misses %s', (_what, update, known, missing) => {
    const room = docOf(...known);
    const before = Y.encodeStateAsUpdate(room);
    expect(missesSomething(decodeUpdate(update), knownTo(room))).toBe(missing);
    expect(Y.encodeStateAsUpdate(room)).toEqual(before);
    Y.applyUpdate(room, update);
    expect(room.store.pendingStructs !== null || room.store.pendingDs !== null).toBe(missing);
  });

  test('misses a neighbour that its own author has yet to write', () => {
    const room = docOf(first);
    expect(missesSomething(decodeUpdate(forged(9, 0, [between([9, 5], [7, 1])])), knownTo(room))).toBe(true);
  });
});

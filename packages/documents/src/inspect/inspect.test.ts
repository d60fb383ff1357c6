import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { DecodedUpdate } from './arrivals.ts';
import { inspect } from './inspect.ts';
import { touchPath, type Touch } from './touch.ts';

const ANA = 10;
const BEN = 5;

/** A document of one record with a value, a text and a page, written by ana. */
function newDoc(clientId: number, ...updates: Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc;
}

const BASE = ((): Uint8Array => {
  const doc = newDoc(ANA);
  doc.transact(() => {
    const page = new Y.XmlFragment();
    const paragraph = new Y.XmlElement('paragraph');
    page.insert(0, [paragraph]);
    doc.getMap('records').set(
      'a',
      new Y.Map<unknown>([
        ['size', 'CU'],
        ['title', new Y.Text('words')],
        ['page', page],
      ]),
    );
    paragraph.insert(0, [new Y.XmlText('text')]);
  });
  return Y.encodeStateAsUpdate(doc);
})();

const record = (doc: Y.Doc, id = 'a'): Y.Map<unknown> => doc.getMap<Y.Map<unknown>>('records').get(id)!;
const title = (doc: Y.Doc): Y.Text => record(doc).get('title') as Y.Text;
const paragraph = (doc: Y.Doc): Y.XmlElement =>
  (record(doc).get('page') as Y.XmlFragment).get(0) as Y.XmlElement;

/** What one change by somebody who has seen everything brings. */
function changeOf(change: (doc: Y.Doc) => void, { clientId = BEN, seen = [BASE] } = {}): Uint8Array {
  const doc = newDoc(clientId, ...seen);
  const before = Y.encodeStateVector(doc);
  doc.transact(() => change(doc));
  return Y.encodeStateAsUpdate(doc, before);
}

function decode(update: Uint8Array): DecodedUpdate {
  const { structs, ds } = Y.decodeUpdate(update);
  return { structs, deletes: ds.clients };
}

/** One item made by hand: what no Yjs would write. */
function forged(
  content: Y.Item['content'],
  at: { origin?: Y.ID; right?: Y.ID; parent?: string | Y.ID; key?: string; clock?: number; client?: number },
): Y.Item {
  return new Y.Item(
    Y.createID(at.client ?? BEN, at.clock ?? 0),
    null,
    at.origin ?? null,
    null,
    at.right ?? null,
    (at.parent ?? null) as never,
    at.key ?? null,
    content,
  );
}

const update = (
  structs: DecodedUpdate['structs'],
  deletes: [number, number, number][] = [],
): DecodedUpdate => ({
  structs,
  deletes: new Map(deletes.map(([client, clock, len]) => [client, [{ clock, len }]])),
});

/** The id of what stands under a key. */
const idAt = (doc: Y.Doc, key: string): Y.ID => record(doc)._map.get(key)!.id;

const words = (touch: Touch): string => {
  const { change } = touch;
  const path = touchPath(touch);
  switch (change.type) {
    case 'set': {
      const { value } = change;
      const to =
        value.holds === 'plain'
          ? JSON.stringify(value.value)
          : value.holds === 'type'
            ? value.type
            : `a ${value.content}`;
      return `${path} set to ${to} over ${change.over}`;
    }
    case 'delete':
      return `${path} deleted over ${change.over}`;
    case 'edit':
      return `${path} edited`;
    case 'misplaced':
      return 'misplaced';
    default:
      return change satisfies never;
  }
};

const touched = (incoming: DecodedUpdate | Uint8Array, ...known: Uint8Array[]): string[] => {
  const doc = newDoc(1, ...(known.length === 0 ? [BASE] : known));
  const before = Y.encodeStateAsUpdate(doc);
  const touches = inspect(doc, incoming instanceof Uint8Array ? decode(incoming) : incoming);
  expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  return touches.map(words);
};

const edits = (incoming: DecodedUpdate | Uint8Array): Touch['change'][] =>
  inspect(newDoc(1, BASE), incoming instanceof Uint8Array ? decode(incoming) : incoming).map(
    ({ change }) => change,
  );

describe('[GD1] keys', () => {
  test('an overwrite of a key the writer saw names neither parent nor key in its bytes', () => {
    const bytes = changeOf((doc) => record(doc).set('size', 'MS'));
    expect(decode(bytes).structs[0]).toMatchObject({ parent: null, parentSub: null });
    expect(touched(bytes)).toEqual(['records/a/size set to "MS" over value']);
  });

  test('a set of a key that others set at the same time: nothing is deleted in the bytes, and either may win', () => {
    const theirs = changeOf((doc) => record(doc).set('size', 'MS'), { clientId: ANA + 1 });
    for (const clientId of [BEN, ANA + 9]) {
      const mine = changeOf((doc) => record(doc).set('size', 'WS'), { clientId });
      expect(touched(mine, BASE, theirs)).toEqual(['records/a/size set to "WS" over value']);
    }
  });

  test('whoever set it at the same time and merged since says which of the two is gone', () => {
    const theirs = changeOf((doc) => record(doc).set('size', 'MS'), { clientId: ANA + 1 });
    const merged = (clientId: number): Uint8Array => {
      const doc = newDoc(clientId, BASE);
      record(doc).set('size', 'WS');
      Y.applyUpdate(doc, theirs);
      return Y.encodeStateAsUpdate(doc, Y.encodeStateVector(newDoc(1, BASE, theirs)));
    };
    expect(touched(merged(ANA + 9), BASE, theirs)).toEqual(['records/a/size set to "WS" over value']);
    expect(touched(merged(BEN), BASE, theirs)).toEqual([]);
  });

  test('whoever lost and takes the winner away empties the key', () => {
    const theirs = changeOf((doc) => record(doc).set('size', 'MS'), { clientId: ANA + 1 });
    const { id } = decode(theirs).structs[0]!;
    const origin = idAt(newDoc(1, BASE), 'size');
    const loses = forged(new Y.ContentAny(['WS']), { client: BEN, origin });
    expect(touched(update([loses], [[id.client, id.clock, 1]]), BASE, theirs)).toEqual([
      'records/a/size set to "WS" over value',
      'records/a/size deleted over value',
    ]);
  });

  test('an item that holds nothing empties the key it stands under, without any deletion', () => {
    const tombstone = forged(new Y.ContentDeleted(1), { origin: idAt(newDoc(1, BASE), 'size') });
    expect(touched(update([tombstone]))).toEqual(['records/a/size deleted over value']);
  });

  test('an item that holds nothing is no loser because it names the middle of what was deleted', () => {
    const doc = newDoc(20, BASE);
    for (const value of [1, 2, 3, 4]) record(doc).set('size', value);
    const seen = Y.encodeStateAsUpdate(doc);
    const [first] = [...doc.store.clients.get(20)!] as [Y.Item];
    // Three values in one run of deleted ones, behind which the fourth lives.
    expect(first.length).toBe(3);
    const origin = Y.createID(20, first.id.clock + 1);
    const tombstone = forged(new Y.ContentDeleted(1), { client: 30, origin });
    expect(touched(update([tombstone]), seen)).toEqual(['records/a/size deleted over value']);
  });

  test('under a key nothing has a right neighbour', () => {
    const doc = newDoc(1, BASE);
    const right = idAt(doc, 'size');
    expect(touched(update([forged(new Y.ContentAny([1]), { right })]))).toEqual(['misplaced']);
  });

  test('what hangs beside garbage becomes garbage, and covers no deletion', () => {
    const doc = newDoc(1, BASE);
    const gone = changeOf((one) => void one.getMap('records').set('b', new Y.Map([['size', 1]])), {
      clientId: 40,
    });
    const removed = changeOf((one) => one.getMap('records').delete('b'), {
      clientId: 41,
      seen: [BASE, gone],
    });
    const origin = idAt(doc, 'size');
    const lost = forged(new Y.ContentAny(['WS']), { origin, right: Y.createID(40, 1) });
    expect(touched(update([lost], [[origin.client, origin.clock, 1]]), BASE, gone, removed)).toEqual([
      'records/a/size deleted over value',
    ]);
  });

  test('what the doc has already is touched by nobody, whatever comes with it', () => {
    const doc = newDoc(BEN, BASE);
    record(doc).set('size', 'MS');
    expect(touched(decode(Y.encodeStateAsUpdate(doc)))).toEqual(['records/a/size set to "MS" over value']);
  });

  test('a value that was deleted again before it was sent is such an item', () => {
    const doc = newDoc(BEN, BASE);
    const before = Y.encodeStateVector(doc);
    record(doc).set('size', 'MS');
    record(doc).delete('size');
    expect(touched(Y.encodeStateAsUpdate(doc, before))).toEqual(['records/a/size deleted over value']);
  });

  test('of a key that was set twice the last one counts', () => {
    const doc = newDoc(BEN, BASE);
    const before = Y.encodeStateVector(doc);
    record(doc).set('size', 'MS');
    record(doc).set('size', 'WS');
    expect(touched(Y.encodeStateAsUpdate(doc, before))).toEqual(['records/a/size set to "WS" over value']);
  });

  test('deleting a key, a record, a text under a key', () => {
    expect(touched(changeOf((doc) => record(doc).delete('size')))).toEqual([
      'records/a/size deleted over value',
    ]);
    expect(touched(changeOf((doc) => doc.getMap('records').delete('a')))).toContain(
      'records/a deleted over type',
    );
    expect(touched(changeOf((doc) => record(doc).delete('title')))).toContain(
      'records/a/title deleted over type',
    );
  });

  test('an older value set over a newer one does not hide that the newer one is deleted', () => {
    const doc = newDoc(1, BASE);
    const { client, clock } = idAt(doc, 'size');
    const parent = doc.getMap('records')._map.get('a')!.id;
    const lost = forged(new Y.ContentAny(['WS']), { parent, key: 'size', client: 2 });
    expect(touched(update([lost], [[client, clock, 1]]))).toEqual([
      'records/a/size set to "WS" over value',
      'records/a/size deleted over value',
    ]);
  });

  test('a new record names its fields, and all of them are fresh', () => {
    const bytes = changeOf((doc) =>
      doc.getMap('records').set(
        'b',
        new Y.Map<unknown>([
          ['size', 'CU'],
          ['title', new Y.Text('hi')],
        ]),
      ),
    );
    expect(touched(bytes)).toEqual([
      'records/b set to map over nothing',
      'records/b/size set to "CU" over nothing',
      'records/b/title set to text over nothing',
      'records/b/title edited',
    ]);
    expect(inspect(newDoc(1, BASE), decode(bytes)).map(({ fresh }) => fresh)).toEqual([
      false,
      true,
      true,
      true,
    ]);
  });

  test('what was put into a record that the same update replaces is seen by nobody', () => {
    const doc = newDoc(BEN, BASE);
    const before = Y.encodeStateVector(doc);
    doc.getMap('records').set('b', new Y.Map([['authorId', 'ana']]));
    doc.getMap('records').set('b', new Y.Map([['size', 'CU']]));
    const { structs, deletes } = decode(Y.encodeStateAsUpdate(doc, before));
    expect(touched({ structs, deletes })).toEqual([
      'records/b set to map over nothing',
      'records/b/size set to "CU" over nothing',
    ]);
  });

  test('two records under one key: the second stands over the first', () => {
    const first = forged(new Y.ContentType(new Y.Map()), { parent: 'records', key: 'b' });
    const second = forged(new Y.ContentType(new Y.Map()), { parent: 'records', key: 'b', clock: 1 });
    expect(touched(update([first, second]))).toEqual([
      'records/b set to map over nothing',
      'records/b set to map over type',
    ]);
  });
});

describe('[GD1] what JSON hides', () => {
  test.each<[string, (doc: Y.Doc) => void, string]>([
    [
      'a root that is not declared',
      (doc) => doc.getMap('other').set('x', 1),
      'other/x set to 1 over nothing',
    ],
    ['a list in a root', (doc) => doc.getArray('records2').push([1]), 'records2 edited'],
    [
      'bytes',
      (doc) => record(doc).set('size', new Uint8Array(3)),
      'records/a/size set to a binary over value',
    ],
    [
      'a document',
      (doc) => record(doc).set('size', new Y.Doc()),
      'records/a/size set to a document over value',
    ],
    [
      'a nested list',
      (doc) => record(doc).set('size', new Y.Array()),
      'records/a/size set to array over value',
    ],
    ['a nested map', (doc) => record(doc).set('size', new Y.Map()), 'records/a/size set to map over value'],
  ])('%s', (_what, change, touch) => {
    expect(touched(changeOf(change))).toEqual([touch]);
  });

  test('a list item in a root that is a map', () => {
    expect(touched(update([forged(new Y.ContentAny([1]), { parent: 'records' })]))).toEqual([
      'records edited',
    ]);
  });

  test('several values, characters, an embed and old JSON under a key', () => {
    const parent = newDoc(1, BASE).getMap('records')._map.get('a')!.id;
    const one = (content: Y.Item['content']) =>
      touched(update([forged(content, { parent, key: 'size' })]))[0];
    expect(one(new Y.ContentAny([1, 2]))).toBe('records/a/size set to a values over value');
    expect(one(new Y.ContentString('abc'))).toBe('records/a/size set to a string over value');
    expect(one(new Y.ContentEmbed({}))).toBe('records/a/size set to a embed over value');
    expect(one(new Y.ContentJSON([{}]))).toBe('records/a/size set to a json over value');
  });
});

describe('[GD1] texts and pages', () => {
  test('says how much comes and goes and what it comes to', () => {
    expect(edits(changeOf((doc) => title(doc).insert(5, ' more')))).toMatchObject([
      { type: 'edit', edit: { in: 'text', inserted: 5, deleted: 0, length: 10 } },
    ]);
    expect(edits(changeOf((doc) => title(doc).delete(1, 3)))).toMatchObject([
      { type: 'edit', edit: { in: 'text', inserted: 0, deleted: 3, length: 2 } },
    ]);
  });

  test('names what comes into a page: elements, attributes, marks, and how deep', () => {
    const [change] = edits(
      changeOf((doc) => {
        const item = new Y.XmlElement('listItem');
        const list = new Y.XmlElement('bulletList');
        list.insert(0, [item]);
        paragraph(doc).insert(0, [list]);
        list.setAttribute('start', '3');
        (paragraph(doc).get(1) as Y.XmlText).format(0, 2, { bold: {} });
      }),
    );
    expect(change).toMatchObject({
      edit: {
        in: 'fragment',
        nodes: new Set(['bulletList', 'listItem']),
        attributes: [{ node: 'bulletList', name: 'start', value: '3' }],
        marks: [{ name: 'bold', value: {} }],
        foreign: new Set(),
        depth: 3,
      },
    });
  });

  test.each<[string, (doc: Y.Doc) => void, string]>([
    ['an embed in a text', (doc) => title(doc).insertEmbed(0, { image: 1 }), 'embed'],
    ['a map in a text', (doc) => title(doc).insertEmbed(0, new Y.Map()), 'map'],
    ['a hook in a page', (doc) => paragraph(doc).insert(0, [new Y.XmlHook('x') as never]), 'hook'],
  ])('names %s', (_what, change, foreign) => {
    expect(edits(changeOf(change))).toMatchObject([{ edit: { foreign: new Set([foreign]) } }]);
  });

  test('names a list in a page, and an attribute of a text', () => {
    const doc = newDoc(1, BASE);
    const array = forged(new Y.ContentType(new Y.Array()), { parent: idAt(doc, 'page') });
    expect(edits(update([array]))).toMatchObject([{ edit: { foreign: new Set(['array']) } }]);
    const attribute = forged(new Y.ContentAny([1]), { parent: idAt(doc, 'title'), key: 'x' });
    expect(edits(update([attribute]))).toMatchObject([
      { edit: { in: 'text', attributes: [{ node: null, name: 'x', value: 1 }] } },
    ]);
  });
});

describe('[GD1] where it stands', () => {
  test('a parent that is known only through a neighbour later in the bytes', () => {
    const first = changeOf((doc) => title(doc).insert(5, '!'), { clientId: 3 });
    const second = changeOf((doc) => title(doc).insert(6, '?'), { clientId: 20, seen: [BASE, first] });
    const both = decode(Y.mergeUpdates([first, second]));
    expect(both.structs[0]!.id.client).toBe(20);
    expect(touched(both)).toEqual(['records/a/title edited']);
  });

  test('neighbours in the middle of a run of characters', () => {
    const doc = newDoc(1, BASE);
    const text = title(doc)._start!.id;
    const between = forged(new Y.ContentString('x'), {
      origin: Y.createID(text.client, text.clock + 1),
      right: Y.createID(text.client, text.clock + 2),
    });
    expect(touched(update([between]))).toEqual(['records/a/title edited']);
  });

  test('neighbours in two places, and two that lean on each other, stand nowhere', () => {
    const doc = newDoc(1, BASE);
    const apart = forged(new Y.ContentString('x'), {
      origin: title(doc)._start!.id,
      right: idAt(doc, 'size'),
    });
    expect(touched(update([apart]))).toEqual(['misplaced']);
    const one = forged(new Y.ContentString('x'), { client: 2, origin: Y.createID(3, 0) });
    const other = forged(new Y.ContentString('x'), { client: 3, origin: Y.createID(2, 0) });
    expect(touched(update([one, other]))).toEqual(['misplaced', 'misplaced']);
  });

  test('the rest of an item hangs on its beginning, whatever it says of neighbours', () => {
    const mine = changeOf((doc) => title(doc).insert(0, 'ab'));
    const doc = newDoc(1, BASE, mine);
    const rest = forged(new Y.ContentString('abcd'), { parent: idAt(doc, 'page') });
    expect(touched(update([rest]), BASE, mine)).toEqual(['misplaced']);
    const honest = decode(changeOf((one) => title(one).insert(0, 'abcd')));
    expect(touched(honest, BASE, mine)).toEqual(['records/a/title edited']);
  });

  test('an edit inside a record that was deleted meanwhile touches nothing', () => {
    const gone = changeOf((doc) => doc.getMap('records').delete('a'), { clientId: ANA + 1 });
    const late = changeOf((doc) => {
      title(doc).insert(0, 'late');
      record(doc).set('size', 'MS');
    });
    expect(touched(late, BASE, gone)).toEqual([]);
  });

  test('what was deleted already is not deleted again', () => {
    const less = changeOf((doc) => title(doc).delete(0, 2));
    expect(touched(less, BASE, less)).toEqual([]);
  });
});

describe('[GD3] what a few bytes can claim', () => {
  test('garbage of 2⁴⁰ structs and a deletion of 2⁵⁰ are walked by what is there', () => {
    const doc = newDoc(1, BASE);
    const { clock } = title(doc)._start!.id;
    const started = performance.now();
    const gc = new Y.GC(Y.createID(BEN, 0), 2 ** 40);
    expect(touched(update([gc]))).toEqual([]);
    expect(touched(update([], [[ANA, clock, 2 ** 50]]))).toContain('records/a/title edited');
    const many = {
      structs: [],
      deletes: new Map([[ANA, Array.from({ length: 50_000 }, () => ({ clock, len: 9 }))]]),
    };
    expect(touched(many)).toContain('records/a/title edited');
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  test('a chain of items, each beside the last, and a page nested 20,000 deep', () => {
    const doc = newDoc(1, BASE);
    const structs: Y.Item[] = [];
    let parent: Y.ID = idAt(doc, 'page');
    for (let clock = 0; clock < 20_000; clock++) {
      structs.push(forged(new Y.ContentType(new Y.XmlElement('blockquote')), { parent, clock }));
      parent = Y.createID(BEN, clock);
    }
    // Backwards, so that nothing is known before what stands behind it.
    const started = performance.now();
    expect(edits(update(structs))).toMatchObject([{ edit: { depth: 20_000 } }]);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

test('[GD3] it is linear: a small update of a document of 5,000 records', () => {
  const big = newDoc(ANA);
  big.transact(() => {
    for (let i = 0; i < 5_000; i++) {
      big.getMap('records').set(
        `r${i}`,
        new Y.Map<unknown>([
          ['size', i],
          ['title', new Y.Text(`t${i}`)],
        ]),
      );
    }
  });
  const seen = [Y.encodeStateAsUpdate(big)];
  const doc = newDoc(1, ...seen);
  const small = decode(changeOf((one) => record(one, 'r4000').set('size', 7), { seen }));
  const times = Array.from({ length: 200 }, () => {
    const started = performance.now();
    inspect(doc, small);
    return performance.now() - started;
  });
  // Ten times the bar of the benchmark: a busy machine is no reason to fail.
  expect(times.toSorted((a, b) => a - b)[100]).toBeLessThan(1);
});

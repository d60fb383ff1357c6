import fc from 'fast-check';
import * as Y from 'yjs';
import { describe, expect, test } from 'vitest';
import { keepFormattingMarks } from '../formatting.ts';
import { rehome, type Edit, type Fate } from './rehome.ts';

/** A person's replica that writes down what it would push. */
class Writer {
  readonly doc = new Y.Doc();
  readonly edits: Edit[] = [];

  constructor(confirmed: readonly Uint8Array[] = []) {
    keepFormattingMarks(this.doc);
    for (const update of confirmed) Y.applyUpdate(this.doc, update);
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'typing') this.edits.push({ clientId: this.doc.clientID, update });
    });
  }

  edit(change: (doc: Y.Doc) => void): Edit {
    this.doc.transact(() => change(this.doc), 'typing');
    return this.edits.at(-1)!;
  }

  type(words: string, at = Infinity): Edit {
    return this.edit((doc) => {
      const text = doc.getText('text');
      text.insert(Math.min(at, text.length), words);
    });
  }
}

function start(change: (doc: Y.Doc) => void): Uint8Array[] {
  const doc = new Y.Doc();
  change(doc);
  return [Y.encodeStateAsUpdate(doc)];
}

function refusing(...refused: readonly Edit[]): (edit: Edit) => Fate {
  return (edit) => (refused.includes(edit) ? 'refused' : 'remains');
}

let nextId = 1_000;
const freshId = () => nextId++;

function built(...updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  keepFormattingMarks(doc);
  updates.forEach((update) => Y.applyUpdate(doc, update));
  expect(doc.store.pendingStructs).toBeNull();
  expect(doc.store.pendingDs).toBeNull();
  return doc;
}

function repaired(confirmed: readonly Uint8Array[], edits: readonly Edit[], ...refused: readonly Edit[]) {
  const result = rehome(confirmed, edits, refusing(...refused), freshId);
  const doc = built(...confirmed, ...result.remaining.map((edit) => edit.update));
  const retried = result.again === null ? null : built(...confirmed, result.again.update);
  return { ...result, doc, retried };
}

const textOf = (doc: Y.Doc | null) => doc?.getText('text').toString();
const confirmed = start((doc) => doc.getText('text').insert(0, 'one three'));

describe('[RH1] taking a refused edit out', () => {
  test('what was typed before and after it stays, in its place', () => {
    const jin = new Writer(confirmed);
    jin.type('zero ', 0);
    const refused = jin.type('two ', 9);
    jin.type('!');
    const { doc, remaining, retried, lost } = repaired(confirmed, jin.edits, refused);
    expect(textOf(doc)).toBe('zero one three!');
    expect(remaining.map(({ moved }) => moved)).toEqual([false, true]);
    expect(lost).toEqual([refused]);
    expect(textOf(retried)).toBe('one two three');
  });

  test('[RH2] a neighbour that was refused gives way to its own neighbour, outwards', () => {
    const jin = new Writer(confirmed);
    const refused = jin.type('<refused>', 4);
    jin.type('inside', 8);
    jin.type('behind ', 4 + '<refused>inside'.length);
    expect(textOf(jin.doc)).toBe('one <refinsideused>behind three');
    const { doc } = repaired(confirmed, jin.edits, refused);
    // Both stand between "one " and "three", as they did.
    expect(textOf(doc)).toMatch(/^one (insidebehind |behind inside)three$/);
  });

  test('[RH2] in a list where nothing else stands, it is found by its name or its holder', () => {
    const empty = start((doc) => doc.getMap('shots').set('a', new Y.Text()));
    const jin = new Writer(empty);
    const refused = jin.edit((doc) => {
      doc.getArray('list').push(['refused']);
      (doc.getMap('shots').get('a') as Y.Text).insert(0, 'refused ');
    });
    jin.edit((doc) => {
      doc.getArray('list').push(['kept']);
      (doc.getMap('shots').get('a') as Y.Text).insert(8, 'kept');
    });
    const { doc } = repaired(empty, jin.edits, refused);
    expect(doc.getArray('list').toJSON()).toEqual(['kept']);
    expect(doc.getMap('shots').toJSON()).toEqual({ a: 'kept' });
  });

  test('[RH3] a deletion of what was refused is dropped, and what a refused deletion took is back', () => {
    const jin = new Writer(confirmed);
    const deletion = jin.edit((doc) => doc.getText('text').delete(0, 4));
    const typed = jin.type('refused', 0);
    jin.edit((doc) => doc.getText('text').delete(3, 6));
    const { doc, erased } = repaired(confirmed, jin.edits, deletion, typed);
    // "used" of the refused word and "th" of the confirmed one were deleted.
    expect(textOf(doc)).toBe('one ree');
    expect(erased).toMatchObject([{ client: jin.doc.clientID, len: 4 }]);
  });

  test('[RH4] what lived inside a refused container falls with it, and only that', () => {
    const jin = new Writer(confirmed);
    const refused = jin.edit((doc) =>
      doc.getMap('shots').set('new', new Y.Map([['title', new Y.Text('Refused')]])),
    );
    const inside = jin.edit((doc) => {
      const shot = doc.getMap('shots').get('new') as Y.Map<Y.Text>;
      shot.get('title')!.insert(7, ' shot');
      doc.getText('text').insert(0, 'kept ');
    });
    const { doc, lost, retried } = repaired(confirmed, jin.edits, refused);
    expect(doc.getMap('shots').toJSON()).toEqual({});
    expect(textOf(doc)).toBe('kept one three');
    expect(lost).toEqual([refused, inside]);
    expect(retried!.getMap('shots').toJSON()).toEqual({ new: { title: 'Refused shot' } });
    expect(textOf(retried)).toBe('one three');
  });

  test('a container that moved takes what is in it along', () => {
    const jin = new Writer(confirmed);
    const refused = jin.type('refused ');
    jin.edit((doc) => doc.getMap('shots').set('new', new Y.Map([['title', new Y.Text('Title')]])));
    jin.edit((doc) => (doc.getMap('shots').get('new') as Y.Map<Y.Text>).get('title')!.insert(5, '!'));
    jin.edit((doc) => (doc.getMap('shots').get('new') as Y.Map<unknown>).set('size', 'wide'));
    const { doc } = repaired(confirmed, jin.edits, refused);
    expect(doc.getMap('shots').toJSON()).toEqual({ new: { title: 'Title!', size: 'wide' } });
    expect(textOf(doc)).toBe('one three');
  });

  test('the last value of a key wins, also over one that others set meanwhile', () => {
    const [base] = start((doc) => doc.getMap('keys').set('k', 'base'));
    const jin = new Writer([base!]);
    const refused = jin.edit((doc) => doc.getMap('keys').set('x', 'refused'));
    jin.edit((doc) => doc.getMap('keys').set('k', 'first'));
    const other = built(base!);
    other.clientID = 1;
    other.getMap('keys').set('k', 'other');
    const both = Y.encodeStateAsUpdate(other);
    Y.applyUpdate(jin.doc, both);
    jin.edit((doc) => doc.getMap('keys').set('k', 'last'));
    const { doc } = repaired([base!, both], jin.edits, refused);
    expect(doc.getMap('keys').toJSON()).toEqual({ k: 'last' });
  });

  test('[RH5] an edit of another tab that builds on nothing refused stays as it is, id and all', () => {
    const jin = new Writer(confirmed);
    const refused = jin.type('refused ');
    const other = new Writer(confirmed);
    const theirs = other.type('theirs ', 0);
    Y.applyUpdate(other.doc, refused.update);
    const onRefused = other.type('behind');
    const edits = [refused, theirs, onRefused];
    const { doc, remaining } = repaired(confirmed, edits, refused);
    expect(remaining.map(({ edit, moved }) => [edit === theirs, moved])).toEqual([
      [true, false],
      [false, true],
    ]);
    expect(remaining[0]!.update).toBe(theirs.update);
    expect(textOf(doc)).toBe('theirs one threebehind');
  });

  test('[RH5] what is confirmed already is neither refused nor written anew', () => {
    const jin = new Writer(confirmed);
    const first = jin.type('there ', 0);
    const second = jin.type('more');
    const { remaining, lost, doc } = repaired([...confirmed, first.update], jin.edits, first);
    expect(remaining).toEqual([
      { edit: first, update: first.update, moved: false },
      { edit: second, update: second.update, moved: false },
    ]);
    expect(lost).toEqual([]);
    expect(textOf(doc)).toBe('there one threemore');
  });

  test('[RH6] an id that was used twice: everything is written anew, nothing is refused', () => {
    const jin = new Writer(confirmed);
    jin.type('mine ', 0);
    jin.type('too');
    const other = built(...confirmed);
    other.clientID = jin.doc.clientID;
    other.getText('text').insert(0, 'theirs ');
    const base = [Y.encodeStateAsUpdate(other)];
    const { remaining, lost } = rehome(
      base,
      jin.edits,
      (edit) => (edit === jin.edits[0] ? 'reused' : 'remains'),
      freshId,
    );
    expect(lost).toEqual([]);
    const doc = built(...base, ...remaining.map(({ update }) => update));
    expect(textOf(doc)).toContain('mine ');
    expect(textOf(doc)).toContain('theirs ');
    expect(textOf(doc)).toContain('too');
    // The same push whose answer was lost is no second one.
    const twice = rehome([...confirmed, jin.edits[0]!.update], jin.edits, () => 'reused', freshId);
    expect(twice.remaining.map(({ edit }) => edit)).toEqual([jin.edits[1]]);
  });

  test('what stood in something that is not confirmed cannot be tried again by itself', () => {
    const jin = new Writer(confirmed);
    jin.edit((doc) => doc.getMap('shots').set('new', new Y.Text()));
    const refused = jin.edit((doc) => (doc.getMap('shots').get('new') as Y.Text).insert(0, 'refused'));
    const { again, doc } = repaired(confirmed, jin.edits, refused);
    expect(again).toBeNull();
    expect(doc.getMap('shots').toJSON()).toEqual({ new: '' });
  });
});

/** Two tabs of a person and somebody else, all writing; some edits of the tabs are refused. */
type Step = {
  who: 0 | 1 | 2;
  at: number;
  refuse: boolean;
  act: 'type' | 'erase' | 'bold' | 'key' | 'record' | 'field' | 'confirm';
};

const step: fc.Arbitrary<Step> = fc.record({
  who: fc.constantFrom(0, 1, 2),
  at: fc.nat(60),
  refuse: fc.boolean(),
  act: fc.constantFrom('type', 'type', 'type', 'erase', 'bold', 'key', 'record', 'field', 'field', 'confirm'),
});

test('[RH1] [RH2] [RH3] [RH4] any edits, any refusals: nothing hangs, no independent word is lost, no refused one is left', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 4, maxLength: 40 }), (steps) => {
      const base = start((doc) => {
        doc.getText('text').insert(0, 'confirmed words ');
        doc.getMap('records').set('r', new Y.Map([['text', new Y.Text('words')]]));
      });
      const [a, b, other] = [new Writer(base), new Writer(base), new Writer(base)];
      const writers = [a, b, other];
      const rows: { edit: Edit; refuse: boolean; word: string | null; inside: string }[] = [];
      const refusedRecords = new Set<string>();
      let theirs = [...base];
      steps.forEach(({ who, at, refuse, act }, i) => {
        const writer = writers[who]!;
        const word = `<${i}>`;
        let typed: string | null = null;
        let inside = '';
        const before = writer.edits.length;
        writer.edit((doc) => {
          const text = doc.getText('text');
          // Words stay whole, so that one can look for them: only their borders are written at.
          const borders = [
            0,
            ...[...text.toString().matchAll(/>/g)].map((match) => match.index + 1),
            text.length,
          ];
          const place = borders[at % borders.length]!;
          const records = doc.getMap('records') as Y.Map<Y.Map<Y.Text>>;
          const keys = [...records.keys()].sort();
          switch (act) {
            case 'type':
              text.insert(place, (typed = word));
              break;
            case 'erase':
              if (text.length > 3) text.delete(0, 1 + (at % 2));
              break;
            case 'bold':
              if (text.length > 0) text.format(at % text.length, 1, { bold: true });
              break;
            case 'key':
              doc.getMap('keys').set(`k${at % 3}`, i);
              break;
            case 'record':
              records.set(word, new Y.Map<Y.Text>([['text', new Y.Text('')]]));
              break;
            case 'field': {
              inside = keys[at % keys.length]!;
              records
                .get(inside)!
                .get('text')!
                .insert(0, (typed = word));
              break;
            }
            case 'confirm':
              break;
          }
        });
        const made = writer.edits.slice(before);
        if (who === 2) {
          theirs = [...theirs, ...made.map(({ update }) => update)];
          if (act === 'confirm')
            for (const update of theirs) [a, b].forEach(({ doc }) => Y.applyUpdate(doc, update));
          return;
        }
        for (const edit of made) {
          rows.push({ edit, refuse, word: typed, inside });
          if (refuse && act === 'record') refusedRecords.add(word);
          // The other tab sees it at once, as through the channel.
          Y.applyUpdate(writers[1 - who]!.doc, edit.update);
        }
      });
      const refused = rows.filter((row) => row.refuse).map((row) => row.edit);
      const edits = rows.map((row) => row.edit);
      const result = repaired(theirs, edits, ...refused);
      // In another order, and doubled, it comes to the same.
      const updates = result.remaining.map(({ update }) => update);
      const mirror = built(...theirs);
      mirror.transact(() => [...updates].reverse().forEach((update) => Y.applyUpdate(mirror, update)));
      updates.forEach((update) => Y.applyUpdate(mirror, update));
      expect(content(mirror)).toEqual(content(result.doc));
      const words = `${textOf(result.doc)} ${JSON.stringify(content(result.doc).records)}`;
      const ids = new Set(result.remaining.filter(({ moved }) => moved).map(({ update }) => idOf(update)));
      expect(ids.size).toBeLessThanOrEqual(2);
      const keys = Object.keys(content(result.doc).records as object);
      const erases = steps.some(({ act }) => act === 'erase');
      for (const { refuse, word, inside } of rows) {
        if (word === null) continue;
        const lives = inside === '' || keys.includes(inside);
        if (refuse) expect(words).not.toContain(word);
        else if (lives && !erases) expect(words).toContain(word);
        if (refusedRecords.has(inside)) expect(words).not.toContain(word);
      }
      for (const record of refusedRecords) expect(keys).not.toContain(record);
    }),
    { numRuns: 200 },
  );
}, 30_000);

function idOf(update: Uint8Array): number | null {
  return [...Y.parseUpdateMeta(update).from.keys()][0] ?? null;
}

function content(doc: Y.Doc) {
  return {
    text: doc.getText('text').toDelta(),
    keys: doc.getMap('keys').toJSON(),
    records: doc.getMap('records').toJSON(),
  };
}

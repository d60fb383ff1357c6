import { describe, expect, test } from 'vitest';
import type { Role } from '@clapper/access';
import * as Y from 'yjs';
import {
  addShot,
  deleteShots,
  duplicateShots,
  moveShots,
  readBoard,
  restoreShots,
  setShots,
  setShotText,
} from '../board/index.ts';
import { fillDemo } from '../demo/index.ts';
import type { DocumentKind } from '../define-document.ts';
import { FIXTURE_FACTS } from '../fixture-facts.ts';
import { HISTORIES } from '../histories.ts';
import {
  appendContent,
  mendContent,
  readStages,
  renameStage,
  setStageStatus,
  stageContent,
} from '../plan/index.ts';
import { KINDS } from '../registry.ts';
import {
  addReply,
  addThread,
  deleteNote,
  editWords,
  hideNote,
  readTalk,
  resolveThread,
} from '../talk/index.ts';
import { inspect } from './inspect.ts';
import { judgeTouches, type TouchRefusal } from './judge-touches.ts';

const ANA = 'ana';
const BEN = 'ben';
const ID = '01940000-0000-7000-8000-00000000000a';

/** A server's copy of one document, and what it says to the updates of those who write it. */
class Judged {
  readonly doc = new Y.Doc();
  readonly kind: DocumentKind;

  constructor(kind: DocumentKind, fill: (doc: Y.Doc) => void = () => undefined) {
    this.kind = kind;
    const seed = kind.seed(FIXTURE_FACTS);
    if (seed !== null) Y.applyUpdate(this.doc, seed);
    fill(this.doc);
  }

  /** What the guard says to everything that one change by a device brings. */
  judge(change: (doc: Y.Doc) => unknown, user: string = ANA, role: Role = 'editor'): TouchRefusal | null {
    const device = this.device();
    change(device);
    const update = Y.encodeStateAsUpdate(device, Y.encodeStateVector(this.doc));
    const { structs, ds } = Y.decodeUpdate(update);
    const touches = inspect(this.doc, { structs, deletes: ds.clients });
    const refusal = judgeTouches(this.kind, touches, { user, name: `${user}!`, role, doc: this.doc });
    if (refusal === null) Y.applyUpdate(this.doc, update);
    return refusal;
  }

  device(): Y.Doc {
    const device = new Y.Doc();
    Y.applyUpdate(device, Y.encodeStateAsUpdate(this.doc));
    return device;
  }
}

const board = (): Judged =>
  new Judged(KINDS.board, (doc) => {
    const plan = new Y.Doc();
    Y.applyUpdate(plan, KINDS.plan.seed(FIXTURE_FACTS)!);
    fillDemo(plan, doc, { language: 'ko', by: ANA, at: 1, origin: 'demo' });
  });
const plan = (): Judged => new Judged(KINDS.plan);

const shotOf = (doc: Y.Doc): Y.Map<unknown> => [...doc.getMap<Y.Map<unknown>>('shots').values()][0]!;
const shotId = (doc: Y.Doc): string => [...doc.getMap('shots').keys()][0]!;
const pageOf = (doc: Y.Doc): Y.XmlFragment => stageContent(doc, readStages(doc).stages[0]!.id)!;

describe('[GD4] what a board may hold', () => {
  test.each<[string, (doc: Y.Doc) => void, string, string]>([
    ['an unknown root', (doc) => doc.getMap('other').set('x', 1), 'unknown_root', 'other/x'],
    [
      'an inherited name as a root',
      (doc) => doc.getMap('toString').set('x', 1),
      'unknown_root',
      'toString/x',
    ],
    ['an unknown field', (doc) => shotOf(doc).set('future', 1), 'unknown_field', 'future'],
    ['a value that is none', (doc) => shotOf(doc).set('size', 'XXL'), 'invalid_value', 'size'],
    ['a text that is too long', (doc) => shotOf(doc).set('lens', 'x'.repeat(51)), 'too_long', 'lens'],
    ['a number where an object belongs', (doc) => shotOf(doc).set('place', 1), 'invalid_value', 'place'],
    [
      'a key too many in a value',
      (doc) => shotOf(doc).set('deleted', { by: ANA, at: 1, why: 'x' }),
      'invalid_value',
      'deleted',
    ],
    ['a type where a value belongs', (doc) => shotOf(doc).set('size', new Y.Map()), 'wrong_type', 'size'],
    ['bytes', (doc) => shotOf(doc).set('size', new Uint8Array(1)), 'wrong_type', 'size'],
    ['a document in a document', (doc) => shotOf(doc).set('size', new Y.Doc()), 'wrong_type', 'size'],
    ['a value for a shot', (doc) => doc.getMap('shots').set('x', 1), 'wrong_type', 'shots/x'],
    ['a list for a shot', (doc) => doc.getMap('shots').set('x', new Y.Array()), 'wrong_type', 'shots/x'],
    ['a plain value over a shared text', (doc) => shotOf(doc).set('title', 'x'), 'wrong_type', 'title'],
    ['another text over a shared text', (doc) => shotOf(doc).set('title', new Y.Text()), 'removed', 'title'],
    ['a shared text removed', (doc) => shotOf(doc).delete('notes'), 'removed', 'notes'],
    ['a place removed', (doc) => shotOf(doc).delete('place'), 'missing_field', 'place'],
    ['a shot removed', (doc) => doc.getMap('shots').delete(shotId(doc)), 'removed', 'shots/'],
    ['a shot replaced', (doc) => doc.getMap('shots').set(shotId(doc), new Y.Map()), 'removed', 'shots/'],
    [
      'a shot without a place',
      (doc) => doc.getMap('shots').set('x', new Y.Map([['size', 'CU']])),
      'missing_field',
      'shots/x/place',
    ],
    [
      'a shared text that grows too long',
      (doc) => (shotOf(doc).get('title') as Y.Text).insert(0, 'x'.repeat(201)),
      'too_long',
      'title',
    ],
    [
      'marks in a shared text',
      (doc) => (shotOf(doc).get('title') as Y.Text).insert(0, 'x', { bold: true }),
      'unknown_content',
      'title',
    ],
    [
      'an embed in a shared text',
      (doc) => (shotOf(doc).get('title') as Y.Text).insertEmbed(0, { image: 1 }),
      'unknown_content',
      'title',
    ],
    [
      'a name too long for a key',
      (doc) => doc.getMap('shots').set('x'.repeat(257), new Y.Map()),
      'too_long',
      'x',
    ],
  ])('not %s', (_what, change, reason, path) => {
    const refusal = board().judge(change);
    expect(refusal).toMatchObject({ code: 'REFUSED', reason });
    expect(refusal!.paths[0]).toContain(path);
    expect(refusal!.paths[0]!.length).toBeLessThanOrEqual(200);
  });

  test('a text that is too long already may become shorter', () => {
    const judged = board();
    (shotOf(judged.doc).get('title') as Y.Text).insert(0, 'x'.repeat(300));
    const type = (at: number, remove: number, insert: string) => (doc: Y.Doc) => {
      const text = shotOf(doc).get('title') as Y.Text;
      doc.transact(() => {
        text.delete(at, remove);
        text.insert(at, insert);
      });
    };
    expect(judged.judge(type(0, 5, 'abc'))).toBeNull();
    expect(judged.judge(type(0, 0, 'a'))).toMatchObject({ reason: 'too_long' });
  });

  test('all of an update or nothing: one bad path refuses it, and every bad one is named', () => {
    const judged = board();
    const refusal = judged.judge((doc) => {
      shotOf(doc).set('size', 'CU');
      shotOf(doc).set('angle', 'sideways');
      doc.getMap('other').set('x', 1);
    });
    expect(refusal!.paths).toHaveLength(2);
    expect(judged.judge((doc) => shotOf(doc).set('size', 'CU'))).toBeNull();
  });

  test('a tombstone under a key is a removal', () => {
    const set = (field: string, value: unknown) => (doc: Y.Doc) => {
      shotOf(doc).set(field, value);
      shotOf(doc).delete(field);
    };
    expect(board().judge(set('place', { stage: 's', order: 'a1' }))).toMatchObject({
      reason: 'missing_field',
    });
    expect(board().judge(set('size', 'CU'))).toBeNull();
  });
});

test('[GD3] there is an end to what is judged at once', () => {
  const touch = {
    root: 'shots',
    keys: ['x'],
    fresh: false,
    change: { type: 'delete', over: 'type' },
  } as const;
  const writer = { user: ANA, name: 'Ana', role: 'editor', doc: new Y.Doc() } as const;
  const judge = (many: number) =>
    judgeTouches(
      KINDS.board,
      Array.from({ length: many }, () => touch),
      writer,
    );
  expect(judge(100_000)).toMatchObject({ code: 'REFUSED' });
  expect(judge(100_001)).toEqual({ code: 'TOO_LARGE', reason: 'too_many', paths: [] });
});

test('[GD4] a stage is made with its page', () => {
  const make = (page: boolean) => (doc: Y.Doc) => {
    const stage = new Y.Map<unknown>([['place', { order: 'a0' }]]);
    if (page) stage.set('content', new Y.XmlFragment());
    doc.getMap('stages').set('s', stage);
  };
  expect(plan().judge(make(false))).toMatchObject({ reason: 'missing_field', paths: ['stages/s/content'] });
  expect(plan().judge(make(true))).toBeNull();
  const remove = (doc: Y.Doc): void => {
    for (const stage of doc.getMap<Y.Map<unknown>>('stages').values()) stage.delete('content');
  };
  expect(plan().judge(remove)).toMatchObject({
    reason: 'removed',
  });
});

describe('[GD4] what a page of the plan may hold', () => {
  const text = (attributes: object) => (doc: Y.Doc) => {
    const words = new Y.XmlText();
    const paragraph = new Y.XmlElement('paragraph');
    pageOf(doc).insert(0, [paragraph]);
    paragraph.insert(0, [words]);
    words.insert(0, 'words', attributes);
  };
  const element =
    (name: string, attributes: Record<string, unknown> = {}) =>
    (doc: Y.Doc) => {
      const one = new Y.XmlElement(name);
      for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, value as string);
      pageOf(doc).insert(0, [one]);
    };

  test.each<[string, (doc: Y.Doc) => void]>([
    ['a node nobody knows', element('script')],
    ['an attribute nobody knows', element('heading', { onclick: 'x' })],
    ['a heading of level 4', element('heading', { level: 4 })],
    ['a chip of a shot that has no id', element('shotChip', { shot: 'the fourth', name: '' })],
    ['a chip of a day there is not', element('dateChip', { date: '2026-02-30' })],
    ['a chip whose name is longer than any', element('personChip', { person: ID, name: 'x'.repeat(256) })],
    ['a chip that leads elsewhere', element('shotChip', { shot: ID, href: 'https://a.kr' })],
    ['a mark nobody knows', text({ blink: {} })],
    ['an attribute of a mark nobody knows', text({ bold: { x: 1 } })],
    ['a link that is a script', text({ link: { href: 'javascript:alert(1)' } })],
    ['a link that hides being one', text({ link: { href: ' java\nscript:alert(1)' } })],
    [
      'an embed',
      (doc) => {
        text({})(doc);
        ((pageOf(doc).get(0) as Y.XmlElement).get(0) as Y.XmlText).insertEmbed(0, { image: 1 });
      },
    ],
    [
      'a page nested 300 deep',
      (doc) => {
        let parent: Y.XmlFragment = pageOf(doc);
        for (let depth = 0; depth < 300; depth++) {
          const quote = new Y.XmlElement('blockquote');
          parent.insert(0, [quote]);
          parent = quote;
        }
      },
    ],
  ])('not %s', (_what, change) => {
    expect(plan().judge(change)).toMatchObject({ code: 'REFUSED', reason: 'unknown_content' });
  });

  test.each<[string, (doc: Y.Doc) => void]>([
    [
      'every mark',
      text({
        bold: {},
        'highlight--abcdefgh': {},
        link: { href: 'https://a.kr', target: '_blank', rel: null, class: null, title: null },
      }),
    ],
    ['a mark as a stock client writes it', text({ italic: true })],
    ['a place of ours and a mail', text({ link: { href: '/p/x' } })],
    ['a heading', element('heading', { level: 3 })],
    ['a callout', element('callout', { kind: 'idea' })],
    ['a chip of a shot', element('shotChip', { shot: ID, name: '물이 닿는다' })],
    ['a chip of a person', element('personChip', { person: ID, name: '' })],
    ['a chip of a day', element('dateChip', { date: '2026-11-12' })],
  ])('but %s', (_what, change) => {
    expect(plan().judge(change)).toBeNull();
  });
});

describe('[GD5] who may, record by record', () => {
  const said = { words: 'Look!', mentions: [], at: 1 };
  const talk = (): { judged: Judged; thread: string } => {
    const judged = new Judged(KINDS.talk);
    let thread = '';
    const refusal = judged.judge(
      (doc) => void (thread = addThread(doc, { anchor: { type: 'project' }, ...said, by: ANA }, 'test')),
      ANA,
      'reviewer',
    );
    expect(refusal).toBeNull();
    return { judged, thread };
  };
  const record = (doc: Y.Doc, id: string): Y.Map<unknown> => doc.getMap<Y.Map<unknown>>('threads').get(id)!;

  test.each<[string, string, Role, (doc: Y.Doc, id: string) => void, string | null]>([
    ['one’s own words', ANA, 'reviewer', (doc, id) => record(doc, id).set('words', 'Mine'), null],
    ['another’s words', BEN, 'owner', (doc, id) => record(doc, id).set('words', 'Not mine'), 'not_allowed'],
    [
      'one’s own words as a viewer',
      ANA,
      'viewer',
      (doc, id) => record(doc, id).set('words', 'x'),
      'not_allowed',
    ],
    ['the author', ANA, 'owner', (doc, id) => record(doc, id).set('authorId', BEN), 'fixed'],
    ['the author away', ANA, 'owner', (doc, id) => record(doc, id).delete('authorId'), 'fixed'],
    [
      'resolved by its author',
      ANA,
      'reviewer',
      (doc, id) => record(doc, id).set('resolved', { by: ANA, at: 2 }),
      null,
    ],
    [
      'resolved by an editor',
      BEN,
      'editor',
      (doc, id) => record(doc, id).set('resolved', { by: BEN, at: 2 }),
      null,
    ],
    [
      'resolved by another reviewer',
      BEN,
      'reviewer',
      (doc, id) => record(doc, id).set('resolved', { by: BEN, at: 2 }),
      'not_allowed',
    ],
    [
      'resolved in another’s name',
      BEN,
      'editor',
      (doc, id) => record(doc, id).set('resolved', { by: ANA, at: 2 }),
      'forged',
    ],
    ['opened again', BEN, 'editor', (doc, id) => record(doc, id).set('resolved', null), null],
    [
      'deleted by its author',
      ANA,
      'reviewer',
      (doc, id) => record(doc, id).set('deleted', { by: ANA, at: 2 }),
      null,
    ],
    [
      'deleted by the owner',
      BEN,
      'owner',
      (doc, id) => record(doc, id).set('deleted', { by: BEN, at: 2 }),
      'not_allowed',
    ],
    [
      'hidden by an admin',
      BEN,
      'admin',
      (doc, id) => record(doc, id).set('hidden', { by: BEN, at: 2 }),
      null,
    ],
    [
      'hidden by its author',
      ANA,
      'editor',
      (doc, id) => record(doc, id).set('hidden', { by: ANA, at: 2 }),
      'not_allowed',
    ],
    ['its map removed', ANA, 'owner', (doc, id) => doc.getMap('threads').delete(id), 'removed'],
    [
      'one’s own reaction',
      BEN,
      'reviewer',
      (doc, id) => doc.getMap('reactions').set(`${id}/${BEN}`, ['👍']),
      null,
    ],
    [
      'another’s reaction',
      BEN,
      'owner',
      (doc, id) => doc.getMap('reactions').set(`${id}/${ANA}`, ['👍']),
      'forged',
    ],
    [
      'a reaction of nobody',
      BEN,
      'owner',
      (doc) => doc.getMap('reactions').set(BEN, ['👍']),
      'unknown_field',
    ],
    [
      'a reaction that is none',
      BEN,
      'reviewer',
      (doc, id) => doc.getMap('reactions').set(`${id}/${BEN}`, ['x']),
      'invalid_value',
    ],
    [
      'a reaction as a viewer',
      BEN,
      'viewer',
      (doc, id) => doc.getMap('reactions').set(`${id}/${BEN}`, ['👍']),
      'not_allowed',
    ],
  ])('%s', (_what, user, role, change, reason) => {
    const { judged, thread } = talk();
    expect(judged.judge((doc) => change(doc, thread), user, role)?.reason ?? null).toBe(reason);
  });

  test('nobody makes a record in another’s name, and none without an author', () => {
    const { judged } = talk();
    const make = (by: string) => (doc: Y.Doc) =>
      addThread(doc, { anchor: { type: 'project' }, ...said, by }, 'test');
    expect(judged.judge(make(ANA), BEN, 'owner')).toMatchObject({ reason: 'forged' });
    const nameless = (doc: Y.Doc): unknown =>
      doc.getMap('threads').set(
        'x',
        new Y.Map<unknown>([
          ['anchor', { type: 'project' }],
          ['createdAt', 1],
        ]),
      );
    expect(judged.judge(nameless, BEN, 'owner')).toMatchObject({
      reason: 'missing_field',
      paths: ['threads/x/authorId'],
    });
  });

  test('an author written twice under one record does not slip through', () => {
    const { judged } = talk();
    const twice = (doc: Y.Doc): void => {
      addThread(doc, { anchor: { type: 'project' }, ...said, by: BEN }, 'test');
      const id = [...doc.getMap('threads').keys()].at(-1)!;
      record(doc, id).set('authorId', ANA);
    };
    expect(judged.judge(twice, BEN, 'owner')).toMatchObject({ reason: 'forged' });
  });

  test('what is the server’s is nobody’s', () => {
    const judged = new Judged(KINDS.info);
    expect(judged.judge((doc) => doc.getMap('project').set('name', 'x'), ANA, 'owner')).toMatchObject({
      reason: 'not_allowed',
    });
  });

  test('createdBy of a shot is its maker, for good', () => {
    const make = (by: string) => (doc: Y.Doc) =>
      addShot(doc, { stage: 's', before: null, by, at: 1 }, 'test');
    expect(board().judge(make(ANA))).toBeNull();
    expect(board().judge(make(BEN))).toMatchObject({ reason: 'forged' });
    expect(board().judge((doc) => shotOf(doc).set('createdBy', ANA))).toMatchObject({ reason: 'fixed' });
  });
});

describe('[GD6] what the app does is never refused', () => {
  test('the demo, and everything the board does, undone and done again', () => {
    const judged = new Judged(KINDS.board);
    const planDoc = plan().doc;
    const ok = (change: (doc: Y.Doc) => void): void => expect(judged.judge(change)).toBeNull();
    ok((doc) => fillDemo(planDoc, doc, { language: 'en', by: ANA, at: 1, origin: 'demo' }));
    const { stages } = readStages(planDoc);
    const ids = (doc: Y.Doc): string[] =>
      readBoard(doc, stages)
        .shots.slice(0, 3)
        .map(({ id }) => id);
    const act = { by: ANA, at: 2 };
    const steps: ((doc: Y.Doc) => void)[] = [
      (doc) => addShot(doc, { stage: stages[0]!.id, before: null, ...act, fields: { title: '새 샷' } }, 'me'),
      (doc) => duplicateShots(doc, ids(doc), act, 'me'),
      (doc) => setShots(doc, ids(doc), { size: 'CU', duration: 3, assignee: BEN }, 'me'),
      (doc) => setShots(doc, ids(doc), { size: null, duration: null, assignee: null }, 'me'),
      (doc) => setShotText(doc, ids(doc)[0]!, 'action', '비가 온다 👩‍👩‍👧', 'me'),
      (doc) => moveShots(doc, ids(doc), { stage: stages[2]!.id, before: null }, stages, 'me'),
      (doc) => deleteShots(doc, ids(doc), act, 'me'),
      (doc) =>
        restoreShots(
          doc,
          readBoard(doc, stages).deleted.map(({ id }) => id),
          'me',
        ),
    ];
    for (const step of steps) ok(step);
    for (const step of steps.slice(2)) {
      // Undone and done again before it is sent, and each by itself.
      const device = judged.device();
      const undo = new Y.UndoManager(device.getMap('shots'), { trackedOrigins: new Set(['me']) });
      const send = (): void => ok((doc) => Y.applyUpdate(doc, Y.encodeStateAsUpdate(device)));
      step(device);
      send();
      undo.undo();
      send();
      undo.redo();
      undo.undo();
      send();
    }
  });

  test('everything the plan does', () => {
    const judged = plan();
    const ok = (change: (doc: Y.Doc) => void): void => expect(judged.judge(change)).toBeNull();
    ok((doc) => fillDemo(doc, board().doc, { language: 'ko', by: ANA, at: 1, origin: 'demo' }));
    ok((doc) => renameStage(doc, readStages(doc).stages[0]!.id, '새 이름', 'me'));
    ok((doc) => setStageStatus(doc, readStages(doc).stages[0]!.id, 'review', 'me'));
    ok((doc) =>
      appendContent(pageOf(doc), [{ type: 'paragraph', content: [{ type: 'text', text: '줄' }] }], 'me'),
    );
    ok((doc) => pageOf(doc).delete(0, pageOf(doc).length));
    ok((doc) => mendContent(pageOf(doc), 'me'));
  });

  test('a talk', () => {
    const judged = new Judged(KINDS.talk);
    const said = { words: '@민수 봐요', mentions: [{ user: BEN, name: '민수' }], at: 1 };
    const ok = (change: (doc: Y.Doc) => void, user = ANA, role: Role = 'reviewer'): void =>
      expect(judged.judge(change, user, role)).toBeNull();
    ok((doc) => addThread(doc, { anchor: { type: 'shot', shot: 's' }, ...said, by: ANA }, 'me'));
    const { id } = readTalk(judged.doc).threads[0]!;
    ok((doc) => addReply(doc, { thread: id, to: null, ...said, by: BEN }, 'me'), BEN);
    ok((doc) => editWords(doc, id, { words: 'other', mentions: [] }, { by: ANA, at: 2 }, 'me'));
    ok((doc) => resolveThread(doc, id, { by: ANA, at: 3 }, 'me'));
    ok((doc) => deleteNote(doc, id, { by: ANA, at: 4 }, 'me'));
    ok((doc) => hideNote(doc, id, { by: BEN, at: 5 }, 'me'), BEN, 'admin');
  });

  test('going back to a version', () => {
    const act = { by: ANA, at: 9 };
    const shots = board();
    const then = shots.device();
    const ids = [...shots.doc.getMap('shots').keys()];
    setShots(shots.doc, ids.slice(0, 2), { size: 'WS', status: 'approved' }, 'me');
    setShotText(shots.doc, ids[1]!, 'action', 'something else', 'me');
    deleteShots(shots.doc, ids.slice(2, 4), act, 'me');
    addShot(shots.doc, { stage: 's', before: null, ...act }, 'me');
    const back = (kind: 'board' | 'plan', at: Y.Doc) => (doc: Y.Doc) =>
      HISTORIES[kind]!.restore(doc, at, { whole: true }, act, 'me');
    expect(shots.judge(back('board', then))).toBeNull();
    const pages = plan();
    fillDemo(pages.doc, board().doc, { language: 'en', by: ANA, at: 1, origin: 'demo' });
    const before = pages.device();
    pageOf(pages.doc).delete(0, 2);
    renameStage(pages.doc, readStages(pages.doc).stages[1]!.id, 'Other', 'me');
    expect(pages.judge(back('plan', before))).toBeNull();
    expect(readStages(pages.doc).stages[1]!.title).toBe(readStages(before).stages[1]!.title);
  });

  test('scratch has no schema: everything passes', () => {
    const judged = new Judged(KINDS.scratch);
    expect(judged.judge((doc) => doc.getArray('anything').push([new Y.Doc(), new Uint8Array(1)]))).toBeNull();
  });
});

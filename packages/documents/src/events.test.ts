import { describe, expect, it, test } from 'vitest';
import * as Y from 'yjs';
import {
  addEvent,
  addReply,
  addShot,
  addThread,
  appendContent,
  assignThread,
  deleteEvents,
  deleteNote,
  deleteShots,
  DOMAIN_EVENT_TYPES,
  editWords,
  EVENT_SOURCES,
  eventsOf,
  hideNote,
  inspect,
  judgeStage,
  KINDS,
  moveEvent,
  moveShots,
  named,
  renameStage,
  reopenThread,
  resolveThread,
  restoreShots,
  setEvent,
  setEventText,
  setShots,
  setShotText,
  setStageStatus,
  showNote,
  splitSeries,
  stageContent,
  stageId,
  toggleReaction,
  cancelOccurrence,
  type DomainEvent,
  type KindName,
} from './index.ts';

import {
  addCut,
  addNote,
  addNoteReply,
  addVideo,
  deleteFeedback,
  deleteVideo,
  judgeCut,
  renameVideo,
  restoreVideo,
  setNote,
  setNoteStatus,
  toggleNoteReaction,
} from './video-review.ts';

const P = '01940000-0000-7000-8000-00000000abcd';
const ANA = 'ana';
const BEN = 'ben';
const T = 1_700_000_000_000;
const act = (by = ANA, at = T) => ({ by, at });

/** The server's doc of a kind, and what each write of somebody's comes to as events. */
class World {
  readonly doc = new Y.Doc();
  readonly #kind: KindName;
  readonly #name: string | null;

  constructor(kind: KindName, name: string | null = null) {
    this.#kind = kind;
    this.#name = name;
    const seed = KINDS[kind].seed({ project: P, template: 'four-acts', language: 'ko' });
    if (seed !== null) Y.applyUpdate(this.doc, seed);
  }

  /** What is told of it, in short: type, target, name, detail. */
  tells(write: (doc: Y.Doc) => void): unknown[] {
    return this.events(write).map(({ type, target, detail, more }) => [
      type,
      `${target.type} ${target.name}`.trim(),
      detail,
      ...(more > 0 ? [more] : []),
    ]);
  }

  /** The same of what was done in several steps that arrive together, as after a while offline. */
  events(write: (doc: Y.Doc) => void): DomainEvent[] {
    const theirs = this.device();
    const before = Y.encodeStateVector(theirs);
    write(theirs);
    return this.takes(Y.encodeStateAsUpdate(theirs, before));
  }

  device(): Y.Doc {
    const theirs = new Y.Doc();
    Y.applyUpdate(theirs, Y.encodeStateAsUpdate(this.doc));
    return theirs;
  }

  /** An update arrives. */
  takes(update: Uint8Array): DomainEvent[] {
    const { structs, ds } = Y.decodeUpdate(update);
    const source = EVENT_SOURCES[this.#kind]!;
    const known = [Y.encodeStateAsUpdate(this.doc), [...this.doc.share.keys()]];
    const happened = eventsOf(
      source,
      inspect(this.doc, { structs, deletes: ds.clients }),
      this.doc,
      this.#name,
    );
    expect([Y.encodeStateAsUpdate(this.doc), [...this.doc.share.keys()]], 'asked, never written').toEqual(
      known,
    );
    Y.applyUpdate(this.doc, update);
    return happened.map((one) => named(source, one, this.doc));
  }
}

describe('the plan', () => {
  const stage = stageId(P, 0);

  it('tells of pages, titles and statuses', () => {
    const plan = new World('plan');
    const page = (doc: Y.Doc) => stageContent(doc, stage)!;
    const words = [{ type: 'paragraph', content: [{ type: 'text', text: '골목' }] }];
    expect(plan.tells((doc) => appendContent(page(doc), words, 'me'))).toEqual([
      ['edited', 'stage 설정', { fields: ['content'] }],
    ]);
    expect(plan.tells((doc) => renameStage(doc, stage, '시작', 'me'))).toEqual([
      ['renamed', 'stage 시작', { from: '설정' }],
    ]);
    expect(plan.tells((doc) => setStageStatus(doc, stage, 'review', 'me'))).toEqual([
      ['statusChanged', 'stage 시작', { from: 'draft', to: 'review' }],
    ]);
    expect(plan.tells((doc) => setStageStatus(doc, stage, 'approved', 'me'))).toEqual([
      ['statusChanged', 'stage 시작', { from: 'review', to: 'approved' }],
    ]);
  });
});

describe('the board', () => {
  const stages = [0, 1].map((n) => ({ id: stageId(P, n) }));
  const at = { stage: stages[0]!.id, before: null };

  function shots(): { board: World; id: string } {
    const board = new World('board');
    let id = '';
    board.events((doc) => (id = addShot(doc, { ...at, ...act(), fields: { title: '문' } }, 'me')));
    return { board, id };
  }

  it('tells of a new shot by its name, and of who it is for', () => {
    const board = new World('board');
    const fields = { title: '문이 열린다', assignee: BEN };
    const made = board.events((doc) => addShot(doc, { ...at, ...act(), fields }, 'me'));
    expect(made).toMatchObject([
      { type: 'created', target: { type: 'shot', name: '문이 열린다' }, deviceAt: T },
      { type: 'assigned', detail: { from: null, to: BEN } },
    ]);
  });

  it('tells of a shot that is made as a deleted one when it comes to light, and of nothing before', () => {
    const board = new World('board');
    let id = '';
    const hidden = board.tells((doc) => {
      id = addShot(doc, { ...at, ...act(), fields: { action: '골목에\n 비가 온다' } }, 'me');
      deleteShots(doc, [id], act(ANA, T + 1), 'me');
    });
    expect(hidden).toEqual([]);
    expect(board.tells((doc) => restoreShots(doc, [id], 'me'))).toEqual([
      ['created', 'shot 골목에 비가 온다', {}],
    ]);
    expect(board.tells((doc) => deleteShots(doc, [id], act(BEN, T + 9_000), 'me'))).toEqual([
      ['deleted', 'shot 골목에 비가 온다', {}],
    ]);
    expect(board.tells((doc) => restoreShots(doc, [id], 'me'))).toEqual([
      ['restored', 'shot 골목에 비가 온다', {}],
    ]);
  });

  it('tells for whom a shot is when it comes to light, and of an undone one when that was', () => {
    const board = new World('board');
    const theirs = board.device();
    const told: DomainEvent[][] = [];
    theirs.on('update', (update: Uint8Array) => told.push(board.takes(update)));
    const undo = new Y.UndoManager(theirs.getMap('shots'), { trackedOrigins: new Set(['me']) });
    const id = addShot(theirs, { ...at, ...act(), fields: { title: '문', assignee: BEN } }, 'made');
    // As the app makes it: the shot is there already, deleted, when the person makes it.
    deleteShots(theirs, [id], act(), 'made');
    told.length = 0;
    restoreShots(theirs, [id], 'me');
    undo.undo();
    undo.redo();
    expect(told).toMatchObject([
      [
        { type: 'created', deviceAt: T },
        { type: 'assigned', detail: { from: null, to: BEN } },
      ],
      [{ type: 'deleted', deviceAt: null }],
      [{ type: 'created' }, { type: 'assigned' }],
    ]);
    expect(board.events((doc) => deleteShots(doc, [id], act(BEN, T + 9_000), 'me'))).toMatchObject([
      { type: 'deleted', deviceAt: T + 9_000 },
    ]);
  });

  it('tells what changed from what', () => {
    const { board, id } = shots();
    expect(
      board.tells((doc) => setShots(doc, [id], { status: 'changes', size: 'CU', lens: '50 mm' }, 'me')),
    ).toEqual([
      ['statusChanged', 'shot 문', { from: 'draft', to: 'changes' }],
      ['edited', 'shot 문', { fields: ['size', 'lens'] }],
    ]);
    expect(board.tells((doc) => setShots(doc, [id], { assignee: BEN }, 'me'))).toEqual([
      ['assigned', 'shot 문', { from: null, to: BEN }],
    ]);
    expect(board.tells((doc) => setShots(doc, [id], { assignee: null }, 'me'))).toEqual([
      ['assigned', 'shot 문', { from: BEN, to: null }],
    ]);
    expect(board.tells((doc) => setShotText(doc, id, 'title', '문 앞', 'me'))).toEqual([
      ['renamed', 'shot 문 앞', { from: '문' }],
    ]);
    expect(board.tells((doc) => setShotText(doc, id, 'dialogue', '어서 와', 'me'))).toEqual([
      ['edited', 'shot 문 앞', { fields: ['dialogue'] }],
    ]);
    const to = { stage: stages[1]!.id, before: null };
    expect(board.tells((doc) => moveShots(doc, [id], to, stages, 'me'))).toEqual([
      ['moved', 'shot 문 앞', { from: stages[0]!.id, to: to.stage }],
    ]);
  });

  it('tells of many at once as one', () => {
    const board = new World('board');
    const fill = (doc: Y.Doc): void => {
      for (let i = 1; i <= 500; i++) addShot(doc, { ...at, ...act(), fields: { title: `샷 ${i}` } }, 'me');
    };
    expect(board.tells(fill)).toEqual([['created', 'shot 샷 1', {}, 499]]);
  });
});

describe('the calendar', () => {
  const when = {
    allDay: false,
    start: '2027-03-01T06:00',
    end: '2027-03-01T18:00',
    zone: 'Asia/Seoul',
  } as const;

  function events(repeats: Parameters<typeof addEvent>[1]['repeats'] = null): {
    calendar: World;
    id: string;
  } {
    const calendar = new World('calendar');
    let id = '';
    calendar.events(
      (doc) => (id = addEvent(doc, { when, ...act(), fields: { title: '촬영' }, repeats }, 'me')),
    );
    return { calendar, id };
  }

  it('tells of events, their people, places and days', () => {
    const calendar = new World('calendar');
    let id = '';
    const people = [
      { user: BEN, name: 'Ben' },
      { user: null, name: '운전' },
    ];
    const made = calendar.tells(
      (doc) => (id = addEvent(doc, { when, ...act(), fields: { title: '촬영', people } }, 'me')),
    );
    expect(made).toEqual([
      ['created', 'event 촬영', {}],
      ['peopleChanged', 'event 촬영', { added: [BEN], removed: [] }],
    ]);
    expect(
      calendar.tells((doc) => setEvent(doc, id, { people: [], location: '을지로' }, act(), 'me')),
    ).toEqual([
      ['peopleChanged', 'event 촬영', { added: [], removed: [BEN] }],
      ['edited', 'event 촬영', { fields: ['location'] }],
    ]);
    expect(calendar.tells((doc) => setEvent(doc, id, { status: 'tentative' }, act(), 'me'))).toEqual([
      ['statusChanged', 'event 촬영', { from: 'confirmed', to: 'tentative' }],
    ]);
    const later = { ...when, start: '2027-03-02T06:00', end: '2027-03-02T18:00' };
    expect(calendar.tells((doc) => moveEvent(doc, id, later, act(), 'me'))).toEqual([
      ['moved', 'event 촬영', { from: null, to: '2027-03-02T06:00' }],
    ]);
    expect(calendar.tells((doc) => setEventText(doc, id, 'title', '촬영 1', 'me'))).toEqual([
      ['renamed', 'event 촬영 1', { from: '촬영' }],
    ]);
    expect(calendar.tells((doc) => deleteEvents(doc, [id], act(), 'me'))).toEqual([
      ['deleted', 'event 촬영 1', {}],
    ]);
  });

  it('tells of a series that moves and takes its rule and its days along as of one move and one edit', () => {
    const { calendar, id } = events({ freq: 'weekly', interval: 1, count: 9, byDay: [{ day: 'MO' }] });
    calendar.events((doc) => {
      cancelOccurrence(doc, id, '2027-03-08', act(), 'me');
      cancelOccurrence(doc, id, '2027-03-22', act(), 'me');
    });
    const later = { ...when, start: '2027-03-02T06:00', end: '2027-03-02T18:00' };
    expect(calendar.tells((doc) => moveEvent(doc, id, later, act(), 'me'))).toEqual([
      ['moved', 'event 촬영', { from: null, to: '2027-03-02T06:00' }],
      ['edited', 'event 촬영', { fields: ['repeats', 'occurrence'] }],
    ]);
  });

  it('tells of a move that is taken back, and of none of what is not there', () => {
    const { calendar, id } = events();
    const theirs = calendar.device();
    const told: DomainEvent[] = [];
    theirs.on('update', (update: Uint8Array) => told.push(...calendar.takes(update)));
    const undo = new Y.UndoManager(theirs.getMap('moves'), { trackedOrigins: new Set(['me']) });
    const later = { ...when, start: '2027-03-02T06:00', end: '2027-03-02T18:00' };
    moveEvent(theirs, id, later, act(), 'me');
    undo.undo();
    expect(told).toMatchObject([
      { type: 'moved', deviceAt: T },
      { type: 'edited', detail: { fields: ['when'] } },
    ]);
    const value = { when: later, at: T, n: 1, saw: [] };
    const nowhere = (doc: Y.Doc) => {
      doc.getMap('moves').set(`nothing/${ANA}`, value);
      doc.getMap('exceptions').set(`nothing@2027-03-01/${ANA}`, { cancelled: true, when: null, changes: {} });
    };
    expect(calendar.events(nowhere)).toEqual([]);
  });

  it('tells of a split that is undone and done again as of the series', () => {
    const { calendar, id } = events({ freq: 'daily', interval: 1, count: 9 });
    calendar.events((doc) => cancelOccurrence(doc, id, '2027-03-06', act(), 'me'));
    const theirs = calendar.device();
    const told: DomainEvent[][] = [];
    theirs.on('update', (update: Uint8Array) => told.push(calendar.takes(update)));
    const undo = new Y.UndoManager(theirs.getMap('events'), { trackedOrigins: new Set(['me']) });
    const start = { ...when, start: '2027-03-06T06:00', end: '2027-03-06T18:00' };
    splitSeries(theirs, id, '2027-03-05', { when: start }, act(), 'me', 'made');
    undo.undo();
    undo.redo();
    const series = { type: 'edited', target: { id, name: '촬영' }, detail: { fields: ['series'] } };
    expect(told).toMatchObject([[], [series], [series], [series]]);
  });

  it('tells of a day of a series, and of a split, as a change of the series', () => {
    const { calendar, id } = events({ freq: 'daily', interval: 1, count: 9 });
    expect(calendar.tells((doc) => cancelOccurrence(doc, id, '2027-03-03', act(), 'me'))).toEqual([
      ['edited', 'event 촬영', { fields: ['occurrence'] }],
    ]);
    expect(calendar.tells((doc) => splitSeries(doc, id, '2027-03-05', {}, act(), 'me'))).toEqual([
      ['edited', 'event 촬영', { fields: ['series'] }],
    ]);
  });
});

describe('threads', () => {
  const stage = stageId(P, 0);

  function talk(): { world: World; thread: string; reply: string } {
    const world = new World('talk');
    let [thread, reply] = ['', ''];
    world.events((doc) => {
      thread = addThread(doc, { anchor: { type: 'stage', stage }, ...act(), words: 'secret words' }, 'me');
      reply = addReply(doc, { thread, ...act(), words: 'more secret words' }, 'me');
    });
    return { world, thread, reply };
  }

  it('tells where it is talked and whom the words name, and nothing of what is said', () => {
    const world = new World('talk');
    const anchor = { type: 'text', stage, from: {}, to: {}, quote: '문이 열린다' } as const;
    const mentions = [{ user: BEN, name: 'Ben' }];
    let thread = '';
    const told = world.events(
      (doc) => (thread = addThread(doc, { anchor, ...act(), words: 'a secret for @Ben', mentions }, 'me')),
    );
    expect(told).toEqual([
      {
        type: 'commented',
        target: { type: 'thread', id: thread, name: '문이 열린다' },
        deviceAt: T,
        more: 0,
        detail: { place: { type: 'stage', id: stage }, mentions: [BEN] },
      },
    ]);
    expect(JSON.stringify(told)).not.toContain('secret');
  });

  it('tells of replies and of names that come into words and go', () => {
    const { world, thread } = talk();
    let note = '';
    const mentions = [{ user: BEN, name: 'Ben' }];
    const said = world.tells(
      (doc) => (note = addReply(doc, { thread, ...act(), words: 'hi @Ben', mentions }, 'me')),
    );
    expect(said).toEqual([['replied', 'thread', { note, to: null, mentions: [BEN] }]]);
    expect(world.tells((doc) => editWords(doc, note, { words: 'hi' }, act(), 'me'))).toEqual([
      ['wordsEdited', 'thread', { note }],
      ['mentionsChanged', 'thread', { note, added: [], removed: [BEN] }],
    ]);
    expect(world.tells((doc) => editWords(doc, note, { words: 'hi @Ben', mentions }, act(), 'me'))).toEqual([
      ['wordsEdited', 'thread', { note }],
      ['mentionsChanged', 'thread', { note, added: [BEN], removed: [] }],
    ]);
    expect(world.tells((doc) => deleteNote(doc, note, act(), 'me'))).toEqual([
      ['noteDeleted', 'thread', { note }],
      ['mentionsChanged', 'thread', { note, added: [], removed: [BEN] }],
    ]);
  });

  it('tells of what becomes of a thread', () => {
    const { world, thread, reply } = talk();
    expect(world.tells((doc) => resolveThread(doc, thread, act(BEN), 'me'))).toEqual([
      ['resolved', 'thread', {}],
    ]);
    expect(world.tells((doc) => reopenThread(doc, thread, 'me'))).toEqual([['reopened', 'thread', {}]]);
    expect(world.tells((doc) => assignThread(doc, thread, BEN, 'me'))).toEqual([
      ['assigned', 'thread', { from: null, to: BEN }],
    ]);
    expect(world.tells((doc) => hideNote(doc, reply, act(), 'me'))).toEqual([
      ['noteHidden', 'thread', { note: reply }],
    ]);
    expect(world.tells((doc) => showNote(doc, reply, 'me'))).toEqual([
      ['noteShown', 'thread', { note: reply }],
    ]);
  });

  it('tells nothing of what was said and taken back before anybody heard it', () => {
    const { world, thread } = talk();
    const took = (doc: Y.Doc) => {
      const anchor = { type: 'project' } as const;
      deleteNote(doc, addThread(doc, { anchor, ...act(), words: 'oh' }, 'me'), act(), 'me');
      deleteNote(doc, addReply(doc, { thread, ...act(), words: 'no' }, 'me'), act(), 'me');
      judgeStage(doc, { stage, verdict: 'approved', ...act() }, 'me');
      judgeStage(doc, { stage, verdict: null, ...act() }, 'me');
    };
    expect(world.events(took)).toEqual([]);
  });

  it('finds the thread of a reply that comes with its reaction, and none that is not there', () => {
    const { world, thread } = talk();
    const both = (doc: Y.Doc) => {
      const note = addReply(doc, { thread, ...act(), words: 'done' }, 'me');
      toggleReaction(doc, { note, emoji: '🎬', by: ANA }, 'me');
    };
    expect(world.events(both)).toMatchObject([
      { type: 'replied', target: { id: thread } },
      { type: 'reacted', target: { id: thread } },
    ]);
    const nowhere = (doc: Y.Doc) => {
      doc.getMap('reactions').set(`nothing/${ANA}`, ['🎬']);
      const reply = { thread: 'nothing', authorId: ANA, createdAt: T, words: 'hi' };
      doc.getMap('replies').set('reply', new Y.Map(Object.entries(reply)));
    };
    expect(world.events(nowhere)).toEqual([]);
  });

  it('leaves nobody out whom a flood of replies names', () => {
    const { world, thread } = talk();
    const people = ['p1', 'p2', 'p3'];
    const flood = (doc: Y.Doc) => {
      for (let i = 0; i < 120; i++) {
        const user = people[i % 3]!;
        addReply(doc, { thread, ...act(), words: `@${user}`, mentions: [{ user, name: user }] }, 'me');
      }
      for (let i = 0; i < 120; i++) {
        const other = addThread(doc, { anchor: { type: 'stage', stage }, ...act(), words: 'x' }, 'me');
        assignThread(doc, other, people[i % 3]!, 'me');
      }
    };
    const told = world.events(flood);
    expect(told).toMatchObject([
      { type: 'replied', target: { id: thread }, more: 119, detail: { mentions: people } },
      { type: 'commented', more: 119 },
      ...people.map((to) => ({ type: 'assigned', detail: { to }, more: 39 })),
    ]);
  });

  it('tells of a reaction that comes, not of one that goes', () => {
    const { world, thread, reply } = talk();
    const react = (emoji: string) =>
      world.events((doc) => toggleReaction(doc, { note: reply, emoji, by: BEN }, 'me'));
    const [told] = react('👍');
    expect(told).toMatchObject({
      type: 'reacted',
      target: { type: 'thread', id: thread },
      detail: { note: reply, emoji: ['👍'] },
    });
    expect(react('🎬')).toMatchObject([{ detail: { emoji: ['🎬'] } }]);
    expect(react('👍')).toEqual([]);
  });

  it('tells what somebody thinks of a stage', () => {
    const { world } = talk();
    const judge = (verdict: 'approved' | 'changes' | null) =>
      world.events((doc) => judgeStage(doc, { stage, verdict, ...act(BEN) }, 'me'));
    expect(judge('approved')).toMatchObject([{ type: 'approved', target: { type: 'stage', id: stage } }]);
    expect(judge('changes')).toMatchObject([{ type: 'changesRequested', deviceAt: T }]);
    expect(judge(null)).toMatchObject([{ type: 'verdictWithdrawn' }]);
  });
});

describe('videos', () => {
  const VIDEO = '01940000-0000-7000-8000-00000000beef';
  const CUT = { file: { hash: 'a'.repeat(64), name: 'v1.mp4', type: 'video/mp4', bytes: 1 } };
  const place = { frame: 24, endFrame: null, time: 1 };

  it('are told of when they are listed, renamed, deleted and brought back', () => {
    const media = new World('media');
    let id = '';
    expect(media.tells((doc) => (id = addVideo(doc, { title: '예고편', ...act() }, 'me')))).toEqual([
      ['created', 'video 예고편', {}],
    ]);
    expect(media.tells((doc) => renameVideo(doc, id, '티저', 'me'))).toEqual([
      ['renamed', 'video 티저', { from: '예고편' }],
    ]);
    expect(media.tells((doc) => deleteVideo(doc, id, act(ANA, T + 5_000), 'me'))).toEqual([
      ['deleted', 'video 티저', {}],
    ]);
    expect(media.tells((doc) => restoreVideo(doc, id, 'me'))).toEqual([['restored', 'video 티저', {}]]);
  });

  it('tell of cuts, of what is said of them and of who approves, and never in what words', () => {
    const review = new World('review', VIDEO);
    let [cut, note, reply] = ['', '', ''];
    const video = { type: 'video', id: VIDEO };
    const thread = (id: string) => ({ type: 'thread', id, name: '', video: VIDEO });
    expect(review.events((doc) => (cut = addCut(doc, { ...CUT, ...act() }, 'me')))).toMatchObject([
      { type: 'cutAdded', target: video, detail: { cut }, deviceAt: T },
    ]);
    const said = { words: '@Ben 로고!', mentions: [{ user: BEN, name: 'Ben' }], name: '아나', ...act() };
    expect(
      review
        .events((doc) => (note = addNote(doc, { cut, place, ...said }, 'me')))
        .map(({ target, detail }) => [target, detail]),
    ).toEqual([[thread(note), { place: video, mentions: [BEN] }]]);
    expect(
      review.events((doc) => (reply = addNoteReply(doc, { note, ...said, ...act(BEN), name: 'Ben' }, 'me'))),
    ).toMatchObject([{ type: 'replied', target: thread(note), detail: { note: reply, mentions: [BEN] } }]);
    const status = (to: 'open' | 'in_progress' | 'resolved' | 'closed') =>
      review.events((doc) => setNoteStatus(doc, note, to, act(BEN), 'me')).map(({ type }) => type);
    expect([status('in_progress'), status('resolved'), status('closed'), status('open')]).toEqual([
      ['statusChanged'],
      ['resolved'],
      ['statusChanged'],
      ['reopened'],
    ]);
    expect(
      review.events((doc) => setNote(doc, note, { assignee: BEN, priority: 'low' }, 'me')),
    ).toMatchObject([{ type: 'assigned', target: thread(note), detail: { from: null, to: BEN } }]);
    expect(
      review.events((doc) => toggleNoteReaction(doc, { id: reply, emoji: '👍', by: ANA }, 'me')),
    ).toMatchObject([{ type: 'reacted', target: thread(note), detail: { note: reply } }]);
    const judge = (verdict: 'approved' | null) =>
      review.events((doc) => judgeCut(doc, { cut, verdict, ...act(BEN) }, 'me'));
    expect(judge('approved')).toMatchObject([{ type: 'approved', target: video }]);
    expect(judge(null)).toMatchObject([{ type: 'verdictWithdrawn', target: video }]);
    expect(review.events((doc) => deleteFeedback(doc, note, act(), 'me'))).toMatchObject([
      { type: 'noteDeleted', target: thread(note) },
      { type: 'mentionsChanged', detail: { removed: [BEN] } },
    ]);
  });

  it('have notes among editors that nobody hears of: what happened is shown to all members', () => {
    expect(EVENT_SOURCES.notes).toBeNull();
  });
});

test('what changes nothing is told to nobody', () => {
  const plan = new World('plan');
  const stage = stageId(P, 0);
  // Set again, as an older app might.
  const again = (doc: Y.Doc): void =>
    void doc.getMap<Y.Map<unknown>>('stages').get(stage)!.set('title', '설정');
  expect(plan.tells(again)).toEqual([]);
  const board = new World('board');
  let id = '';
  board.events((doc) => {
    const place = { stage, before: null };
    id = addShot(doc, { ...place, ...act(), fields: { title: '문' } }, 'me');
  });
  const emptied = (doc: Y.Doc): void => void doc.getMap<Y.Map<unknown>>('shots').get(id)!.set('size', null);
  expect(board.tells(emptied)).toEqual([]);
  const talk = new World('talk');
  const approve = (doc: Y.Doc) =>
    doc.getMap('approvals').set(`${stage}/${ANA}`, { verdict: 'approved', at: T });
  expect(talk.events(approve)).toHaveLength(1);
  expect(talk.events(approve)).toEqual([]);
});

test('every type of event is in the list', () => {
  expect(new Set(DOMAIN_EVENT_TYPES).size).toBe(DOMAIN_EVENT_TYPES.length);
  expect(DOMAIN_EVENT_TYPES).toContain('roleChanged');
});

import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { ClapperError } from '@clapper/protocol';
import { converge, countUpdates, docOf, replicas } from '../conformance.ts';
import {
  addReply,
  addThread,
  anchorPositions,
  assignThread,
  deleteNote,
  editWords,
  hideNote,
  judgeStage,
  moveThread,
  rateWork,
  readTalk,
  reopenThread,
  resolveThread,
  showNote,
  talk,
  TALK_LIMITS,
  textAnchor,
  toggleReaction,
  type Anchor,
} from './index.ts';
import { fixturesOf } from '../fixtures.ts';

const ANA = { by: 'ana', at: 1_000 };
const BEN = { by: 'ben', at: 2_000 };
const HERE: Anchor = { type: 'project' };

/** A thread of Ana's. */
function started(words = '첫 장면이 길어요'): { doc: Y.Doc; thread: string } {
  const doc = new Y.Doc();
  return { doc, thread: addThread(doc, { anchor: HERE, words, ...ANA }, 'test') };
}

function first(doc: Y.Doc): ReturnType<typeof readTalk>['threads'][number] {
  return readTalk(doc).threads[0]!;
}

function refusal(write: () => void): unknown {
  try {
    write();
  } catch (error) {
    if (error instanceof ClapperError) return error.details?.[0] ?? error.code;
    throw error;
  }
  return null;
}

describe('a thread', () => {
  it('reads back what was said, where, by whom and when', () => {
    const doc = new Y.Doc();
    const anchor: Anchor = { type: 'image', shot: 's', image: 'i', point: { x: 0, y: 1 } };
    const said = { words: '@민수 여기요', mentions: [{ user: 'minsu', name: '민수' }] };
    const id = addThread(doc, { anchor, ...said, ...ANA }, 'test');
    expect(readTalk(doc)).toEqual({
      threads: [
        {
          id,
          anchor,
          ...said,
          authorId: 'ana',
          createdAt: 1_000,
          editedAt: null,
          resolved: null,
          assignee: null,
          deleted: null,
          hidden: null,
          reactions: [],
          replies: [],
        },
      ],
      strays: [],
      approvals: [],
      ratings: [],
      problems: [],
    });
  });

  it('keeps its replies in the order they were written, whoever they answer', () => {
    const { doc, thread } = started();
    const late = addReply(doc, { thread, words: 'later', by: 'ben', at: 3_000 }, 'test');
    const early = addReply(doc, { thread, to: late, words: 'sooner', by: 'cho', at: 2_000 }, 'test');
    expect(first(doc).replies.map(({ id, to }) => [id, to])).toEqual([
      [early, late],
      [late, null],
    ]);
  });

  it('is edited by its author alone, and says so; the same words are no edit', () => {
    const { doc, thread } = started();
    const updates = countUpdates(doc);
    editWords(doc, thread, { words: '첫 장면이 길어요' }, { ...ANA, at: 5_000 }, 'test');
    expect(updates.count).toBe(0);
    editWords(doc, thread, { words: '조금 길어요' }, { ...ANA, at: 5_000 }, 'test');
    expect([first(doc).words, first(doc).editedAt, updates.count]).toEqual(['조금 길어요', 5_000, 1]);
    expect(refusal(() => editWords(doc, thread, { words: 'x' }, BEN, 'test'))).toBe('FORBIDDEN');
    expect(refusal(() => deleteNote(doc, thread, BEN, 'test'))).toBe('FORBIDDEN');
    expect(refusal(() => moveThread(doc, thread, HERE, 'ben', 'test'))).toBe('FORBIDDEN');
  });

  it('mentions those whose name stands in the words, and nobody whose name was taken out', () => {
    const { doc, thread } = started();
    const mentions = [
      { user: 'minsu', name: '민수' },
      { user: 'yuna', name: 'Yuna' },
    ];
    editWords(doc, thread, { words: '@민수 보세요', mentions }, ANA, 'test');
    expect(first(doc).mentions).toEqual([{ user: 'minsu', name: '민수' }]);
    editWords(doc, thread, { words: '보세요', mentions }, ANA, 'test');
    expect(first(doc).mentions).toEqual([]);
  });

  it('leaves its place when it is deleted: no words, and late replies still stand under it', () => {
    const { doc, thread } = started();
    const other = docOf(Y.encodeStateAsUpdate(doc));
    deleteNote(doc, thread, { ...ANA, at: 3_000 }, 'test');
    addReply(other, { thread, words: '답', ...BEN }, 'test');
    editWords(other, thread, { words: 'written on another device' }, { ...ANA, at: 2_500 }, 'test');
    converge([doc, other]);
    const { words, deleted, replies } = first(doc);
    expect([words, deleted, replies.map((reply) => reply.words)]).toEqual([
      '',
      { by: 'ana', at: 3_000 },
      ['답'],
    ]);
    expect(talk.toText(doc)).toBe('답');
  });

  it('is deleted whole by one update, and nothing stays of its words or of who they were written to', () => {
    const doc = new Y.Doc();
    const mentions = [{ user: 'minsu', name: '민수' }];
    const id = addThread(doc, { anchor: HERE, words: '@민수 비밀', mentions, ...ANA }, 'test');
    const updates = countUpdates(doc);
    deleteNote(doc, id, ANA, 'test');
    deleteNote(doc, id, { ...ANA, at: 9_000 }, 'test');
    expect(updates.count).toBe(1);
    const bytes = new TextDecoder().decode(Y.encodeStateAsUpdate(doc));
    expect([bytes.includes('비밀'), bytes.includes('minsu')]).toEqual([false, false]);
  });

  it('is resolved and reopened, hidden and shown, given to somebody; doing it again is no update', () => {
    const { doc, thread } = started();
    const updates = countUpdates(doc);
    for (let turn = 0; turn < 2; turn++) {
      resolveThread(doc, thread, { ...BEN, at: BEN.at + turn }, 'test');
      hideNote(doc, thread, BEN, 'test');
      assignThread(doc, thread, 'cho', 'test');
    }
    expect(first(doc)).toMatchObject({ resolved: BEN, hidden: BEN, assignee: 'cho' });
    expect(talk.toText(doc)).toBe('');
    for (let turn = 0; turn < 2; turn++) {
      reopenThread(doc, thread, 'test');
      showNote(doc, thread, 'test');
      assignThread(doc, thread, null, 'test');
    }
    expect(first(doc)).toMatchObject({ resolved: null, hidden: null, assignee: null });
    expect(updates.count).toBe(6);
  });
});

describe('a reaction', () => {
  it('is one person’s: two people’s first ones are both kept, in whatever order they meet', () => {
    const { doc, thread } = started();
    const [ana, ben] = replicas(Y.encodeStateAsUpdate(doc)) as [Y.Doc, Y.Doc, Y.Doc];
    toggleReaction(ana, { note: thread, emoji: '👍', by: 'ana' }, 'test');
    toggleReaction(ben, { note: thread, emoji: '👍', by: 'ben' }, 'test');
    toggleReaction(ben, { note: thread, emoji: '❤️', by: 'ben' }, 'test');
    converge([ana, ben]);
    expect(first(ana).reactions).toEqual([
      { emoji: '❤️', users: ['ben'] },
      { emoji: '👍', users: ['ana', 'ben'] },
    ]);
  });

  it('is taken back by the same press', () => {
    const { doc, thread } = started();
    for (const emoji of ['👍', '🏳️‍🌈', '👍', '🏳️‍🌈'])
      toggleReaction(doc, { note: thread, emoji, by: 'ana' }, 'test');
    expect([first(doc).reactions, doc.getMap('reactions').size]).toEqual([[], 0]);
  });

  it.each(['🎬', '👩🏽‍🎤', '🇰🇷', '#️⃣', '❤️', '✅'])('may be %s', (emoji) => {
    const { doc, thread } = started();
    toggleReaction(doc, { note: thread, emoji, by: 'ana' }, 'test');
    expect(first(doc).reactions).toEqual([{ emoji, users: ['ana'] }]);
  });

  it.each(['', 'ok', '1', '👍👍', '❤️ '])('may not be %j', (emoji) => {
    const { doc, thread } = started();
    expect(refusal(() => toggleReaction(doc, { note: thread, emoji, by: 'ana' }, 'test'))).toEqual({
      field: 'emoji',
      code: 'invalid',
    });
  });
});

it('a stage is judged by each for themselves, and the verdict can be changed and taken back', () => {
  const doc = new Y.Doc();
  judgeStage(doc, { stage: 's', verdict: 'changes', ...ANA }, 'test');
  judgeStage(doc, { stage: 's', verdict: 'approved', ...BEN }, 'test');
  judgeStage(doc, { stage: 's', verdict: 'approved', ...ANA }, 'test');
  expect(readTalk(doc).approvals).toEqual([
    { stage: 's', user: 'ana', verdict: 'approved', at: 1_000 },
    { stage: 's', user: 'ben', verdict: 'approved', at: 2_000 },
  ]);
  judgeStage(doc, { stage: 's', verdict: null, ...ANA }, 'test');
  expect(readTalk(doc).approvals.map(({ user }) => user)).toEqual(['ben']);
});

describe('a range of text', () => {
  it('stays with its words whatever is written before it, and keeps its quote when they are gone', () => {
    const plan = new Y.Doc();
    const text = plan.getText('t');
    text.insert(0, '비가 오는 골목');
    const anchor = textAnchor('stage', {
      from: Y.createRelativePositionFromTypeIndex(text, 3),
      to: Y.createRelativePositionFromTypeIndex(text, 5, -1),
      quote: '오는',
    });
    const { doc } = started();
    const id = addThread(doc, { anchor, words: '안 오면?', ...BEN }, 'test');
    const reopened = docOf(Y.encodeStateAsUpdate(doc));
    const read = readTalk(reopened).threads.find((thread) => thread.id === id)!.anchor;
    expect(read).toEqual(anchor);
    text.insert(0, '아침, ');
    const { from, to } = anchorPositions(read as typeof anchor);
    const [start, end] = [from, to].map(
      (position) => Y.createAbsolutePositionFromRelativePosition(position, plan)!.index,
    );
    expect(text.toJSON().slice(start, end)).toBe('오는');
    text.delete(0, text.length);
    expect((read as typeof anchor).quote).toBe('오는');
  });

  it('cuts a quote that is too long to keep between two characters', () => {
    const start = Y.createRelativePositionFromTypeIndex(new Y.Doc().getText('t'), 0);
    const { quote } = textAnchor('stage', { from: start, to: start, quote: '👩‍👩‍👧'.repeat(100) });
    expect(quote.length).toBeLessThanOrEqual(TALK_LIMITS.quote);
    expect(quote).toMatch(/^(👩‍👩‍👧)+…$/u);
  });
});

describe('what does not fit is refused before anything is written', () => {
  it.each<[string, (doc: Y.Doc, thread: string) => void, unknown]>([
    [
      'no words',
      (doc) => addThread(doc, { anchor: HERE, words: ' \n', ...ANA }, 'test'),
      ['words', 'required'],
    ],
    [
      'a thread of 5,001 characters',
      (doc) => addThread(doc, { anchor: HERE, words: 'x'.repeat(5_001), ...ANA }, 'test'),
      ['words', 'too_long'],
    ],
    [
      'a reply of 2,001',
      (doc, thread) => addReply(doc, { thread, words: 'x'.repeat(2_001), ...ANA }, 'test'),
      ['words', 'too_long'],
    ],
    [
      'an edit that is too long',
      (doc, thread) => editWords(doc, thread, { words: 'x'.repeat(5_001) }, ANA, 'test'),
      ['words', 'too_long'],
    ],
    [
      'an anchor of no known kind',
      (doc) => addThread(doc, { anchor: { type: 'moon' } as unknown as Anchor, words: 'x', ...ANA }, 'test'),
      ['anchor', 'invalid'],
    ],
    [
      'a point beside the picture',
      (doc, thread) =>
        moveThread(
          doc,
          thread,
          { type: 'image', shot: 's', image: 'i', point: { x: 0, y: -1 } },
          'ana',
          'test',
        ),
      ['anchor', 'invalid'],
    ],
    ['nobody to see to it', (doc, thread) => assignThread(doc, thread, '', 'test'), ['assignee', 'invalid']],
    [
      'an author of no name',
      (doc) => addThread(doc, { anchor: HERE, words: 'x', by: '', at: 1 }, 'test'),
      ['authorId', 'invalid'],
    ],
    [
      'a verdict of no kind',
      (doc) => judgeStage(doc, { stage: 's', verdict: 'maybe' as 'approved', ...ANA }, 'test'),
      ['verdict', 'invalid'],
    ],
  ])('%s', (_what, write, field) => {
    const { doc, thread } = started();
    const updates = countUpdates(doc);
    const [name, code] = field as [string, string];
    expect(refusal(() => write(doc, thread))).toEqual({ field: name, code });
    expect(updates.count).toBe(0);
  });

  it('takes the longest that fits', () => {
    const { doc, thread } = started('x'.repeat(TALK_LIMITS.thread));
    addReply(doc, { thread, words: 'x'.repeat(TALK_LIMITS.reply), ...BEN }, 'test');
    expect(readTalk(doc).problems).toEqual([]);
  });

  it('a 21st emoji of one person', () => {
    const { doc, thread } = started();
    const emoji = Array.from({ length: 21 }, (_, index) => String.fromCodePoint(0x1f600 + index));
    for (const one of emoji.slice(0, 20))
      toggleReaction(doc, { note: thread, emoji: one, by: 'ana' }, 'test');
    expect(
      refusal(() => toggleReaction(doc, { note: thread, emoji: emoji[20]!, by: 'ana' }, 'test')),
    ).toEqual({
      field: 'emoji',
      code: 'too_long',
    });
  });

  it.each<[string, (doc: Y.Doc) => void]>([
    ['a reply', (doc) => addReply(doc, { thread: 'gone', words: 'x', ...ANA }, 'test')],
    ['a reaction', (doc) => toggleReaction(doc, { note: 'gone', emoji: '👍', by: 'ana' }, 'test')],
    ['an edit', (doc) => editWords(doc, 'gone', { words: 'x' }, ANA, 'test')],
    ['resolving', (doc) => resolveThread(doc, 'gone', ANA, 'test')],
  ])('%s of what is not there', (_what, write) => {
    expect(refusal(() => write(started().doc))).toBe('NOT_FOUND');
  });
});

describe('how content people are with working here', () => {
  it('is one answer a person, which they may change and take back', () => {
    const { doc } = started();
    rateWork(doc, { score: 2, ...ANA }, 'test');
    rateWork(doc, { score: 5, by: 'ben', at: 2 }, 'test');
    rateWork(doc, { score: 4, ...ANA }, 'test');
    expect(readTalk(doc).ratings.toSorted((a, b) => (a.user < b.user ? -1 : 1))).toEqual([
      { user: ANA.by, score: 4, at: ANA.at },
      { user: 'ben', score: 5, at: 2 },
    ]);
    rateWork(doc, { score: null, ...ANA }, 'test');
    expect(readTalk(doc).ratings.map(({ user }) => user)).toEqual(['ben']);
    expect(() => rateWork(doc, { score: 6, ...ANA }, 'test')).toThrow('score');
  });

  it('is no answer to a question that this app does not ask', () => {
    const { doc } = started();
    doc.getMap('survey').set('another/ana', { score: 1, at: 1 });
    expect(readTalk(doc)).toMatchObject({ ratings: [], problems: [] });
  });
});

describe('a document that is not in order', () => {
  const broken = (): ReturnType<typeof readTalk> => readTalk(docOf(fixturesOf(talk)['broken']!));

  it('shows what can be read, and names what cannot', () => {
    const { threads, strays, approvals, problems } = broken();
    expect(threads.map(({ words }) => words)).toContain('이 문장은 그림으로 보여 주면 좋겠어요.');
    expect(strays.map(({ words }) => words)).toEqual(['어디로 갔죠?']);
    expect(approvals).toHaveLength(2);
    // Ids are of no interest: the root, the field if it was one, and what it was.
    const told = problems.map(({ path, code }) => {
      const [root, ...rest] = path.split('/');
      const field = root === 'threads' || root === 'replies' ? (rest[1] ?? '*') : '*';
      return `${root}/${field} ${code}`;
    });
    expect(told.toSorted()).toEqual([
      'approvals/* malformed_record',
      'reactions/* malformed_record',
      'reactions/* malformed_record',
      'replies/thread unknown_reference',
      'survey/* malformed_record',
      'threads/* malformed_record',
      'threads/anchor malformed_record',
      'threads/anchor malformed_record',
      'threads/authorId malformed_record',
      'threads/mentions malformed_field',
      'threads/resolved malformed_field',
      'threads/words malformed_field',
    ]);
  });

  it('reads a root of another type as empty', () => {
    const doc = new Y.Doc();
    doc.getArray('threads').push([1]);
    doc.getArray('reactions').push([1]);
    expect(readTalk(doc)).toMatchObject({
      threads: [],
      approvals: [],
      problems: [{ path: 'reactions' }, { path: 'threads' }],
    });
  });
});

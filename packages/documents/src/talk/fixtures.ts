import * as Y from 'yjs';
import { shotId } from '../board/seed.ts';
import { FIXTURE_FACTS, FIXTURE_PERSON, fixtureUpdate } from '../fixture-facts.ts';
import { planFixtures } from '../plan/fixtures.ts';
import { stageContent } from '../plan/reads.ts';
import { stageId } from '../plan/seed.ts';
import { derivedId } from '../seed.ts';
import { voteKey } from '../votes.ts';
import { textAnchor } from './anchors.ts';
import { fixtureShape, type FixtureShape } from '../drawing/fixtures.ts';
import { SURVEY, type Anchor } from './schema.ts';

const { project } = FIXTURE_FACTS;
const { by: HANEUL, at: START } = FIXTURE_PERSON;
/** Members of the fixtures of `info`. */
const [SEOJIN, DOYUN] = [derivedId('member', 1), derivedId('member', 2)];
const MINUTE_MS = 60_000;

/** `many`: a long production; a thread has as many replies as its number in a ring of ten. */
const MANY_THREADS = 400;

export function talkFixtures(): Record<string, Uint8Array> {
  return {
    empty: fixtureUpdate(null, () => {}),
    filled: fixtureUpdate(null, fill),
    many: fixtureUpdate(null, fillWithMany),
    broken: fixtureUpdate(null, (doc) => {
      fill(doc);
      breakIt(doc);
    }),
  };
}

/** One thread on each thing a thread hangs on, and one of each thing that happens to threads. */
function fill(doc: Y.Doc): void {
  const thread = (name: string, anchor: Anchor, values: NoteValues): void =>
    note(doc, 'threads', name, { anchor, ...values });
  const reply = (to: string, name: string, values: NoteValues & { to?: string }): void =>
    note(doc, 'replies', name, { thread: noteId(to), ...values });

  thread(
    'welcome',
    { type: 'project' },
    { by: HANEUL, minute: 0, words: '이번 주 금요일까지 콘티를 확정합시다. 📽️' },
  );
  reply('welcome', 'agreed', { by: SEOJIN, minute: 2, words: 'Fine with me.' });
  react(doc, 'welcome', SEOJIN, ['👍', '❤️']);
  react(doc, 'welcome', DOYUN, ['👍']);

  thread(
    'turn',
    { type: 'stage', stage: stageId(project, 2) },
    {
      by: SEOJIN,
      minute: 5,
      words: '@김하늘 전환이 너무 빠르지 않나요?',
      mentions: [{ user: HANEUL, name: '김하늘' }],
      assignee: HANEUL,
    },
  );
  reply('turn', 'slower', { by: HANEUL, minute: 9, words: '두 박자 늦추겠습니다.', editedAt: at(10) });
  reply('turn', 'thanks', { by: SEOJIN, minute: 11, words: '고마워요.', to: noteId('slower') });

  thread('quote', quoted(), { by: DOYUN, minute: 12, words: '이 문장은 그림으로 보여 주면 좋겠어요.' });
  thread(
    'shot',
    { type: 'shot', shot: shotId(project, 0) },
    { by: DOYUN, minute: 15, words: '렌즈를 35 mm로?', resolved: { by: HANEUL, at: at(20) } },
  );
  thread(
    'image',
    {
      type: 'image',
      shot: shotId(project, 1),
      image: derivedId(project, 'image', 1),
      point: { x: 0.25, y: 0.5 },
    },
    { by: SEOJIN, minute: 22, words: '간판 글자가 읽히지 않아요.' },
  );
  thread(
    'event',
    { type: 'event', event: derivedId(project, 'event', 1) },
    { by: HANEUL, minute: 25, words: '비가 오면 하루 미룹니다.' },
  );

  thread(
    'gone',
    { type: 'project' },
    { by: DOYUN, minute: 30, words: '', deleted: { by: DOYUN, at: at(33) } },
  );
  reply('gone', 'late', { by: SEOJIN, minute: 34, words: '삭제되기 전에 답을 쓰고 있었어요.' });
  thread(
    'rude',
    { type: 'project' },
    { by: DOYUN, minute: 40, words: '이건 좀 심했다.', hidden: { by: HANEUL, at: at(41) } },
  );

  // The sign is circled, and pointed at; one line too many was taken back.
  const take = derivedId(project, 'image', 1);
  const draw = (name: string, minute: number, shape: Omit<FixtureShape, 'of' | 'createdAt'>): void =>
    fixtureShape(doc, derivedId(project, 'shape', name), { of: take, createdAt: at(minute), ...shape });
  draw('circle', 22, { authorId: SEOJIN, type: 'ellipse', points: [0.2, 0.4, 0.3, 0.6] });
  draw('arrow', 23, { authorId: SEOJIN, type: 'arrow', points: [0.7, 0.1, 0.31, 0.45] });
  draw('stroke', 24, {
    authorId: HANEUL,
    type: 'pen',
    points: [0.1, 0.9, 0.2, 0.85, 0.35, 0.9],
    pressures: [0.3, 0.6, 0.4],
    color: '#ff4d4d',
  });
  draw('words', 25, {
    authorId: HANEUL,
    type: 'text',
    points: [0.36, 0.86, 0.6, 0.94],
    text: '더 밝게',
  });
  draw('slip', 26, {
    authorId: HANEUL,
    type: 'rectangle',
    points: [0, 0, 1, 1],
    deleted: { by: HANEUL, at: at(26) },
  });

  const approvals = doc.getMap('approvals');
  approvals.set(vote(stageId(project, 0), HANEUL), { verdict: 'approved', at: at(50) });
  approvals.set(vote(stageId(project, 0), SEOJIN), { verdict: 'changes', at: at(51) });
  doc.getMap('survey').set(vote(SURVEY.question, HANEUL), { score: 4, at: at(52) });
}

function fillWithMany(doc: Y.Doc): void {
  const people = [HANEUL, SEOJIN, DOYUN];
  for (let index = 0; index < MANY_THREADS; index++) {
    const name = `many-${index}`;
    const minute = index * 7;
    note(doc, 'threads', name, {
      anchor: { type: 'shot', shot: shotId(project, index % 12) },
      by: people[index % 3]!,
      minute,
      words: `${index + 1}번째 메모. The light changes before the second bar.`,
      ...(index % 4 === 0 ? { resolved: { by: HANEUL, at: at(minute + 5) } } : {}),
    });
    for (let answer = 0; answer < index % 10; answer++) {
      note(doc, 'replies', `${name}-${answer}`, {
        thread: noteId(name),
        by: people[answer % 3]!,
        minute: minute + answer + 1,
        words: `답 ${answer + 1}`,
      });
    }
    react(doc, name, people[(index + 1) % 3]!, ['👀']);
  }
}

/** One of each thing that a reader has to live with; some newer, some plainly wrong. */
function breakIt(doc: Y.Doc): void {
  const threads = doc.getMap<unknown>('threads');
  const thread = (name: string): Y.Map<unknown> => threads.get(noteId(name)) as Y.Map<unknown>;
  threads.set('words', 'a record that is no map');
  threads.set(
    'nowhere',
    new Y.Map<unknown>([
      ['authorId', HANEUL],
      ['createdAt', START],
    ]),
  );
  note(doc, 'threads', 'hologram', {
    anchor: { type: 'hologram', of: 'a newer version' } as unknown as Anchor,
    by: HANEUL,
    minute: 60,
    words: 'Seen from behind.',
  });
  thread('welcome').set('words', 42);
  thread('welcome').set('future', ['from', 'a', 'newer', 'version']);
  thread('turn').set('mentions', 'everybody');
  thread('shot').set('resolved', true);
  thread('event').delete('authorId');
  note(doc, 'replies', 'stray', {
    thread: 'a thread that is gone',
    by: SEOJIN,
    minute: 61,
    words: '어디로 갔죠?',
  });
  doc.getMap('reactions').set('nobody’s', ['👍']);
  doc.getMap('reactions').set(vote(noteId('turn'), DOYUN), ['not an emoji']);
  doc.getMap('approvals').set(vote(stageId(project, 1), DOYUN), 'maybe');
  doc.getMap('survey').set(vote(SURVEY.question, DOYUN), { score: 11, at: at(53) });
  doc.getMap('shapes').set('scribble', 'a shape that is no map');
  const shape = (name: string): Y.Map<unknown> =>
    doc.getMap('shapes').get(derivedId(project, 'shape', name)) as Y.Map<unknown>;
  shape('arrow').set(
    'points',
    Array.from({ length: 400 }, () => 0.5),
  );
  shape('circle').set('points', [0.1, 0.2, Number.MAX_VALUE, 0.4]);
  shape('words').set('text', 7);
  doc.getArray('newerRoot').push(['value']);
}

interface NoteValues {
  by: string;
  /** After the first. */
  minute: number;
  words: string;
  [field: string]: unknown;
}

function note(doc: Y.Doc, root: 'threads' | 'replies', name: string, values: NoteValues): void {
  const { by, minute, ...fields } = values;
  const record = { authorId: by, createdAt: at(minute), ...fields };
  doc.getMap(root).set(noteId(name), new Y.Map(Object.entries(record)));
}

function react(doc: Y.Doc, name: string, user: string, emoji: readonly string[]): void {
  doc.getMap('reactions').set(vote(noteId(name), user), [...emoji]);
}

function noteId(name: string): string {
  return derivedId(project, 'note', name);
}

function vote(subject: string, user: string): string {
  return voteKey({ subject, user });
}

function at(minute: number): number {
  return START + minute * MINUTE_MS;
}

/** The first paragraph of the demo's plan. */
function quoted(): Anchor {
  const plan = new Y.Doc();
  Y.applyUpdate(plan, planFixtures()['filled']!);
  const stage = stageId(project, 0);
  const words = firstWords(stageContent(plan, stage)!);
  const quote = words.toJSON().slice(0, 12);
  const from = Y.createRelativePositionFromTypeIndex(words, 0);
  const to = Y.createRelativePositionFromTypeIndex(words, quote.length);
  plan.destroy();
  return textAnchor(stage, { from, to, quote });
}

function firstWords(fragment: Y.XmlFragment | Y.XmlElement): Y.XmlText {
  const first = fragment.get(0);
  if (first instanceof Y.XmlText) return first;
  return firstWords(first as Y.XmlElement);
}

import * as Y from 'yjs';
import { fixtureShape, type FixtureShape } from '../drawing/fixtures.ts';
import { FIXTURE_FACTS, FIXTURE_PERSON } from '../fixture-facts.ts';
import { derivedId } from '../seed.ts';
import { voteKey } from '../votes.ts';
import type { NoteStatus, VideoPlace } from './schema.ts';

/** What fixtures of reviews and of internal notes are made of. */
const { project } = FIXTURE_FACTS;
const { by: HANEUL, at: START } = FIXTURE_PERSON;
/** Members of the fixtures of `info`. */
const [SEOJIN, DOYUN] = [derivedId('member', 1), derivedId('member', 2)];
const NAMES: Readonly<Record<string, string>> = {
  [HANEUL]: '김하늘',
  [SEOJIN]: '이서진',
  [DOYUN]: '박도윤',
};
const PEOPLE = [HANEUL, SEOJIN, DOYUN];
const MINUTE_MS = 60_000;
/** Frames a second of the fixtures' videos. */
const RATE = 24;

/** `many`: a long review; a note has as many replies as its number in a ring of five. */
const MANY_NOTES = 500;

export function cutId(number: number): string {
  return derivedId(project, 'cut', number);
}

/** One of each thing that happens to notes. */
export function fillFeedback(doc: Y.Doc): void {
  note(doc, 'logo', {
    by: SEOJIN,
    minute: 5,
    place: frames(96, 120),
    words: '@김하늘 로고가 너무 일찍 나와요. 🎬',
    mentions: [{ user: HANEUL, name: '김하늘' }],
    priority: 'high',
    tags: ['로고', 'motion'],
    assignee: HANEUL,
    due: '2026-11-20',
  });
  reply(doc, 'logo', 'later', { by: HANEUL, minute: 9, words: '두 박자 늦추겠습니다.', editedAt: at(10) });
  reply(doc, 'logo', 'thanks', { by: SEOJIN, minute: 11, words: 'Thank you.', to: id('later') });
  react(doc, 'logo', DOYUN, ['👍', '❤️']);

  note(doc, 'grade', {
    by: DOYUN,
    minute: 12,
    place: frames(240),
    words: '여기 색이 차가워요.',
    status: status('resolved', HANEUL, 90),
    screenshot: { hash: 'a'.repeat(64), ...PICTURE },
  });
  note(doc, 'whole', {
    by: HANEUL,
    minute: 20,
    place: { frame: null, endFrame: null, time: 0 },
    words: 'The music carries it. Keep it.',
    status: status('in_progress', SEOJIN, 30),
    attachments: [{ hash: 'b'.repeat(64), name: '참고.png', type: 'image/png', bytes: 1_200 }],
  });
  note(doc, 'moved', {
    by: SEOJIN,
    minute: 22,
    place: frames(2_000),
    words: '엔딩이 길어요.',
    carried: { cut: cutId(2), place: frames(1_200), by: HANEUL, at: at(200) },
  });
  note(doc, 'gone', {
    by: DOYUN,
    minute: 30,
    place: frames(300),
    words: '',
    deleted: { by: DOYUN, at: at(33) },
  });
  reply(doc, 'gone', 'late', { by: SEOJIN, minute: 34, words: '삭제되기 전에 답을 쓰고 있었어요.' });
  note(doc, 'rude', {
    by: DOYUN,
    minute: 40,
    place: frames(310),
    words: '이건 좀 심했다.',
    hidden: { by: HANEUL, at: at(41) },
  });
  draw(doc, 'arrow', { of: id('logo'), authorId: SEOJIN, type: 'arrow', points: [0.1, 0.2, 0.4, 0.5] });
  draw(doc, 'circle', { of: id('logo'), authorId: HANEUL, type: 'ellipse', points: [0.3, 0.3, 0.5, 0.6] });
}

export function fillManyNotes(doc: Y.Doc): void {
  for (let index = 0; index < MANY_NOTES; index++) {
    const name = `many-${index}`;
    const minute = index * 3;
    note(doc, name, {
      by: PEOPLE[index % 3]!,
      minute,
      place: frames((index * 37) % 7_200),
      words: `${index + 1}번째 메모. Hold two frames longer.`,
      ...(index % 4 === 0 ? { status: status('resolved', HANEUL, minute + 5) } : {}),
    });
    for (let answer = 0; answer < index % 5; answer++)
      reply(doc, name, `${name}-${answer}`, {
        by: PEOPLE[answer % 3]!,
        minute: minute + answer + 1,
        words: `답 ${answer + 1}`,
      });
    react(doc, name, PEOPLE[(index + 1) % 3]!, ['👀']);
    if (index % 10 === 0)
      draw(doc, name, {
        of: id(name),
        authorId: PEOPLE[index % 3]!,
        type: 'rectangle',
        points: [0.2, 0.2, 0.6, 0.6],
      });
  }
}

/** One of each thing that a reader has to live with; some newer, some plainly wrong. Of a filled one. */
export function breakFeedback(doc: Y.Doc): void {
  const notes = doc.getMap<unknown>('notes');
  const record = (name: string): Y.Map<unknown> => notes.get(id(name)) as Y.Map<unknown>;
  notes.set('words', 'a record that is no map');
  notes.set('nowhere', new Y.Map<unknown>([['authorId', HANEUL]]));
  note(doc, 'backwards', { by: HANEUL, minute: 60, place: { frame: 9, endFrame: 3, time: 0.3 }, words: '?' });
  record('logo').set('words', 42);
  record('logo').set('future', ['from', 'a', 'newer', 'version']);
  record('grade').set('status', 'done');
  record('grade').set('screenshot', { hash: 'no hash' });
  record('whole').set('tags', ['twice', 'twice']);
  record('whole').set('due', 'tomorrow');
  record('moved').delete('authorName');
  reply(doc, 'a note that is gone', 'stray', { by: SEOJIN, minute: 61, words: '어디로 갔죠?' });
  doc.getMap('reactions').set('nobody’s', ['👍']);
  doc.getMap('shapes').set('line', 'a record that is no map');
  doc.getArray('newerRoot').push(['value']);
}

interface SaidValues {
  by: string;
  /** After the first. */
  minute: number;
  [field: string]: unknown;
}

function said({ by, minute, ...fields }: SaidValues): Y.Map<unknown> {
  const authorship = { authorId: by, authorName: NAMES[by], createdAt: at(minute) };
  return new Y.Map(Object.entries({ ...authorship, ...fields }));
}

function note(doc: Y.Doc, name: string, values: SaidValues & { place: VideoPlace; words: string }): void {
  doc.getMap('notes').set(id(name), said({ cut: cutId(1), ...values }));
}

function reply(doc: Y.Doc, to: string, name: string, values: SaidValues & { words: string }): void {
  doc.getMap('replies').set(id(name), said({ note: id(to), ...values }));
}

function react(doc: Y.Doc, name: string, user: string, emoji: readonly string[]): void {
  doc.getMap('reactions').set(voteKey({ subject: id(name), user }), [...emoji]);
}

function draw(doc: Y.Doc, name: string, shape: Omit<FixtureShape, 'createdAt'>): void {
  fixtureShape(doc, derivedId(project, 'video-shape', name), { createdAt: at(8), ...shape });
}

function status(is: NoteStatus, by: string, minute: number): object {
  return { is, by, at: at(minute) };
}

function frames(frame: number, endFrame: number | null = null): VideoPlace {
  return { frame, endFrame, time: frame / RATE };
}

function id(name: string): string {
  return derivedId(project, 'video-note', name);
}

function at(minute: number): number {
  return START + minute * MINUTE_MS;
}

const PICTURE = {
  name: '프레임.webp',
  type: 'image/webp',
  bytes: 48_000,
  width: 1280,
  height: 720,
  thumbhash: null,
};

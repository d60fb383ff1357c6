import { addShot, addReply, addThread, deleteShots, KINDS, readBoard, readStages } from '@clapper/documents';
import type { FoundDocs, FoundSource } from '@clapper/documents/passages';
import { addNote, addNoteReply, addVideo, deleteVideo, hideFeedback } from '@clapper/documents/review';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { fold } from './fold.ts';
import { readQuery } from './query.ts';
import { SearchIndex, type Found } from './search-index.ts';
import { snippet } from './snippet.ts';
import { fixturesOf } from '@clapper/documents/fixtures';

const NOW = Date.UTC(2026, 10, 20);
const NAMES = {
  ...{ stage: '단계', words: '기획', shot: '샷', thread: '댓글', event: '일정', person: '사람' },
  ...{ video: '영상', note: '노트' },
};

/** What of a text a query finds. */
function found(query: string, text: string): string | null {
  const pattern = readQuery(query)?.phrase.exec(fold(text.normalize('NFC')));
  return pattern == null
    ? null
    : text.normalize('NFC').slice(pattern.index, pattern.index + pattern[0].length);
}

function fixture(kind: keyof typeof KINDS, name: string): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, fixturesOf(KINDS[kind])[name]!);
  return doc;
}

async function indexOf(docs: FoundDocs): Promise<SearchIndex> {
  const index = new SearchIndex();
  for (const source of Object.keys(docs) as FoundSource[]) await index.read(source, docs, () => undefined);
  return index;
}

const ids = (sections: readonly Found[]): string[] =>
  sections.flatMap(({ hits }) => hits.map(({ entry }) => entry.passage.id));
const search = (index: SearchIndex, query: string): Found[] => index.search(readQuery(query)!, NOW, NAMES);

describe('[FI2] Korean as it is typed', () => {
  test.each([
    ['initial consonants', 'ㄱㅁ', '서울 골목 커피', '골목'],
    ['initial consonants that the keyboard made one letter of', 'ㄳ', '이 강산', '강산'],
    ['initial consonants with syllables between', 'ㄱ목ㅋ', '골목 커피', '골목 커'],
    ['a syllable that has no final yet', '고', '골목', '골'],
    ['a vowel that becomes another', '고', '과일', '과'],
    ['a final that is the beginning of the next syllable', '목', '모기', '모기'],
    ['a final that becomes a pair', '갑', '값', '값'],
    ['half of a final that moves on', '닭', '달기', '달기'],
    ['only the last syllable is unfinished', '고목', '골목', null],
    ['spaces that others put', '골목커피', '골목 커피', '골목 커피'],
    ['spaces that others leave out', '골목 커피', '골목커피', '골목커피'],
    ['letters taken apart, as file names of Macs have them', '골목'.normalize('NFD'), '골목', '골목'],
    ['a tense consonant is another', '가', '까치', null],
  ])('%s', (_, query, text, expected) => {
    expect(found(query, text)).toBe(expected);
  });

  test('other letters are found in any case and without accents; what stands between them counts', () => {
    expect(found('cafe', 'Le Café')).toBe('Café');
    expect(found('WATER', 'the water')).toBe('water');
    expect(found('tear', 'get early')).toBeNull();
    expect(found('a.c', 'abc a.c')).toBe('a.c');
    expect(found('(4A', 'Shot (4A)')).toBe('(4A');
    expect(readQuery('  ')).toBeNull();
  });

  test('folding keeps every letter in its place', () => {
    for (const text of ['Ünïcödé İstanbul ẞ ﬁ 👩‍🚀 골목', 'ΣΊΣΥΦΟΣ', '\u0130\u0130x'])
      expect(fold(text)).toHaveLength(text.length);
  });
});

describe('[FI1] what is found in a project', () => {
  test('stages, their words, shots, events, people and what is said of them, in the demo', async () => {
    const index = await indexOf({
      info: fixture('info', 'filled'),
      plan: fixture('plan', 'filled'),
      board: fixture('board', 'filled'),
      calendar: fixture('calendar', 'filled'),
      talk: fixture('talk', 'filled'),
    });
    const types = search(index, '물').map(({ type }) => type);
    expect(types).toContain('shot');
    expect(types).toContain('words');
    expect(search(index, '김하늘')[0]?.type).toBe('person');
    // By what it is and its number.
    const [shots] = search(index, '샷 4');
    expect(shots?.type).toBe('shot');
    expect(shots?.hits[0]?.entry.title).toMatch(/^4 /);
  });

  test('nothing that is deleted or hidden, and nothing below a hidden thread', async () => {
    const doc = new Y.Doc();
    const act = { by: 'ana', at: NOW };
    const anchor = { type: 'project' as const };
    const said = addThread(doc, { anchor, words: '보이는 말', mentions: [], ...act }, 'test');
    addReply(doc, { thread: said, to: null, words: '보이는 답', mentions: [], ...act }, 'test');
    const hidden = addThread(doc, { anchor, words: '숨긴 말', mentions: [], ...act }, 'test');
    addReply(doc, { thread: hidden, to: null, words: '숨긴 답', mentions: [], ...act }, 'test');
    (doc.getMap('threads').get(hidden) as Y.Map<unknown>).set('hidden', act);
    const board = new Y.Doc();
    const kept = addShot(board, { stage: 's', before: null, ...act, fields: { title: '보이는 샷' } }, 'test');
    const gone = addShot(board, { stage: 's', before: null, ...act, fields: { title: '지운 샷' } }, 'test');
    deleteShots(board, [gone], act, 'test');

    const index = await indexOf({ talk: doc, board });
    expect(ids(search(index, '숨긴'))).toEqual([]);
    expect(ids(search(index, '지운'))).toEqual([]);
    expect(search(index, '보이는').map(({ type, count }) => ({ type, count }))).toEqual([
      { type: 'shot', count: 1 },
      { type: 'thread', count: 2 },
    ]);
    // Read again it is what it is now; what is here no more is forgotten.
    deleteShots(board, [kept], act, 'test');
    await index.read('board', { board }, () => undefined);
    index.forget('talk');
    expect(search(index, '보이는')).toEqual([]);
  });

  test('videos by their titles, and the notes on them with their answers, each with where it stands', async () => {
    const [media, review] = [new Y.Doc(), new Y.Doc()];
    const act = { by: 'ana', at: NOW };
    const video = addVideo(media, { title: '골목 커피 30초', ...act }, 'test');
    deleteVideo(media, addVideo(media, { title: '골목 옛 편집', ...act }, 'test'), act, 'test');
    const note = (words: string) =>
      addNote(
        review,
        { cut: 'c', place: { frame: 0, endFrame: null, time: 0 }, words, ...act, name: '아나' },
        'test',
      );
    const seen = note('로고가 골목을 가려요');
    const answer = addNoteReply(
      review,
      { note: seen, words: '골목을 넓혔어요', ...act, name: '아나' },
      'test',
    );
    const hidden = note('골목이 싫어요');
    addNoteReply(review, { note: hidden, words: '골목이 왜요', ...act, name: '아나' }, 'test');
    hideFeedback(review, hidden, act, 'test');

    const index = await indexOf({ media, [`review/${video}` as const]: review });
    const found = search(index, '골목').map(({ type, hits }) => ({
      type,
      places: hits.map(({ entry }) => entry.passage.place),
    }));
    expect(found).toEqual([
      { type: 'video', places: [{ type: 'video', video }] },
      {
        type: 'note',
        places: [
          { type: 'note', video, note: seen },
          { type: 'note', video, note: seen },
        ],
      },
    ]);
    expect(index.get(`note/${answer}`)?.words).toBe('골목을 넓혔어요');
    index.forget(`review/${video}`);
    expect(search(index, '로고')).toEqual([]);
  });

  test('malformed documents are read as far as they can be', async () => {
    const index = await indexOf({
      info: fixture('info', 'filled'),
      plan: fixture('plan', 'broken'),
      board: fixture('board', 'broken'),
      calendar: fixture('calendar', 'broken'),
      talk: fixture('talk', 'broken'),
      media: fixture('media', 'broken'),
      'review/v': fixture('review', 'broken'),
    });
    expect(search(index, 'e').length + search(index, 'ㅇ').length).toBeGreaterThan(0);
  });

  test('the shots have the numbers that the board shows', async () => {
    const docs = { plan: fixture('plan', 'filled'), board: fixture('board', 'filled') };
    const index = await indexOf(docs);
    for (const { id, number, title } of readBoard(docs.board, readStages(docs.plan).stages).shots)
      expect(index.get(`shot/${id}`)?.title).toBe(`${number} ${title}`);
  });
});

describe('[FI3] what stands first', () => {
  async function of(...shots: { title?: string; action?: string; at?: number }[]) {
    const board = new Y.Doc();
    const made = shots.map(({ at = NOW, ...fields }) =>
      addShot(board, { stage: 's', before: null, by: 'ana', at, fields }, 'test'),
    );
    const index = await indexOf({ board });
    return (query: string) => ids(search(index, query)).map((id) => made.indexOf(id.slice('shot/'.length)));
  }

  test('a title before words, its beginning before its middle, and all of a query before its parts', async () => {
    const order = await of(
      { title: 'Steam', action: 'rises over the cup of coffee' },
      { title: 'A coffee cup' },
      { title: 'Cup of coffee' },
      { title: 'Teacup' },
      { title: 'Cup' },
    );
    expect(order('cup')).toEqual([4, 2, 1, 3, 0]);
    expect(order('coffee cup')).toEqual([1, 2, 0]);
  });

  test('what says it before what it may yet become; of equals what is newer', async () => {
    const order = await of(
      { title: '무리' },
      { title: '물줄기' },
      { title: '물', at: NOW - 90 * 86_400_000 },
    );
    expect(order('물').at(-1)).toBe(0);
    const equals = await of({ title: '비', at: NOW - 30 * 86_400_000 }, { title: '비' });
    expect(equals('비')).toEqual([1, 0]);
  });

  test('of very many only the best are listed, and how many there are is said', async () => {
    const board = fixture('board', 'many');
    const index = await indexOf({ board });
    const [shots] = search(index, '샷');
    expect(shots?.hits.length).toBeLessThan(shots?.count ?? 0);
    const scores = shots?.hits.map(({ score }) => score) ?? [];
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });
});

describe('[FI4] reading thousands', () => {
  test('lets others have the thread between any two records, and what was read so far is found meanwhile', async () => {
    const talk = fixture('talk', 'many');
    const index = new SearchIndex();
    let rests = 0;
    let early = 0;
    await index.read('talk', { talk }, () => {
      rests++;
      if (rests === 200) early = search(index, '메모').length;
      return undefined;
    });
    expect(rests).toBeGreaterThanOrEqual(talk.getMap('threads').size + talk.getMap('replies').size);
    expect(early).toBeGreaterThan(0);
  });

  test('keeps so many words and says that there were more', async () => {
    const board = new Y.Doc();
    for (let at = 0; at < 20; at++)
      addShot(board, { stage: 's', before: null, by: 'ana', at, fields: { title: 'water' } }, 'test');
    const index = new SearchIndex(100);
    await index.read('board', { board }, () => undefined);
    expect(index.complete).toBe(false);
    // Each with its number: '1 water'.
    expect(search(index, 'water')[0]?.count).toBe(13);
    index.forget('board');
    expect(index.complete).toBe(true);
  });
});

describe('the words around a hit', () => {
  const text = (pieces: ReturnType<typeof snippet>): string =>
    pieces.map((piece) => (piece.marked ? `[${piece.text}]` : piece.text)).join('');

  test('begin with a word, are one line, and mark what was found', () => {
    const words = 'The alley before anyone owns the day.\nPower lines, a cat, one shutter.';
    const from = words.indexOf('cat');
    expect(text(snippet(words, [{ from, to: from + 3 }]))).toBe('… Power lines, a [cat], one shutter.');
    expect(text(snippet('cat', [{ from: 0, to: 3 }]))).toBe('[cat]');
    expect(text(snippet('no hit', []))).toBe('no hit');
  });

  test('are cut where they are long, and cut no character in two', () => {
    const pieces = snippet(`${'👩'.repeat(60)}cat${'x'.repeat(400)}`, [{ from: 120, to: 123 }]);
    expect(text(pieces)).toMatch(/^… (👩)+\[cat\]x+$/u);
    expect(text(pieces).length).toBeLessThan(200);
  });
});

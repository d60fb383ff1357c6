import * as Y from 'yjs';
import { addThread, KINDS } from '@clapper/documents';
import { FOUND_KINDS, type FoundDocs } from '@clapper/documents/passages';
import { readQuery } from '../../client/src/features/find/search/query.ts';
import { SearchIndex } from '../../client/src/features/find/search/search-index.ts';
import type { Row } from './report.ts';
import { percentileOf } from './stats.ts';
import { fixturesOf } from '@clapper/documents/fixtures';

const RECORDS = 10_000;
const RUNS = 20;
const NAMES = {
  ...{ stage: '단계', words: '기획', shot: '샷', thread: '댓글', event: '일정', person: '사람' },
  ...{ video: '영상', note: '노트' },
};
/** Initial consonants that nearly all begin with, an unfinished syllable, words apart, and what is nowhere. */
const QUERIES = ['ㄱ', 'ㅊㅂㅇ', '골목커', '방울 beat', 'hold', 'note 77', '샷 12', 'nowhere'];

/** From a query to the results that are shown, with 10,000 records of a project in memory. */
export async function find(): Promise<Row[]> {
  const docs = projectOf(RECORDS);
  const index = new SearchIndex();
  const start = performance.now();
  for (const kind of FOUND_KINDS) await index.read(kind, docs, () => undefined);
  const reading = performance.now() - start;
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    for (const text of QUERIES) {
      const asked = performance.now();
      index.search(readQuery(text)!, asked, NAMES);
      times.push(performance.now() - asked);
    }
  }
  const value = percentileOf(times, 0.95);
  return [
    {
      bench: 'find',
      load: '10,000 records, eight queries',
      figure: 'p95 ms',
      values: { Clapper: value },
      bar: '< 50 ms',
      met: value < 50,
    },
    {
      bench: 'find',
      load: 'the same, read for the first time, in slices',
      figure: 'ms in all',
      values: { Clapper: reading },
      bar: 'what was read so far is found',
    },
  ];
}

function projectOf(records: number): FoundDocs {
  const docs: Partial<Record<(typeof FOUND_KINDS)[number], Y.Doc>> = {};
  for (const kind of FOUND_KINDS) {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, fixturesOf(KINDS[kind])['many']!);
    docs[kind] = doc;
  }
  const talk = docs.talk!;
  const anchor = { type: 'project' } as const;
  for (let at = talk.getMap('threads').size + talk.getMap('replies').size; at < records; at++) {
    const words = `첫 방울이 종이에 닿는 순간을 더 길게. Hold the hands one beat longer, note ${at}. 골목 커피 간판은 밤에.`;
    addThread(talk, { anchor, words, mentions: [], by: 'ana', at }, 'bench');
  }
  return docs;
}

import {
  addShot,
  deleteShots,
  lockNumbers,
  ratioOf,
  readBoard,
  readBoardSettings,
  restoreShots,
  setAspect,
} from '@clapper/documents';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Mark } from '../../exports/page.ts';
import { layoutStoryboard } from '../../exports/storyboard-layout.ts';
import { shotsToPrint } from './shots-to-print.ts';

const STAGES = [{ id: 's1' }];
const ACT = { by: 'ana', at: 1_000 };

function given(): { doc: Y.Doc; ids: string[] } {
  const doc = new Y.Doc();
  const ids = [1, 2, 3, 4].map(() => addShot(doc, { stage: 's1', before: null, ...ACT }, 'test'));
  return { doc, ids };
}

const numbersOf = (doc: Y.Doc, only: ReadonlySet<string> | null): string[] =>
  shotsToPrint(readBoard(doc, STAGES), STAGES, only).map(({ number }) => number);

test('a shot that is omitted keeps its place on paper, one that was never numbered for good does not', () => {
  const { doc, ids } = given();
  const [early] = ids;
  deleteShots(doc, [early!], ACT, 'test');
  expect(numbersOf(doc, null)).toEqual(['1', '2', '3']);
  restoreShots(doc, [early!], 'test');
  lockNumbers(doc, STAGES, ACT, 'test');
  deleteShots(doc, [ids[1]!], ACT, 'test');
  expect(readBoard(doc, STAGES).deleted.map(({ number }) => number)).toEqual(['2']);
  expect(numbersOf(doc, null)).toEqual(['1', '2', '3', '4']);
  expect(numbersOf(doc, new Set([ids[1]!, ids[3]!]))).toEqual(['4']);
});

test('frames take the shape that the board says', () => {
  const { doc } = given();
  setAspect(doc, '2.39:1', 'test');
  const shots = shotsToPrint(readBoard(doc, STAGES), STAGES, null).map(({ number, title }) => {
    return { number, title, about: '', words: [], picture: null };
  });
  const paper = { paper: 'a4', landscape: true, columns: 2, rows: 2 } as const;
  const ratio = ratioOf(readBoardSettings(doc).aspect);
  const { pages } = layoutStoryboard(shots, { title: '', about: '' }, { ...paper, ratio }, () => 1);
  const frames = pages.flat().filter((mark): mark is Extract<Mark, { kind: 'box' }> => mark.kind === 'box');
  expect(
    frames.filter(({ line }) => line !== null).map(({ width, height }) => (width / height).toFixed(2)),
  ).toEqual(['2.39', '2.39', '2.39', '2.39']);
});

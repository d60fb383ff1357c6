import { expect, test } from 'vitest';
import { filterSlash, type SlashWords } from './slash-items.ts';

const entries: SlashWords[] = [
  { id: 'heading1', label: '제목 1', words: 'heading 1, h1, 큰 제목' },
  { id: 'taskList', label: '할 일 목록', words: 'task list, checklist, to-do, 체크리스트' },
  { id: 'table', label: '표', words: 'table, grid, 테이블' },
  { id: 'treatment', label: '짧은 트리트먼트', words: 'short treatment, template, 템플릿' },
];
const ids = (query: string) => filterSlash(entries, query).map(({ id }) => id);

test('an entry answers to both languages, to initial consonants and to other names', () => {
  expect(ids('제')).toEqual(['heading1']);
  expect(ids('h1')).toEqual(['heading1']);
  expect(ids('ㅍ')).toEqual(['table']);
  expect(ids('체크')).toEqual(['taskList']);
  expect(ids('tem')).toEqual(['treatment']);
  expect(ids('')).toHaveLength(4);
  expect(ids('zzz')).toEqual([]);
});

test('those whose name answers come first, with the typed letters', () => {
  expect(filterSlash(entries, 'ㅌ').map(({ id, typed }) => ({ id, typed }))).toEqual([
    { id: 'treatment', typed: { from: 3, to: 4 } },
    { id: 'table', typed: null },
  ]);
});

import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { docOf } from '../conformance.ts';
import { FIXTURE_FACTS } from '../fixture-facts.ts';
import { appendContent, plan, stageContent, stageId, writtenBlocks, type ContentNode } from './index.ts';

const FIRST = stageId(FIXTURE_FACTS.project, 0);
const line = (text: string): ContentNode => ({ type: 'paragraph', content: [{ type: 'text', text }] });

it('[HI9] says of each paragraph who wrote the words that stand in it, who wrote most first', () => {
  const ada = docOf(plan.seed(FIXTURE_FACTS)!);
  ada.clientID = 10;
  appendContent(
    stageContent(ada, FIRST)!,
    [line('the alley'), { type: 'bulletList', content: [{ type: 'listItem', content: [line('우산')] }] }],
    'typing',
  );
  const bo = docOf(Y.encodeStateAsUpdate(ada));
  bo.clientID = 20;
  const text = (stageContent(bo, FIRST)!.get(0) as Y.XmlElement).get(0) as Y.XmlText;
  text.insert(9, ' before anyone is awake');
  text.format(0, 9, { bold: {} });
  text.delete(3, 6);
  const users = new Map([
    [10, 'ada'],
    [20, 'bo'],
  ]);
  expect(writtenBlocks(stageContent(bo, FIRST)!, (client) => users.get(client) ?? null)).toEqual([
    {
      node: 'paragraph',
      within: null,
      text: 'the before anyone is awake',
      authors: [
        { user: 'bo', characters: 23 },
        { user: 'ada', characters: 3 },
      ],
    },
    { node: 'paragraph', within: 'listItem', text: '우산', authors: [{ user: 'ada', characters: 2 }] },
  ]);
  expect(writtenBlocks(stageContent(bo, FIRST)!, () => null)[1]?.authors).toEqual([
    { user: null, characters: 2 },
  ]);
});

import * as Y from 'yjs';
import { fillDemo } from '../demo/index.ts';
import { FIXTURE_FACTS, FIXTURE_PERSON, fixtureUpdate } from '../fixture-facts.ts';
import { firstOrders } from '../order.ts';
import { seedBoard } from '../board/seed.ts';
import { appendContent, type ContentNode } from './content.ts';
import { stageContent } from './reads.ts';
import { seedPlan, stageId } from './seed.ts';

/** `many`: the longest plan that must stay quick to type in; a hundred pages in one stage. */
const MANY_CHARACTERS = 50_000;

export function planFixtures(): Record<string, Uint8Array> {
  const seed = seedPlan(FIXTURE_FACTS);
  return {
    empty: seed,
    filled: fixtureUpdate(seed, fillWithDemo),
    pipeline: seedPlan({ ...FIXTURE_FACTS, template: 'pipeline', language: 'en' }),
    many: fixtureUpdate(seed, fillWithMany),
    broken: fixtureUpdate(seed, breakIt),
  };
}

function fillWithDemo(doc: Y.Doc): void {
  const board = new Y.Doc();
  Y.applyUpdate(board, seedBoard(FIXTURE_FACTS));
  fillDemo(doc, board, { language: FIXTURE_FACTS.language, ...FIXTURE_PERSON, origin: 'fixture' });
}

function fillWithMany(doc: Y.Doc): void {
  const sentence = '카메라는 아무 말도 하지 않는다. The camera says nothing, and the rain goes on. ';
  const blocks: ContentNode[] = [];
  let characters = 0;
  while (characters < MANY_CHARACTERS) {
    const number = blocks.length + 1;
    const words =
      number % 10 === 0 ? `장면 ${number}` : `${number}. ${sentence.repeat(1 + (number % 7))}`.trim();
    blocks.push(block(number % 10, words));
    characters += words.length;
  }
  appendContent(stageContent(doc, stageId(FIXTURE_FACTS.project, 1))!, blocks, 'fixture');
}

/** Of ten blocks one is a heading, one a list, one a task, seven are paragraphs. */
function block(turn: number, words: string): ContentNode {
  const content: ContentNode[] = [{ type: 'text', text: words }];
  const paragraph: ContentNode = { type: 'paragraph', content };
  switch (turn) {
    case 0:
      return { type: 'heading', attrs: { level: 2 }, content };
    case 3:
      return { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph] }] };
    case 6:
      return {
        type: 'taskList',
        content: [{ type: 'taskItem', attrs: { checked: false }, content: [paragraph] }],
      };
    default:
      return paragraph;
  }
}

/** One of each thing that a reader has to live with; some newer, some plainly wrong. */
function breakIt(doc: Y.Doc): void {
  const stages = doc.getMap<unknown>('stages');
  const stage = (index: number): Y.Map<unknown> =>
    stages.get(stageId(FIXTURE_FACTS.project, index)) as Y.Map<unknown>;
  const orders = firstOrders(8);
  stages.set('text', 'a record that is no map');
  stages.set('no-place', new Y.Map([['title', 'nowhere']]));
  stages.set('bad-order', new Y.Map<unknown>([['place', { order: '!!' }]]));
  stages.set('no-content', new Y.Map<unknown>([['place', { order: orders[6] }]]));
  stage(0).set('status', 'celebrated');
  stage(0).set('future', { from: 'a newer version' });
  stage(1).set('title', 42);
  (stage(2).get('content') as Y.XmlFragment).insert(0, [new Y.XmlElement('hologram')]);
  const glowing = new Y.XmlText();
  glowing.insert(0, 'glowing', { neon: {} });
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [glowing]);
  (stage(3).get('content') as Y.XmlFragment).insert(0, [paragraph, new Y.XmlElement('bulletList')]);
  doc.getMap('newerRoot').set('key', 'value');
}

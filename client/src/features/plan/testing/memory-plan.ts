import type { yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { memoryProject, type MemoryProject } from '../../../app/testing/memory-project.ts';
import type { cleanHtml } from '../paste/clean-html.ts';

/** What a test finds in the page. */
export type Harness = Omit<MemoryProject, 'current'> & {
  /** The plan as the page has it now. */
  plan: MemoryProject['current'];
  Y: typeof Y;
  cleanHtml: typeof cleanHtml;
  /** A page as an editor that opens it now would show it. */
  readPage: typeof yXmlFragmentToProseMirrorRootNode;
};

declare global {
  interface Window {
    harness: Harness;
  }
}

export interface MemoryPlanOptions {
  role: Parameters<typeof memoryProject>[0]['role'];
  filled: 'demo' | 'empty' | 'large';
  language: 'ko' | 'en';
}

export function memoryPlan({ role, filled, language }: MemoryPlanOptions): MemoryProject {
  const fill = { demo: 'demo', empty: {}, large: fillLarge } as const;
  return memoryProject({ page: 'plan', role, language, fill: fill[filled] });
}

/** 50,000 characters in the first stage. */
function fillLarge({ plan }: { plan: Y.Doc }): void {
  const [first] = plan.getMap<Y.Map<unknown>>('stages').values();
  const content = first?.get('content');
  if (!(content instanceof Y.XmlFragment)) throw new Error('no stage');
  plan.transact(() => {
    for (let line = 0; line < 300; line++) {
      const paragraph = new Y.XmlElement('paragraph');
      const words = `${line + 1}. 골목의 셔터가 반쯤 올라가고 주전자가 끓는다. The owner works without hurry: kettle, scale, filter. `;
      paragraph.insert(0, [new Y.XmlText(words.repeat(2).slice(0, 200))]);
      content.push([paragraph]);
    }
  }, 'fill');
}

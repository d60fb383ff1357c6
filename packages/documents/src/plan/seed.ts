import * as Y from 'yjs';
import type { Language, ProjectTemplate } from '@clapper/protocol';
import type { SeedFacts } from '../define-document.ts';
import { firstOrders } from '../order.ts';
import { derivedId, seedUpdate } from '../seed.ts';

interface StageTemplate {
  label: string;
  title: Record<Language, string>;
}

/** Names are a start: every stage can be renamed. The labels of the four acts stay in both languages. */
export const STAGE_TEMPLATES: Record<ProjectTemplate, readonly StageTemplate[]> = {
  'four-acts': [
    { label: '기', title: { ko: '설정', en: 'Setup' } },
    { label: '승', title: { ko: '전개', en: 'Development' } },
    { label: '전', title: { ko: '전환', en: 'Turn' } },
    { label: '결', title: { ko: '마무리', en: 'Resolution' } },
  ],
  pipeline: [
    { label: '', title: { ko: '콘셉트', en: 'Concept' } },
    { label: '', title: { ko: '대본', en: 'Script' } },
    { label: '', title: { ko: '스토리보드', en: 'Storyboard' } },
    { label: '', title: { ko: '제작', en: 'Production' } },
  ],
};

/** The id of a seeded stage: the board's seed names stages of a plan it has never seen. */
export function stageId(project: string, index: number): string {
  return derivedId(project, 'stage', index);
}

export function seedPlan({ project, template, language }: SeedFacts): Uint8Array {
  return seedUpdate((doc) => {
    const templates = STAGE_TEMPLATES[template];
    const orders = firstOrders(templates.length);
    const stages = doc.getMap('stages');
    for (const [index, { label, title }] of templates.entries()) {
      const content = new Y.XmlFragment();
      // One empty paragraph, as the editor would put there: so that opening a page writes nothing.
      content.insert(0, [new Y.XmlElement('paragraph')]);
      const stage = new Y.Map<unknown>();
      stage.set('place', { order: orders[index] });
      stage.set('title', title[language]);
      stage.set('label', label);
      stage.set('status', 'draft');
      stage.set('content', content);
      stages.set(stageId(project, index), stage);
    }
  });
}

import * as people from '@clapper/locales/people';
import * as plan from '@clapper/locales/plan';
import { yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { showPage } from '../../../app/testing/show-page.tsx';
import { cleanHtml } from '../paste/clean-html.ts';
import PlanPage from '../PlanPage.tsx';
import { memoryPlan, type MemoryPlanOptions } from './memory-plan.ts';

/**
 * The plan page alone, around documents in memory: for tests that need somebody else's edit to arrive at an
 * exact moment. `?role=viewer&filled=large&language=ko&scheme=dark`.
 */
const asked = new URLSearchParams(window.location.search);
const language = asked.get('language') === 'ko' ? 'ko' : 'en';
const project = memoryPlan({
  role: (asked.get('role') ?? 'owner') as MemoryPlanOptions['role'],
  filled: (asked.get('filled') ?? 'demo') as MemoryPlanOptions['filled'],
  language,
});
window.harness = {
  ...project,
  plan: project.current,
  Y,
  cleanHtml,
  readPage: yXmlFragmentToProseMirrorRootNode,
};
await showPage({
  page: PlanPage,
  device: project.device,
  messages: { plan, people },
  language,
  scheme: asked.get('scheme') === 'dark' ? 'dark' : 'light',
});

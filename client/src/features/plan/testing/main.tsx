import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import 'pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css';
import '../../../app/theme/global.css';
import * as people from '@clapper/locales/people';
import * as plan from '@clapper/locales/plan';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap';
import { createRoot } from 'react-dom/client';
import * as Y from 'yjs';
import { DeviceContext } from '../../../app/device-context.tsx';
import { addMessages, chooseLanguage, startTranslations } from '../../../app/i18n.ts';
import { ProjectProvider } from '../../../app/project-context.tsx';
import { cssVariablesResolver } from '../../../app/theme/roles.ts';
import { theme } from '../../../app/theme/theme.ts';
import { TopBarSlotPlace, TopBarSlotProvider } from '../../../app/top-bar-slot.tsx';
import { cleanHtml } from '../paste/clean-html.ts';
import PlanPage from '../PlanPage.tsx';
import { memoryProject, PROJECT, type MemoryOptions } from './memory-project.ts';

/**
 * The plan page alone, around documents in memory: for tests that need somebody else's edit to arrive at an
 * exact moment. `?role=viewer&filled=large&language=ko&scheme=dark`.
 */
const asked = new URLSearchParams(window.location.search);
const language = asked.get('language') === 'ko' ? 'ko' : 'en';
const project = memoryProject({
  role: (asked.get('role') ?? 'owner') as MemoryOptions['role'],
  filled: (asked.get('filled') ?? 'demo') as MemoryOptions['filled'],
  language,
});
window.harness = { ...project, Y, cleanHtml, readPage: yXmlFragmentToProseMirrorRootNode };

await startTranslations();
addMessages('plan', plan);
addMessages('people', people);
await chooseLanguage(language);
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <MantineProvider
    theme={theme}
    cssVariablesResolver={cssVariablesResolver}
    forceColorScheme={asked.get('scheme') === 'dark' ? 'dark' : 'light'}
  >
    <DeviceContext value={project.device}>
      <ProjectProvider id={PROJECT}>
        <TopBarSlotProvider>
          <div style={{ display: 'flex', flexDirection: 'column', height: '100%' }}>
            <header style={{ display: 'flex', flex: 'none', height: 48, alignItems: 'center' }}>
              <TopBarSlotPlace />
            </header>
            <main
              style={{
                position: 'relative',
                flex: 1,
                minHeight: 0,
                display: 'flex',
                flexDirection: 'column',
              }}
            >
              <PlanPage />
            </main>
          </div>
        </TopBarSlotProvider>
      </ProjectProvider>
    </DeviceContext>
    <Notifications position="bottom-center" limit={3} zIndex={70} containerWidth={360} />
  </MantineProvider>,
);

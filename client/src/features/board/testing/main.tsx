import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import 'pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css';
import '../../../app/theme/global.css';
import * as board from '@clapper/locales/board';
import * as people from '@clapper/locales/people';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { DeviceContext } from '../../../app/device-context.tsx';
import { addMessages, chooseLanguage, startTranslations } from '../../../app/i18n.ts';
import { ProjectProvider } from '../../../app/project-context.tsx';
import { cssVariablesResolver } from '../../../app/theme/roles.ts';
import { theme } from '../../../app/theme/theme.ts';
import BoardPage from '../BoardPage.tsx';
import { memoryBoard, PROJECT } from './memory-board.ts';

/**
 * The board alone, around documents in memory: for tests that need somebody else's edit to arrive at an
 * exact moment, and every fixture as every role. `?role=viewer&fixture=broken&language=ko&scheme=dark`.
 */
const asked = new URLSearchParams(window.location.search);
const language = asked.get('language') === 'ko' ? 'ko' : 'en';
const role = (['owner', 'admin', 'editor', 'reviewer', 'viewer'] as const).find(
  (known) => known === asked.get('role'),
);
window.board = memoryBoard({
  role: role ?? 'owner',
  fixture: asked.get('fixture') ?? 'demo',
  plan: asked.get('plan') !== 'none',
  language,
});

await startTranslations();
addMessages('board', board);
addMessages('people', people);
await chooseLanguage(language);
const router = createRouter({
  routeTree: createRootRoute({
    component: () => (
      <main
        style={{
          position: 'relative',
          display: 'flex',
          flexDirection: 'column',
          height: '100%',
          overflow: 'auto',
        }}
      >
        <BoardPage />
      </main>
    ),
  }),
  history: createMemoryHistory(),
});
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <MantineProvider
    theme={theme}
    cssVariablesResolver={cssVariablesResolver}
    forceColorScheme={asked.get('scheme') === 'dark' ? 'dark' : 'light'}
  >
    <QueryClientProvider client={new QueryClient()}>
      <DeviceContext value={window.board.device}>
        <ProjectProvider id={PROJECT}>
          {/* The app's router has routes that are not here. */}
          <RouterProvider router={router as never} />
        </ProjectProvider>
      </DeviceContext>
    </QueryClientProvider>
    <Notifications position="bottom-center" limit={3} zIndex={70} containerWidth={360} />
  </MantineProvider>,
);

import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import 'pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css';
import '../theme/global.css';
import type { Device } from '@clapper/device';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { createRoot } from 'react-dom/client';
import { DeviceContext } from '../device-context.tsx';
import { addMessages, chooseLanguage, startTranslations, type Language } from '../i18n.ts';
import { ProjectProvider } from '../project-context.tsx';
import { cssVariablesResolver } from '../theme/roles.ts';
import { theme } from '../theme/theme.ts';
import { TopBarSlotPlace, TopBarSlotProvider } from '../top-bar-slot.tsx';
import { PROJECT } from './memory-project.ts';

interface ShowPageOptions {
  page: ComponentType;
  device: Device;
  messages: Readonly<Record<string, Parameters<typeof addMessages>[1]>>;
  language: Language;
  scheme: 'light' | 'dark';
}

/** One page of a project by itself, with the little of the frame that it relies on. */
export async function showPage({ page: Page, device, messages, language, scheme }: ShowPageOptions) {
  await startTranslations();
  for (const [namespace, words] of Object.entries(messages)) addMessages(namespace, words);
  await chooseLanguage(language);
  const router = createRouter({
    routeTree: createRootRoute({
      component: () => (
        <div style={{ display: 'flex', flexDirection: 'column', height: '100%' }}>
          <header style={{ display: 'flex', flex: 'none', height: 48, alignItems: 'center' }}>
            <TopBarSlotPlace />
          </header>
          <main
            style={{ position: 'relative', flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column' }}
          >
            <Page />
          </main>
        </div>
      ),
    }),
    history: createMemoryHistory(),
  });
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no #root');
  createRoot(root).render(
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} forceColorScheme={scheme}>
      <QueryClientProvider client={new QueryClient()}>
        <DeviceContext value={device}>
          <ProjectProvider id={PROJECT}>
            <TopBarSlotProvider>
              {/* The app's router has routes that are not here. */}
              <RouterProvider router={router as never} />
            </TopBarSlotProvider>
          </ProjectProvider>
        </DeviceContext>
      </QueryClientProvider>
      <Notifications position="bottom-center" limit={3} zIndex={500} containerWidth={360} />
    </MantineProvider>,
  );
}

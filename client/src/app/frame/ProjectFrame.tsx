import { Outlet, useNavigate, useParams, useRouterState } from '@tanstack/react-router';
import { isUuid } from '@clapper/protocol';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyboardHelp } from '../keyboard/KeyboardHelp.tsx';
import { Button } from '@mantine/core';
import { ErrorCard } from '../../ui/ErrorCard.tsx';
import { NotFound, NotFoundPage } from '../NotFoundPage.tsx';
import { ProjectPresence } from '../../features/presence/ProjectPresence.tsx';
import { ProjectProvider, useProject } from '../project-context.tsx';
import { TopBarSlotProvider } from '../top-bar-slot.tsx';
import { isReviewRoom, pageOfPath, type ProjectPage } from './pages.ts';
import { ProjectTopBar } from './ProjectTopBar.tsx';
import { Rail } from './Rail.tsx';
import { RailBar } from './RailBar.tsx';
import { useDevice } from '../device-context.tsx';
import { InboxPanelLazy } from '../../features/inbox/InboxPanelLazy.tsx';
import { useLastHere } from '../../features/activity/last-here.ts';
import { useShortcuts } from './shortcuts.ts';
import classes from './ProjectFrame.module.css';

/** Rail, top bar and the page of one project. */
export default function ProjectFrame() {
  const { project } = useParams({ from: '/inside/p/$project' });
  // A mistyped address is no project, and not a page that broke.
  if (!isUuid(project)) return <NotFoundPage />;
  return (
    <ProjectProvider id={project} key={project}>
      <ProjectPresence>
        <TopBarSlotProvider>
          <Frame />
        </TopBarSlotProvider>
      </ProjectPresence>
    </ProjectProvider>
  );
}

function Frame() {
  const { t } = useTranslation();
  const { id, info } = useProject();
  const main = useRef<HTMLElement>(null);
  const navigate = useNavigate();
  const page = useRouterState({ select: ({ location }) => pageOfPath(location.pathname) });
  const inRoom = useRouterState({ select: ({ location }) => isReviewRoom(location.pathname) });
  useLastHere(id);
  const goTo = (page: ProjectPage) => void navigate({ to: `/p/$project/${page}`, params: { project: id } });
  // The room's own keys are `G` and most letters that would follow it: there they mean what the room says.
  useShortcuts(inRoom ? null : goTo);
  useEffect(() => {
    if (info === null) return;
    document.title = `${info.name} · Clapper`;
    return () => {
      document.title = 'Clapper';
    };
  }, [info]);

  return (
    <div className={classes['frame']}>
      <button type="button" className={classes['skip']} onClick={() => main.current?.focus()}>
        {t('nav.skip')}
      </button>
      <Rail />
      <div className={classes['column']}>
        <ProjectTopBar />
        <div className={classes['middle']}>
          <main
            ref={main}
            tabIndex={-1}
            className={classes['main']}
            data-presence-id={`page:${page ?? 'none'}`}
          >
            <ProjectPage />
          </main>
          <InboxPanelLazy />
        </div>
        <RailBar />
      </div>
      <KeyboardHelp />
    </div>
  );
}

/** What cannot be had is said here; everything else the pages show themselves. */
function ProjectPage() {
  const { t } = useTranslation();
  const device = useDevice();
  const { infoState } = useProject();
  if (infoState.phase !== 'failed') return <Outlet />;
  if (infoState.code === 'NOT_FOUND') return <NotFound />;
  return (
    <div className={classes['away']}>
      <ErrorCard
        title={t('error.offlineTitle')}
        action={
          <Button size="xs" onClick={() => device.reconnect()}>
            {t('retry')}
          </Button>
        }
      >
        {t('error.offlineBody')}
      </ErrorCard>
    </div>
  );
}

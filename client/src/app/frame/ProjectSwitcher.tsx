import { Menu } from '@mantine/core';
import { IconCheck, IconDeviceLaptop, IconSelector } from '@tabler/icons-react';
import { useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { copyWords } from '../../features/sync-status/offline-words.ts';
import { useOfflineCopy } from '../../features/sync-status/use-offline-copy.ts';
import { useFormat } from '../../ui/format.ts';
import { FramePicture } from '../../ui/FramePicture.tsx';
import { LinkMenuItem } from '../links.tsx';
import { useProject } from '../project-context.tsx';
import { useHome } from '../use-home.ts';
import { pageOfPath } from './pages.ts';
import classes from './ProjectSwitcher.module.css';

/** In the rail: this project's card; a click shows the others. */
export function ProjectSwitcher({ narrow }: { narrow: boolean }) {
  const { t } = useTranslation();
  const { info } = useProject();
  const name = info?.name ?? '';
  return (
    <ProjectMenu position="bottom-start">
      <button
        type="button"
        className={classes['card']}
        data-narrow={narrow || undefined}
        aria-label={`${t('nav.switch')}: ${name}`}
      >
        <span className={classes['picture']}>
          <FramePicture picture="alley" />
        </span>
        <span className={classes['name']}>{name}</span>
        <IconSelector size={16} className={classes['selector']} aria-hidden />
      </button>
    </ProjectMenu>
  );
}

export function ProjectMenu({ position, children }: { position: 'bottom-start'; children: ReactNode }) {
  const { t } = useTranslation();
  const { id } = useProject();
  const { projects } = useHome();
  // Whoever reads the board goes on reading the board.
  const page = useRouterState({ select: ({ location }) => pageOfPath(location.pathname) }) ?? 'plan';
  return (
    <Menu position={position} width={260}>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown className={classes['menu']}>
        {(projects ?? [])
          .filter(({ status, id: other }) => status === 'active' || other === id)
          .map((project) => (
            <LinkMenuItem
              key={project.id}
              to={`/p/$project/${page}`}
              params={{ project: project.id }}
              rightSection={project.id === id ? <IconCheck size={16} aria-hidden /> : undefined}
            >
              {project.name}
            </LinkMenuItem>
          ))}
        <Menu.Divider />
        <OfflineItem project={id} />
        <LinkMenuItem to="/">{t('nav.home')}</LinkMenuItem>
      </Menu.Dropdown>
    </Menu>
  );
}

function OfflineItem({ project }: { project: string }) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const { copy, keep } = useOfflineCopy(project);
  const isKept = copy.keptBy !== 'nobody';
  return (
    <Menu.Item
      leftSection={<IconDeviceLaptop size={17} aria-hidden />}
      closeMenuOnClick={false}
      onClick={() => void keep(!isKept)}
    >
      {t(isKept ? 'offlineCopy.stop' : 'offlineCopy.keep')}
      <span className={classes['offline']}>{copyWords(copy, t, format)}</span>
    </Menu.Item>
  );
}

import { Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconKeyboard } from '@tabler/icons-react';
import { Link, useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { openKeyboardHelp } from '../keyboard/keyboard-help.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { useProject } from '../project-context.tsx';
import { isReviewRoom, PAGE_ICONS, RAIL_PAGES, type ProjectPage } from './pages.ts';
import { ProjectSwitcher } from './ProjectSwitcher.tsx';
import classes from './Rail.module.css';

/** The project's pages; icons alone below 1200, and where a film has the room. */
export function Rail() {
  const { t } = useTranslation();
  const { members } = useProject();
  const narrow = useNarrow();
  return (
    <nav className={classes['rail']} data-narrow={narrow || undefined} aria-label={t('nav.label')}>
      <Link to="/" className={classes['brand']} aria-label={t('nav.brand')}>
        <Mark />
        <span className={classes['word']} aria-hidden>
          {t('appName')}
        </span>
      </Link>
      <ProjectSwitcher narrow={narrow} />
      <div className={classes['pages']}>
        {RAIL_PAGES.map((page) => (
          <PageLink key={page} page={page}>
            {page === 'members' && members.length > 0 && (
              <span className={classes['count']}>{members.length}</span>
            )}
          </PageLink>
        ))}
      </div>
      <div className={classes['foot']}>
        <PageLink page="settings" />
        <NarrowTip label={t('nav.keyboard')}>
          <button type="button" className={classes['item']} onClick={openKeyboardHelp}>
            <IconKeyboard size={18} aria-hidden />
            <span className={classes['word']}>{t('nav.keyboard')}</span>
            <span className={classes['count']}>
              <Kbd>{'?'}</Kbd>
            </span>
          </button>
        </NarrowTip>
      </div>
    </nav>
  );
}

function PageLink({ page, children }: { page: ProjectPage; children?: ReactNode }) {
  const { t } = useTranslation();
  const { id } = useProject();
  const Icon = PAGE_ICONS[page];
  return (
    <NarrowTip label={t(`nav.${page}`)}>
      <Link to={`/p/$project/${page}`} params={{ project: id }} className={classes['item']}>
        <Icon size={18} aria-hidden />
        <span className={classes['word']}>{t(`nav.${page}`)}</span>
        {children}
      </Link>
    </NarrowTip>
  );
}

/** Where the words are folded away, a pointer gets them back. */
function NarrowTip({ label, children }: { label: string; children: ReactNode }) {
  const narrow = useNarrow();
  return (
    <Tooltip label={label} position="right" disabled={!narrow}>
      {children}
    </Tooltip>
  );
}

function useNarrow(): boolean {
  const inRoom = useRouterState({ select: ({ location }) => isReviewRoom(location.pathname) });
  const isSmall = useMediaQuery('(max-width: 1199px)', false, { getInitialValueInEffect: false });
  return inRoom || isSmall;
}

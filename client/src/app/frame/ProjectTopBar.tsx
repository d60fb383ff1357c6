import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { Link, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PeopleHere } from '../../features/presence/ProjectPresence.tsx';
import { useProject } from '../project-context.tsx';
import { TopBarSlotPlace } from '../top-bar-slot.tsx';
import { isReviewRoom, pageOfPath } from './pages.ts';
import { ProjectMenu } from './ProjectSwitcher.tsx';
import { TopBar } from './TopBar.tsx';
import classes from './TopBar.module.css';

export function ProjectTopBar() {
  return <TopBar where={<Where />} people={<People />} />;
}

function Where() {
  const { t } = useTranslation();
  const { id, info } = useProject();
  const page = useRouterState({ select: ({ location }) => pageOfPath(location.pathname) });
  const inRoom = useRouterState({ select: ({ location }) => isReviewRoom(location.pathname) });
  const name = info?.name ?? '';
  return (
    <>
      <nav aria-label={t('nav.breadcrumb')} style={{ minWidth: 0 }}>
        <ol className={classes['crumbs']}>
          {name !== '' && (
            <li>
              <Link to="/p/$project/plan" params={{ project: id }} className={classes['crumb']}>
                {name}
              </Link>
            </li>
          )}
          {page !== null && (
            <li>
              <IconChevronRight size={14} className={classes['chevron']} aria-hidden />
              {inRoom ? (
                <Link to="/p/$project/review" params={{ project: id }} className={classes['crumb']}>
                  {t('nav.review')}
                </Link>
              ) : (
                <span aria-current="page">{t(`nav.${page}`)}</span>
              )}
            </li>
          )}
        </ol>
      </nav>
      <ProjectMenu position="bottom-start">
        <button type="button" className={classes['phoneProject']} aria-label={`${t('nav.switch')}: ${name}`}>
          <span>{name}</span>
          <IconChevronDown size={16} aria-hidden />
        </button>
      </ProjectMenu>
    </>
  );
}

function People() {
  return (
    <>
      <TopBarSlotPlace className={classes['slot']} />
      <PeopleHere />
    </>
  );
}

import type { InfoFacts } from '@clapper/documents';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useProject } from '../../app/project-context.tsx';
import { OverviewHead } from './OverviewHead.tsx';
import classes from './OverviewFrame.module.css';

const TABS = [
  { name: 'overview', to: '/p/$project/overview' },
  { name: 'insights', to: '/p/$project/overview/insights' },
] as const;

interface OverviewFrameProps {
  info: InfoFacts;
  zone: string;
  openNotes: number | null;
  children: ReactNode;
}

/** The project's name, and the two ways to look at it: where it stands, and what was done. */
export function OverviewFrame({ info, zone, openNotes, children }: OverviewFrameProps) {
  const { t } = useTranslation('overview');
  const { id: project } = useProject();
  return (
    <div className={classes['page']} data-scroller>
      <div className={classes['column']}>
        <div className={classes['top']}>
          <OverviewHead info={info} zone={zone} openNotes={openNotes} />
          <nav className={classes['tabs']} aria-label={t('tabs')}>
            {TABS.map(({ name, to }) => (
              <Link
                key={name}
                to={to}
                params={{ project }}
                className={classes['tab']}
                activeOptions={{ exact: true }}
              >
                {t(`tab.${name}`)}
              </Link>
            ))}
          </nav>
        </div>
        {children}
      </div>
    </div>
  );
}

import type { InfoFacts } from '@clapper/documents';
import { daysLeft } from '@clapper/documents/calendar';
import { IconFlag3 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useProgress } from '../../app/use-progress.ts';
import { useDevice } from '../../app/device-context.tsx';
import { useFormat } from '../../ui/format.ts';
import classes from './OverviewHead.module.css';

interface OverviewHeadProps {
  info: InfoFacts;
  zone: string;
  /** Null: more than are counted here, see `useProduction`. */
  openNotes: number | null;
}

/** What it is, how far it is, and when it is due. */
export function OverviewHead({ info, zone, openNotes }: OverviewHeadProps) {
  const { t } = useTranslation('overview');
  const { date } = useFormat();
  const { whole } = useProgress(openNotes ?? 0);
  // With so many videos the server counts, which knows them all; it is as old as what this device last heard.
  const percent = openNotes === null && info.progress !== null ? info.progress : Math.round(whole * 100);
  const device = useDevice();
  const left = info.deadline === null ? null : daysLeft(info.deadline, device.serverTime(), zone);
  return (
    <header className={classes['head']}>
      <h1 className={classes['title']}>{info.name}</h1>
      {info.description !== '' && <p className={classes['description']}>{info.description}</p>}
      <p className={classes['facts']}>
        <span>
          {t('progress')} <strong>{t('percent', { percent })}</strong>
        </span>
        {info.deadline !== null && left !== null && (
          <span className={classes['due']} data-late={left < 0 || undefined}>
            <IconFlag3 size={16} aria-hidden />
            {t('deadline')} <strong>{date(info.deadline)}</strong>
            <span>
              {left === 0
                ? t('deadline.today')
                : t(left > 0 ? 'deadline.left' : 'deadline.late', { count: Math.abs(left) })}
            </span>
          </span>
        )}
      </p>
    </header>
  );
}

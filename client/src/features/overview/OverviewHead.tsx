import type { InfoFacts } from '@clapper/documents';
import { daysLeft } from '@clapper/documents/calendar';
import { isOpen } from '@clapper/documents/review';
import { IconFlag3 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useProgress } from '../../app/use-progress.ts';
import { useDevice } from '../../app/device-context.tsx';
import { useFormat } from '../../ui/format.ts';
import type { Reviewed } from './use-reviews.ts';
import classes from './OverviewHead.module.css';

interface OverviewHeadProps {
  info: InfoFacts;
  zone: string;
  reviews: readonly Reviewed[];
}

/** What it is, how far it is, and when it is due. */
export function OverviewHead({ info, zone, reviews }: OverviewHeadProps) {
  const { t } = useTranslation('overview');
  const { date } = useFormat();
  const { whole } = useProgress(reviews.reduce((sum, { notes }) => sum + notes.filter(isOpen).length, 0));
  const device = useDevice();
  const left = info.deadline === null ? null : daysLeft(info.deadline, device.serverTime(), zone);
  return (
    <header className={classes['head']}>
      <h1 className={classes['title']}>{info.name}</h1>
      {info.description !== '' && <p className={classes['description']}>{info.description}</p>}
      <p className={classes['facts']}>
        <span>
          {t('progress')} <strong>{t('percent', { percent: Math.round(whole * 100) })}</strong>
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

import { SegmentedControl } from '@mantine/core';
import type { ApiInsights } from '@clapper/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayChart } from './DayChart.tsx';
import { DayTable } from './DayTable.tsx';
import classes from './Days.module.css';

/** Day by day, as bars or as the figures themselves. */
export function Days({ insights: { days } }: { insights: ApiInsights }) {
  const { t } = useTranslation('insights');
  const [as, setAs] = useState<'chart' | 'table'>('chart');
  return (
    <section aria-label={t('days')}>
      <div className={classes['head']}>
        <h2 className={classes['name']}>{t('days')}</h2>
        <SegmentedControl
          aria-label={t('as')}
          value={as}
          onChange={setAs}
          data={[
            { value: 'chart', label: t('as.chart') },
            { value: 'table', label: t('as.table') },
          ]}
        />
      </div>
      {as === 'chart' ? <DayChart days={days} /> : <DayTable days={days} />}
    </section>
  );
}

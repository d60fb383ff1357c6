import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../app/errors.ts';
import { useFormat } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/PageHead.tsx';
import { admin } from './admin.ts';
import classes from './AdminPage.module.css';

/** What is counted is counted once a minute. */
const EVERY_MS = 60_000;

export function Stats() {
  const { t } = useTranslation('admin');
  const { number, bytes } = useFormat();
  const errorText = useErrorText();
  const { data: stats, error } = useQuery({
    queryKey: ['admin', 'stats'],
    queryFn: admin.stats,
    refetchInterval: EVERY_MS,
  });
  if (error !== null) return <Notice tone="bad">{errorText(error)}</Notice>;
  if (stats === undefined) return null;
  const measured = (value: number | null) => (value === null ? t('stats.soon') : number(Math.round(value)));
  const facts: [name: string, value: string][] = [
    [t('stats.version'), stats.version],
    [t('stats.users'), number(stats.users)],
    [t('stats.closed'), number(stats.closed_users)],
    [t('stats.guests'), number(stats.guests)],
    [t('stats.projects'), number(stats.projects)],
    [t('stats.documents'), number(stats.documents)],
    [t('stats.bytes'), bytes(stats.bytes)],
    [t('stats.open'), number(stats.open_documents)],
    [t('stats.connections'), number(stats.active_connections)],
    [t('stats.messages'), measured(stats.messages_per_second)],
    [t('stats.response'), measured(stats.average_response_ms)],
    [t('stats.refused'), number(stats.refused_updates)],
  ];
  return (
    <Section title={t('stats')}>
      <dl className={classes['facts']}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

import { IconGitMerge } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { FeedEntry } from '@clapper/documents';
import { useTranslation } from 'react-i18next';
import { useProject } from '../../app/project-context.tsx';
import { byDay } from '../../ui/by-day.ts';
import { useFormat } from '../../ui/format.ts';
import { Avatar } from '../presence/index.ts';
import type { missed } from './entries.ts';
import { entryLink } from './entry-link.ts';
import { useSentence } from './sentence.ts';
import type { Known } from './use-known.ts';
import classes from './ActivityPage.module.css';

type Away = ReturnType<typeof missed>;

interface ListProps {
  entries: readonly FeedEntry[];
  known: Known;
  /** Since when one had been away. */
  since: number | null;
  away: Away;
}

/** Entries by day; what was missed stands above a line of its own. */
export function EntryList({ entries, known, since, away }: ListProps) {
  const { t } = useTranslation('activity');
  const { when } = useFormat();
  const late = since === null || away.missed.size === 0 ? [] : entries.filter(({ until }) => until > since);
  const rest = entries.slice(late.length);
  return (
    <>
      {late.length > 0 && since !== null && (
        <section className={classes['away']} aria-label={t('away.title', { count: away.missed.size })}>
          <h2 className={classes['awayTitle']}>
            {t('away.title', { count: away.missed.size })}
            <span className={classes['from']}>{t('away.since', { from: when(since) })}</span>
          </h2>
          <Days entries={late} known={known} met={away.met} />
        </section>
      )}
      {late.length > 0 && rest.length > 0 && <p className={classes['line']}>{t('away.end')}</p>}
      <Days entries={rest} known={known} met={away.met} />
    </>
  );
}

function Days({ entries, known, met }: Pick<ListProps, 'entries' | 'known'> & { met: ReadonlySet<string> }) {
  const { day: nameOf } = useFormat();
  return byDay(entries, ({ until }) => until).map(({ day, items }) => (
    <section key={day} aria-label={nameOf(day)}>
      <h3 className={classes['day']}>{nameOf(day)}</h3>
      <ol className={classes['list']}>
        {items.map((entry) => (
          <Entry key={entry.id} entry={entry} known={known} met={met.has(entry.id)} />
        ))}
      </ol>
    </section>
  ));
}

function Entry({ entry, known, met }: { entry: FeedEntry; known: Known; met: boolean }) {
  const { t } = useTranslation('activity');
  const { id } = useProject();
  const { clock, when } = useFormat();
  const sentence = useSentence(known)(entry);
  const link = entryLink(id, entry, known.anchors);
  const { user, userName, event, until, count } = entry;
  const notes = [
    ...(count > 1 ? [t('changes', { count })] : []),
    ...(event.more > 0 ? [t('more', { count: event.more })] : []),
    ...(wasOffline(entry) ? [t('device', { time: when(event.deviceAt ?? until) })] : []),
  ];
  return (
    <li className={classes['entry']}>
      <Avatar id={user} name={userName === '' ? t('gone') : userName} size={26} quiet />
      <span className={classes['words']}>
        {link === null ? (
          <span>{sentence}</span>
        ) : (
          <Link to={link} className={classes['link']}>
            {sentence}
          </Link>
        )}
        {notes.length > 0 && <span className={classes['notes']}>{notes.join(' · ')}</span>}
        {met && (
          <span className={classes['met']}>
            <IconGitMerge size={14} aria-hidden />
            {t('away.met')}
          </span>
        )}
      </span>
      <time className={classes['time']} dateTime={new Date(until).toISOString()}>
        {clock(until)}
      </time>
    </li>
  );
}

/** Later than any network takes: it waited on a device. A clock that is wrong says nothing. */
const OFFLINE_MS = 5 * 60_000;

function wasOffline({ event: { deviceAt }, at }: FeedEntry): boolean {
  return deviceAt !== null && at - deviceAt > OFFLINE_MS && at - deviceAt < 366 * 24 * 60 * 60_000;
}

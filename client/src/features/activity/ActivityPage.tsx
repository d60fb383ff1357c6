import { Select } from '@mantine/core';
import { readFeed, TARGET_TYPES, type FeedEntry } from '@clapper/documents';
import { projectDocument } from '@clapper/protocol';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDocument, useMe, useRead } from '../../app/device-context.tsx';
import { DocumentPage } from '../../app/DocumentPage.tsx';
import { useProject } from '../../app/project-context.tsx';
import { useOnline } from '../../app/use-online.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { PageColumn, PageHead } from '../../ui/PageHead.tsx';
import { filtered, missed, type Filter } from './entries.ts';
import { EntryList } from './EntryList.tsx';
import { awaySince, hereNow, readHere } from './last-here.ts';
import { Older } from './Older.tsx';
import { useKnown } from './use-known.ts';
import classes from './ActivityPage.module.css';

/** What happened in the project: what came while one was away first, and behind what is here what the server keeps. */
export default function ActivityPage() {
  const { id } = useProject();
  const document = projectDocument(id, 'feed');
  const state = useDocument(document);
  const entries = useRead(state, readFeed);
  return (
    <DocumentPage document={document} state={state}>
      {() => <Activity entries={entries ?? []} />}
    </DocumentPage>
  );
}

const EVERYTHING: Filter = { user: null, targetType: null };

function Activity({ entries }: { entries: readonly FeedEntry[] }) {
  const { t } = useTranslation('activity');
  const { id } = useProject();
  const me = useMe();
  const online = useOnline();
  const [filter, setFilter] = useState(EVERYTHING);
  // As it was when the page was opened, whether or not the server has been reached again: it stays where it is while one reads.
  const [since] = useState(() => awaySince(hereNow(readHere(me.id, id), Date.now()), Date.now()));
  const known = useKnown();
  const away = useMemo(() => missed(entries, since, me.id), [entries, since, me.id]);
  const shown = filtered(entries, filter);
  const last = entries.at(-1);

  return (
    <PageColumn>
      <PageHead title={t('title')}>
        <Filters entries={entries} filter={filter} onChange={setFilter} />
      </PageHead>
      {shown.length === 0 ? (
        <EmptyState>{t(entries.length === 0 ? 'empty' : 'none')}</EmptyState>
      ) : (
        <EntryList entries={shown} known={known} since={since} away={away} />
      )}
      {last !== undefined && online && (
        <Older key={`${filter.user} ${filter.targetType}`} filter={filter} behind={last} known={known} />
      )}
      {last !== undefined && !online && <p className={classes['end']}>{t('offlineOlder')}</p>}
    </PageColumn>
  );
}

interface FiltersProps {
  entries: readonly FeedEntry[];
  filter: Filter;
  onChange: (filter: Filter) => void;
}

function Filters({ entries, filter, onChange }: FiltersProps) {
  const { t } = useTranslation('activity');
  const { members } = useProject();
  const people = new Map(entries.map(({ user, userName }) => [user, userName === '' ? t('gone') : userName]));
  for (const { id, name } of members) people.set(id, name);
  return (
    <div className={classes['filters']}>
      <Select
        className={classes['filter']}
        aria-label={t('filter.person')}
        value={filter.user ?? ''}
        data={[
          { value: '', label: t('filter.everybody') },
          ...Array.from(people, ([value, label]) => ({ value, label })),
        ]}
        onChange={(value) => onChange({ ...filter, user: value === null || value === '' ? null : value })}
      />
      <Select
        className={classes['filter']}
        aria-label={t('filter.what')}
        value={filter.targetType ?? ''}
        data={[
          { value: '', label: t('filter.all') },
          ...TARGET_TYPES.filter((type) => type !== 'project').map((value) => ({
            value,
            label: t(`filter.${value}`),
          })),
        ]}
        onChange={(value) =>
          onChange({ ...filter, targetType: TARGET_TYPES.find((type) => type === value) ?? null })
        }
      />
    </div>
  );
}

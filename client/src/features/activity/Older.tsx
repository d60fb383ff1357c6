import { Button } from '@mantine/core';
import { TARGET_TYPES, type DomainEvent, type FeedEntry } from '@clapper/documents';
import { api as schemas, type ApiActivity } from '@clapper/protocol';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/api.ts';
import { useErrorText } from '../../app/errors.ts';
import { useProject } from '../../app/project-context.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { Filter } from './entries.ts';
import { EntryList } from './EntryList.tsx';
import type { Known } from './use-known.ts';
import classes from './ActivityPage.module.css';

const NOTHING_MISSED = { missed: new Set<string>(), met: new Set<string>() };

interface OlderProps {
  filter: Filter;
  /** The last that is here. */
  behind: FeedEntry;
  known: Known;
}

/** What the document does not hold any more, from the server, page by page. */
export function Older({ filter, behind, known }: OlderProps) {
  const { t } = useTranslation('activity');
  const { id } = useProject();
  const errorText = useErrorText();
  // What is behind the first page stays so, also when more comes into the document meanwhile.
  const [first] = useState(() => schemas.activityCursor(behind));
  const [asked, setAsked] = useState(false);
  const pages = useInfiniteQuery({
    queryKey: ['activity', id, filter, first],
    queryFn: ({ pageParam }) => api.activity(id, { ...filter, before: pageParam }),
    initialPageParam: first,
    getNextPageParam: ({ next }) => next,
    enabled: asked,
  });
  const entries = pages.data?.pages.flatMap(({ activity }) => activity.flatMap(entryOf)) ?? [];
  const ended = pages.isSuccess && !pages.hasNextPage;
  return (
    <>
      <EntryList entries={entries} known={known} since={null} away={NOTHING_MISSED} />
      {pages.error !== null && <Notice tone="bad">{errorText(pages.error)}</Notice>}
      {ended ? (
        <p className={classes['end']}>{t('end')}</p>
      ) : (
        <Button
          className={classes['older']}
          loading={pages.isFetching}
          onClick={() => {
            if (asked) void pages.fetchNextPage();
            setAsked(true);
          }}
        >
          {t('older')}
        </Button>
      )}
    </>
  );
}

/** As the document would hold it; one that this version does not know is left out. */
function entryOf(one: ApiActivity['activity'][number]): FeedEntry[] {
  if (!TARGET_TYPES.some((type) => type === one.target.type)) return [];
  const { id, type, user, target, detail, more, count } = one;
  const deviceAt = one.device_at === null ? null : Date.parse(one.device_at);
  const event = { type, target, detail, more, deviceAt } as unknown as DomainEvent;
  const times = { at: Date.parse(one.at), until: Date.parse(one.until) };
  return [{ id, user: user.id, userName: user.name, event, count, ...times }];
}

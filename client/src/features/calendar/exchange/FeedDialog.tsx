import type { ApiNewCalendarFeed } from '@clapper/protocol';
import { Button } from '@mantine/core';
import { IconCalendarPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../app/api.ts';
import { useErrorText } from '../../../app/errors.ts';
import { useProject } from '../../../app/project-context.tsx';
import { CopyAddress } from '../../../ui/CopyAddress.tsx';
import { useFormat } from '../../../ui/format.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { showErrorToast, showToast } from '../../../ui/toast.tsx';
import { Dialog, type DialogState } from '../../../ui/Dialog.tsx';
import own from './FeedDialog.module.css';
import classes from '../../../ui/exchange/Exchange.module.css';

/** A calendar's address for other programs: made, told once, replaced, taken back. */
export default function FeedDialog({ opened, onClose }: DialogState) {
  const { t } = useTranslation('calendar-exchange');
  return (
    <Dialog opened={opened} onClose={onClose} title={t('feed.title')} size={480}>
      <Feed />
    </Dialog>
  );
}

const keyOf = (project: string) => ['calendar-feed', project];

function Feed() {
  const { t } = useTranslation('calendar-exchange');
  const { id } = useProject();
  const errorText = useErrorText();
  const { date } = useFormat();
  const queries = useQueryClient();
  const { data: feed, error } = useQuery({ queryKey: keyOf(id), queryFn: () => api.calendarFeed(id) });
  const onError = (problem: unknown) => showErrorToast(errorText(problem));
  const make = useMutation({
    mutationFn: () => api.makeCalendarFeed(id),
    onSuccess: (made) => queries.setQueryData(keyOf(id), { created_at: made.created_at }),
    onError,
  });
  const end = useMutation({
    mutationFn: () => api.endCalendarFeed(id),
    onSuccess: () => {
      queries.setQueryData(keyOf(id), null);
      make.reset();
      showToast({ message: t('feed.ended') });
    },
    onError,
  });
  if (error !== null) return <Notice tone="bad">{errorText(error)}</Notice>;
  if (feed === undefined) return null;
  const made = make.data;
  return (
    <div className={classes['fields']}>
      <p className={classes['body']}>{t('feed.about')}</p>
      {made !== undefined && <Address feed={made} />}
      {made === undefined && feed !== null && (
        <p className={classes['body']}>{t('feed.since', { date: date(Date.parse(feed.created_at)) })}</p>
      )}
      <p className={classes['note']}>{t('feed.slow')}</p>
      <div className={classes['actions']}>
        {feed !== null && (
          <Button variant="subtle" color="gray" loading={end.isPending} onClick={() => end.mutate()}>
            {t('feed.end')}
          </Button>
        )}
        <Button
          variant={feed === null ? 'filled' : 'default'}
          loading={make.isPending}
          onClick={() => make.mutate()}
        >
          {feed === null ? t('feed.make') : t('feed.replace')}
        </Button>
      </div>
    </div>
  );
}

function Address({ feed: { url } }: { feed: ApiNewCalendarFeed }) {
  const { t } = useTranslation('calendar-exchange');
  return (
    <>
      <CopyAddress
        main
        url={url}
        words={{
          label: t('feed.address'),
          copy: t('feed.copy'),
          copied: t('feed.copied'),
          copyByHand: t('feed.copyByHand'),
        }}
      />
      <Notice tone="warn">{t('feed.once')}</Notice>
      <Button
        component="a"
        // The same address for programs that subscribe when they are handed it.
        href={url.replace(/^https?:/, 'webcal:')}
        leftSection={<IconCalendarPlus size={16} aria-hidden />}
        className={own['open']}
      >
        {t('feed.open')}
      </Button>
    </>
  );
}

import type { ApiGuestLink } from '@clapper/protocol';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../../app/errors.ts';
import { useFormat } from '../../../ui/format.ts';
import { showErrorToast, showToast } from '../../../ui/toast.tsx';
import { guestLinks } from './guest-links.ts';
import classes from './Share.module.css';

/** One link: whom it is for, who came, and its end. */
export function LinkRow({ project, video, link }: { project: string; video: string; link: ApiGuestLink }) {
  const { t } = useTranslation('guest');
  const { date, when } = useFormat();
  const errorText = useErrorText();
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: () => guestLinks.end(project, video, link.id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['guestLinks', project, video] });
      showToast({ message: t('share.ended') });
    },
    onError: (error) => showErrorToast(errorText(error)),
  });
  const name = link.name === '' ? t('share.unnamed', { date: date(Date.parse(link.created_at)) }) : link.name;
  const facts = [
    t(`share.role.${link.role}`),
    link.guests === 0 ? t('share.nobody') : t('share.guests', { count: link.guests }),
    ...(link.last_used_at === null
      ? []
      : [t('share.lastUsed', { when: when(Date.parse(link.last_used_at)) })]),
    ...(link.expires_at === null ? [] : [t('share.until', { date: date(Date.parse(link.expires_at)) })]),
  ];
  return (
    <li className={classes['row']}>
      <div className={classes['what']}>
        <strong>{name}</strong>
        <span className={classes['note']}>{facts.join(' · ')}</span>
      </div>
      <Button
        size="xs"
        variant="subtle"
        color="gray"
        loading={end.isPending}
        aria-label={t('share.endLabel', { name })}
        onClick={() => end.mutate()}
      >
        {t('share.end')}
      </Button>
    </li>
  );
}

import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, type OpenInvitation } from '../../app/api.ts';
import { useErrorText } from '../../app/errors.ts';
import { useProject } from '../../app/project-context.tsx';
import { useOnline } from '../../app/use-online.ts';
import { useFormat } from '../../ui/format.ts';
import { Section } from '../../ui/PageHead.tsx';
import { showErrorToast, showToast } from '../../ui/toast.tsx';
import classes from './MembersPage.module.css';

/** Who was asked in by mail and has not come yet. */
export function Invitations() {
  const { t } = useTranslation('invitations');
  const { id, members } = useProject();
  const online = useOnline();
  const { data: invitations } = useQuery({
    // Whoever comes is on the list no more.
    queryKey: ['invitations', id, members.length],
    queryFn: () => api.invitations(id),
    enabled: online,
  });
  if (invitations === undefined || invitations.length === 0) return null;
  return (
    <Section title={t('invited')}>
      {invitations.map((one) => (
        <Invited key={one.id} invitation={one} online={online} />
      ))}
    </Section>
  );
}

function Invited({ invitation, online }: { invitation: OpenInvitation; online: boolean }) {
  const { t } = useTranslation('invitations');
  const { t: people } = useTranslation('people');
  const { t: common } = useTranslation();
  const { id } = useProject();
  const { ago, date } = useFormat();
  const errorText = useErrorText();
  const queries = useQueryClient();
  const withdraw = useMutation({
    mutationFn: () => api.withdrawInvitation(id, invitation.id),
    onSuccess: () => showToast({ message: t('invited.withdrawn', { email: invitation.email }) }),
    onError: (error) => showErrorToast(errorText(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['invitations', id] }),
  });
  const facts = [
    common(`role.${invitation.role}`),
    ago(Date.parse(invitation.created_at)),
    ...(invitation.invited_by === null ? [] : [t('invited.by', { name: invitation.invited_by.name })]),
    people('invite.until', { date: date(Date.parse(invitation.expires_at)) }),
  ];
  return (
    <div className={`${classes['row']} ${classes['request']}`}>
      <span className={classes['who']}>
        <span>{invitation.email}</span>
        <span className={classes['detail']}>{facts.join(' · ')}</span>
      </span>
      <Button
        variant="subtle"
        color="gray"
        disabled={!online}
        loading={withdraw.isPending}
        aria-label={t('invited.withdrawLabel', { email: invitation.email })}
        onClick={() => withdraw.mutate()}
      >
        {t('invited.withdraw')}
      </Button>
    </div>
  );
}

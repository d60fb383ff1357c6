import { canInvite } from '@clapper/access';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, type AccessRequest } from '../../app/api.ts';
import { useErrorText } from '../../app/errors.ts';
import { useProject } from '../../app/project-context.tsx';
import { useAccessRequests, useAskAccessRequestsAgain } from '../../app/use-access-requests.ts';
import { useOnline } from '../../app/use-online.ts';
import { useFormat } from '../../ui/format.ts';
import { Section } from '../../ui/PageHead.tsx';
import { showErrorToast, showToast } from '../../ui/toast.tsx';
import { Avatar } from '../presence/index.ts';
import classes from './MembersPage.module.css';

/** Who asked for another role from a read-only page. */
export function AccessRequests() {
  const { t } = useTranslation('people');
  const online = useOnline();
  const requests = useAccessRequests();
  if (requests.length === 0) return null;
  return (
    <Section title={t('requests')}>
      {requests.map((request) => (
        <Request key={request.user.id} request={request} online={online} />
      ))}
    </Section>
  );
}

function Request({
  request: { user, role: wanted, requested_at },
  online,
}: {
  request: AccessRequest;
  online: boolean;
}) {
  const { t } = useTranslation('people');
  const { t: common } = useTranslation();
  const { id, role } = useProject();
  const { ago } = useFormat();
  const errorText = useErrorText();
  const askAgain = useAskAccessRequestsAgain();
  const settled = {
    onError: (error: unknown) => showErrorToast(errorText(error)),
    onSettled: askAgain,
  };
  const words = { name: user.name, role: common(`role.${wanted}`) };
  const give = useMutation({
    mutationFn: () => api.setRole(id, user.id, wanted),
    onSuccess: () => showToast({ message: t('requests.given', words) }),
    ...settled,
  });
  const dismiss = useMutation({ mutationFn: () => api.dismissRequest(id, user.id), ...settled });
  return (
    <div className={`${classes['row']} ${classes['request']}`}>
      <Avatar id={user.id} name={user.name} size={32} quiet />
      <span className={classes['who']}>
        <span>{t('requests.wants', words)}</span>
        <span className={classes['detail']}>{ago(Date.parse(requested_at))}</span>
      </span>
      <Button variant="subtle" color="gray" disabled={!online} onClick={() => dismiss.mutate()}>
        {t('requests.dismiss')}
      </Button>
      <Button
        disabled={!online || !canInvite({ role }, wanted)}
        loading={give.isPending}
        onClick={() => give.mutate()}
      >
        {t('requests.give', { role: common(`role.${wanted}`) })}
      </Button>
    </div>
  );
}

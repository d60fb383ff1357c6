import type { InviteRole } from '@clapper/access';
import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/api.ts';
import { useErrorText } from '../../app/errors.ts';
import { useProject } from '../../app/project-context.tsx';
import { Form } from '../../ui/Form.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { showErrorToast, showToast } from '../../ui/toast.tsx';
import { addressesIn } from './addresses.ts';
import classes from './Dialogs.module.css';
import { RoleSelect } from './RoleSelect.tsx';

const MOST = 100;

/** A link by mail for each address. Those that got none stay in the field, with why. */
export function InviteByMail() {
  const { t } = useTranslation('invitations');
  const { id } = useProject();
  const errorText = useErrorText();
  const queries = useQueryClient();
  const [written, setWritten] = useState('');
  const [message, setMessage] = useState('');
  const [role, setRole] = useState<InviteRole>('reviewer');
  const emails = addressesIn(written);
  const send = useMutation({
    mutationFn: () => api.inviteByMail({ project_id: id, emails, role, message }),
    onSuccess: async ({ queued, failed }) => {
      setWritten(failed.map(({ email }) => email).join('\n'));
      if (queued > 0) showToast({ message: t('mail.sent', { count: queued }) });
      await queries.invalidateQueries({ queryKey: ['invitations', id] });
    },
    onError: (error) => showErrorToast(errorText(error)),
  });
  const failed = send.data?.failed ?? [];
  return (
    <Form className={classes['mail']} onSubmit={() => send.mutate()}>
      <h3 className={classes['head']}>{t('mail.title')}</h3>
      <Textarea
        label={t('mail.addresses')}
        description={t('mail.addressesHint')}
        value={written}
        autosize
        minRows={2}
        maxRows={6}
        error={emails.length > MOST ? t('mail.tooMany', { count: MOST }) : null}
        onChange={(event) => setWritten(event.currentTarget.value)}
      />
      {failed.length > 0 && (
        <Notice tone="bad">
          {failed.map(({ email, reason }, i) => (
            <span key={i} className={classes['failed']}>
              {t(`mail.${reason}`, { email })}
            </span>
          ))}
        </Notice>
      )}
      <RoleSelect value={role} onChange={setRole} />
      <Textarea
        label={t('mail.message')}
        value={message}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={1_000}
        onChange={(event) => setMessage(event.currentTarget.value)}
      />
      <div className={classes['actions']}>
        <Button
          type="submit"
          variant="filled"
          loading={send.isPending}
          disabled={emails.length === 0 || emails.length > MOST}
        >
          {t('mail.send')}
        </Button>
      </div>
    </Form>
  );
}

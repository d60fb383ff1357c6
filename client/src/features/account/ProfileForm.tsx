import type { ApiUser } from '@clapper/protocol';
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/api.ts';
import { useErrorText } from '../../app/errors.ts';
import { session } from '../../app/session.ts';
import { Form } from '../../ui/Form.tsx';
import { Section } from '../../ui/PageHead.tsx';
import { showToast } from '../../ui/toast.tsx';
import { PortraitChoice } from './PortraitChoice.tsx';
import classes from './AccountPage.module.css';

export function ProfileForm({ account }: { account: ApiUser }) {
  const { t } = useTranslation('settings');
  const { t: common } = useTranslation();
  const { t: errors } = useTranslation('errors');
  const errorText = useErrorText();
  const [nickname, setNickname] = useState(account.nickname);
  const save = useMutation({
    mutationFn: () => api.saveProfile({ nickname: nickname.trim() }),
    onSuccess: (saved) => {
      session.accountChanged(saved);
      showToast({ message: t('account.saved') });
    },
  });
  const empty = nickname.trim() === '';
  const changed = nickname.trim() !== account.nickname;
  return (
    <Section title={t('account.profile')}>
      <PortraitChoice account={account} />
      <Form
        className={classes['form']}
        onSubmit={() => {
          if (!empty && changed) save.mutate();
        }}
      >
        <TextInput
          label={t('account.nickname')}
          description={t('account.nicknameHint')}
          value={nickname}
          maxLength={100}
          onChange={(event) => setNickname(event.currentTarget.value)}
          error={empty ? errors('field.required') : save.error === null ? undefined : errorText(save.error)}
          autoComplete="name"
        />
        <div className={classes['fixed']}>
          <TextInput label={t('account.username')} value={account.username} readOnly disabled />
          <TextInput label={t('account.email')} value={account.email} readOnly disabled />
        </div>
        <div className={classes['actions']}>
          <Button type="submit" variant="filled" loading={save.isPending} disabled={empty || !changed}>
            {common('save')}
          </Button>
        </div>
      </Form>
    </Section>
  );
}

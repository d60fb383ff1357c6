import { api as schemas } from '@clapper/protocol';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/api.ts';
import { errorCode, fieldCodes, useErrorText } from '../../app/errors.ts';
import { Form } from '../../ui/Form.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/PageHead.tsx';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { showToast } from '../../ui/toast.tsx';
import classes from './AccountPage.module.css';

export function PasswordForm({ username }: { username: string }) {
  const { t } = useTranslation('settings');
  const { t: errors } = useTranslation('errors');
  const errorText = useErrorText();
  const queries = useQueryClient();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [tried, setTried] = useState(false);
  const good = schemas.passwordSchema.safeParse(next).success;
  const change = useMutation({
    mutationFn: () => api.changePassword({ current, next }),
    onSuccess: () => {
      setCurrent('');
      setNext('');
      setTried(false);
      showToast({ message: t('password.done') });
      return queries.invalidateQueries({ queryKey: ['devices'] });
    },
  });
  const wrong = change.error !== null && errorCode(change.error) === 'BAD_CREDENTIALS';
  const fields = change.error === null ? {} : fieldCodes(change.error);
  const otherFailure = change.error !== null && !wrong && Object.keys(fields).length === 0;
  return (
    <Section title={t('password.title')}>
      <Form
        className={classes['form']}
        onSubmit={() => {
          setTried(true);
          if (current !== '' && good) change.mutate();
        }}
      >
        {/* Password managers want to know whose password this is. */}
        <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
        <PasswordField
          label={t('password.current')}
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
          error={
            tried && current === ''
              ? errors('field.required')
              : wrong || fields['current'] !== undefined
                ? errors('field.wrong')
                : undefined
          }
          autoComplete="current-password"
        />
        <PasswordField
          label={t('password.next')}
          description={t('password.hint')}
          value={next}
          onChange={(event) => setNext(event.currentTarget.value)}
          error={(tried && !good) || fields['next'] !== undefined ? errors('field.password') : undefined}
          autoComplete="new-password"
        />
        {otherFailure && <Notice tone="bad">{errorText(change.error)}</Notice>}
        <div className={classes['actions']}>
          <Button type="submit" loading={change.isPending}>
            {t('password.submit')}
          </Button>
        </div>
      </Form>
    </Section>
  );
}

import { Button, TextInput } from '@mantine/core';
import { Link, Navigate, useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../app/errors.ts';
import { session } from '../../app/session.ts';
import { useStore } from '../../app/store.ts';
import { Form } from '../../ui/Form.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { useFirstFocus } from '../../ui/use-first-focus.ts';
import { SignInFrame } from './SignInFrame.tsx';
import { useInstance } from './use-instance.ts';
import classes from './form.module.css';

export default function SignInPage() {
  const { t } = useTranslation('sign-in');
  const { t: errors } = useTranslation('errors');
  const errorText = useErrorText();
  const router = useRouter();
  const { next } = useSearch({ from: '/sign-in' });
  const state = useStore(session.state);
  const instance = useInstance();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const firstField = useFirstFocus();

  const again = state.state === 'remembered' && state.reason === 'ended' ? state.user : null;
  if (!busy && state.state !== 'signedOut' && again === null) return <Navigate to={next ?? '/'} replace />;
  if (instance.state === 'known' && !instance.instance.has_accounts)
    return <Navigate to="/sign-up" replace />;

  const send = async () => {
    setTried(true);
    setFailure(null);
    if (login.trim() === '' || password === '') return;
    setBusy(true);
    try {
      await session.signIn({ login: login.trim(), password });
      await router.navigate({ to: next ?? '/', replace: true });
    } catch (caught) {
      setFailure(caught);
      setBusy(false);
    }
  };

  return (
    <SignInFrame>
      <h1 className={classes['title']}>
        {again === null ? t('signIn.title') : t('signIn.again', { name: again.name })}
      </h1>
      {again !== null && <p className={classes['lead']}>{t('signIn.kept')}</p>}
      <Form onSubmit={send} className={classes['fields']}>
        <TextInput
          label={t('signIn.login')}
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
          error={tried && login.trim() === '' ? errors('field.required') : undefined}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          name="username"
          size="lg"
          ref={firstField}
        />
        <PasswordField
          label={t('signIn.password')}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={tried && password === '' ? errors('field.required') : undefined}
          autoComplete="current-password"
          name="password"
          size="lg"
        />
        {failure !== null && <Notice tone="bad">{errorText(failure)}</Notice>}
        <Button type="submit" variant="filled" size="lg" loading={busy} className={classes['submit']}>
          {t('signIn.submit')}
        </Button>
      </Form>
      {instance.state === 'known' && instance.instance.registration === 'open' && (
        <p className={classes['other']}>
          {t('signIn.noAccount')}{' '}
          <Link to="/sign-up" search={next === undefined ? {} : { next }} className={classes['link']}>
            {t('signIn.toSignUp')}
          </Link>
        </p>
      )}
      {instance.state === 'known' && instance.instance.registration !== 'open' && (
        <p className={classes['other']}>
          {t(instance.instance.registration === 'invited' ? 'signIn.invited' : 'signIn.closed')}
        </p>
      )}
      {instance.state === 'failed' && <p className={classes['other']}>{errorText(instance.error)}</p>}
    </SignInFrame>
  );
}

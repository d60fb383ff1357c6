import { Link, Navigate, useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { session } from '../../app/session.ts';
import { useStore } from '../../app/store.ts';
import { RegisterForm } from './RegisterForm.tsx';
import { SignInFrame } from './SignInFrame.tsx';
import { useInstance } from './use-instance.ts';
import classes from './form.module.css';

export default function SignUpPage() {
  const { t } = useTranslation('sign-in');
  const router = useRouter();
  const { next } = useSearch({ from: '/sign-up' });
  // Who is signed in when the page opens has no business here; who signs up on it goes on to the welcome.
  const [wasSignedIn] = useState(() => session.state.get().state !== 'signedOut');
  useStore(session.state);
  const instance = useInstance();
  if (wasSignedIn) return <Navigate to="/" replace />;

  const first = instance.state === 'known' && !instance.instance.has_accounts;
  const closed = instance.state === 'known' && !first && instance.instance.registration !== 'open';
  return (
    <SignInFrame>
      {closed ? (
        <>
          <h1 className={classes['title']}>{t('signUp.closedTitle')}</h1>
          <p className={classes['lead']}>{t('signUp.closedBody')}</p>
        </>
      ) : (
        <>
          <h1 className={classes['title']}>{t(first ? 'signUp.first' : 'signUp.title')}</h1>
          {first && <p className={classes['lead']}>{t('signUp.firstBody')}</p>}
          <RegisterForm
            submit={t('signUp.submit')}
            onDone={() => void router.navigate({ to: next ?? '/welcome', replace: true })}
          />
        </>
      )}
      {!first && (
        <p className={classes['other']}>
          {t('signUp.hasAccount')}{' '}
          <Link to="/sign-in" search={next === undefined ? {} : { next }} className={classes['link']}>
            {t('signUp.toSignIn')}
          </Link>
        </p>
      )}
    </SignInFrame>
  );
}

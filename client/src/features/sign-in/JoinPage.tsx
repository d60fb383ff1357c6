import { Button } from '@mantine/core';
import { Link, useParams, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type InvitePreview } from '../../app/api.ts';
import { useErrorText } from '../../app/errors.ts';
import { session } from '../../app/session.ts';
import { useStore } from '../../app/store.ts';
import { Notice } from '../../ui/Notice.tsx';
import { RegisterForm } from './RegisterForm.tsx';
import { SignInFrame } from './SignInFrame.tsx';
import classes from './form.module.css';

type Invitation =
  | { state: 'reading' }
  | { state: 'valid'; preview: InvitePreview }
  | { state: 'invalid'; error: unknown };

/** What a link opens, and one button to go in; signing up happens on the way. */
export default function JoinPage() {
  const { t } = useTranslation('sign-in');
  const errorText = useErrorText();
  const { code } = useParams({ from: '/join/$code' });
  const invitation = useInvitation(code);

  return (
    <SignInFrame>
      {invitation.state === 'reading' && <p role="status">{t('join.loading')}</p>}
      {invitation.state === 'invalid' && (
        <>
          <h1 className={classes['title']}>{t('join.invalidTitle')}</h1>
          <p className={classes['lead']}>{errorText(invitation.error)}</p>
        </>
      )}
      {invitation.state === 'valid' && <Valid code={code} preview={invitation.preview} />}
    </SignInFrame>
  );
}

function Valid({ code, preview }: { code: string; preview: InvitePreview }) {
  const { t } = useTranslation('sign-in');
  const { t: common } = useTranslation();
  const router = useRouter();
  const errorText = useErrorText();
  const state = useStore(session.state);
  const [joining, setJoining] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const enter = (project: string) =>
    router.navigate({ to: '/p/$project/plan', params: { project }, replace: true });

  const join = async () => {
    setJoining(true);
    setFailure(null);
    try {
      await enter((await api.join(code)).project.id);
    } catch (caught) {
      setFailure(caught);
      setJoining(false);
    }
  };

  return (
    <>
      <h1 className={classes['title']}>{t('join.title', { project: preview.project.name })}</h1>
      <p className={classes['lead']}>{t('join.as', { role: common(`role.${preview.role}`) })}</p>
      {failure !== null && <Notice tone="bad">{errorText(failure)}</Notice>}
      {state.state === 'signedOut' || (state.state === 'remembered' && state.reason === 'ended') ? (
        <>
          <RegisterForm
            submit={t('join.create')}
            inviteCode={code}
            onDone={({ joined }) => void (joined === undefined ? join() : enter(joined.project.id))}
          />
          <p className={classes['other']}>
            {t('signUp.hasAccount')}{' '}
            <Link to="/sign-in" search={{ next: `/join/${code}` }} className={classes['link']}>
              {t('signUp.toSignIn')}
            </Link>
          </p>
        </>
      ) : (
        <>
          <Button variant="filled" size="lg" fullWidth loading={joining} onClick={join}>
            {t('join.submit', { name: state.user.name })}
          </Button>
        </>
      )}
    </>
  );
}

function useInvitation(code: string): Invitation {
  const [invitation, setInvitation] = useState<Invitation>({ state: 'reading' });
  useEffect(() => {
    let gone = false;
    api.invitePreview(code).then(
      (preview) => {
        if (!gone) setInvitation({ state: 'valid', preview });
      },
      (error: unknown) => {
        if (!gone) setInvitation({ state: 'invalid', error });
      },
    );
    return () => {
      gone = true;
    };
  }, [code]);
  return invitation;
}

import { Button } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Choices } from '../../app/frame/AccountMenu.tsx';
import { PlainFrame } from '../../app/frame/PlainFrame.tsx';
import { session } from '../../app/session.ts';
import { useStore } from '../../app/store.ts';
import { Notice } from '../../ui/Notice.tsx';
import { PageHead, Section } from '../../ui/PageHead.tsx';
import { PushChoice } from '../push/PushChoice.tsx';
import { useSignOut } from '../sync-status/use-sign-out.tsx';
import { Devices } from './Devices.tsx';
import { MailChoice } from './MailChoice.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import { ProfileForm } from './ProfileForm.tsx';
import classes from './AccountPage.module.css';

export default function AccountPage() {
  const { t } = useTranslation('settings');
  const { t: common } = useTranslation();
  const state = useStore(session.state);
  const { signOut, dialog } = useSignOut();
  return (
    <PlainFrame width={640}>
      <div className={classes['page']}>
        <PageHead title={t('account.title')}>
          <Button leftSection={<IconLogout size={16} aria-hidden />} onClick={signOut}>
            {common('account.signOut')}
          </Button>
        </PageHead>
        {state.state === 'signedIn' ? (
          <>
            <ProfileForm account={state.account} />
            <PasswordForm username={state.account.username} />
            <PushChoice />
            <MailChoice />
            <Devices />
            {state.account.is_admin && (
              <Section title={t('admin.title')} about={t('admin.about')}>
                <div className={classes['look']}>
                  <Link to="/admin" className={classes['link']}>
                    {t('admin.open')}
                  </Link>
                </div>
              </Section>
            )}
          </>
        ) : (
          <Notice tone="warn">{t('account.offline')}</Notice>
        )}
        <Section title={t('look.title')}>
          <div className={classes['look']}>
            <Choices />
          </div>
        </Section>
      </div>
      {dialog}
    </PlainFrame>
  );
}

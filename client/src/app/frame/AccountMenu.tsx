import { Popover, SegmentedControl, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconLogout, IconUserCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../features/presence/index.ts';
import { HideMyCursorLazy } from '../../features/presence/HideMyCursorLazy.tsx';
import { useSignOut } from '../../features/sync-status/use-sign-out.tsx';
import { useMe } from '../device-context.tsx';
import { chooseLanguage, isLanguage } from '../i18n.ts';
import { session } from '../session.ts';
import { useStore } from '../store.ts';
import classes from './AccountMenu.module.css';

export function AccountMenu() {
  const { t } = useTranslation();
  const state = useStore(session.state);
  const me = useMe();
  const name = state.state === 'signedOut' ? me.name : state.user.name;
  const picture = state.state === 'signedIn' ? state.account.profile_image_url : null;
  const { signOut, dialog } = useSignOut();
  const [opened, { toggle, close }] = useDisclosure(false);
  return (
    <>
      <Popover opened={opened} onDismiss={close} position="bottom-end" width={240} trapFocus returnFocus>
        <Popover.Target>
          <button
            type="button"
            className={classes['button']}
            aria-label={`${t('account.menu')}: ${name}`}
            onClick={toggle}
          >
            <Avatar id={me.id} name={name} picture={picture} quiet />
          </button>
        </Popover.Target>
        <Popover.Dropdown
          className={classes['panel']}
          aria-label={t('account.menu')}
          aria-labelledby={undefined}
        >
          <div className={classes['who']}>
            <Avatar id={me.id} name={name} picture={picture} size={32} quiet />
            <span className={classes['name']}>
              {name}
              {state.state === 'signedIn' && (
                <span className={classes['username']}>{state.account.username}</span>
              )}
            </span>
          </div>
          <Choices />
          <div className={classes['cursor']}>
            <HideMyCursorLazy />
          </div>
          <div className={classes['items']}>
            <Link to="/account" className={classes['item']} onClick={close}>
              <IconUserCircle size={17} aria-hidden />
              {t('account.settings')}
            </Link>
            <UnstyledButton
              className={classes['item']}
              onClick={() => {
                close();
                signOut();
              }}
            >
              <IconLogout size={17} aria-hidden />
              {t('account.signOut')}
            </UnstyledButton>
          </div>
        </Popover.Dropdown>
      </Popover>
      {dialog}
    </>
  );
}

/** Theme and language, where one looks for them. */
export function Choices() {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <div className={classes['choices']}>
      <SegmentedControl
        fullWidth
        aria-label={t('theme.label')}
        value={colorScheme}
        onChange={setColorScheme}
        data={[
          { value: 'light', label: t('theme.light') },
          { value: 'dark', label: t('theme.dark') },
          { value: 'auto', label: t('theme.autoShort') },
        ]}
      />
      <SegmentedControl
        fullWidth
        aria-label={t('language.label')}
        value={i18n.language}
        onChange={(language) => {
          if (isLanguage(language)) void chooseLanguage(language);
        }}
        data={[
          { value: 'ko', label: t('language.ko') },
          { value: 'en', label: t('language.en') },
        ]}
      />
    </div>
  );
}

import { Menu, SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { IconLogout, IconUserCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../features/presence/index.ts';
import { useSignOut } from '../../features/sync-status/use-sign-out.tsx';
import { useMe } from '../device-context.tsx';
import { chooseLanguage, isLanguage } from '../i18n.ts';
import { LinkMenuItem } from '../links.tsx';
import { session } from '../session.ts';
import { useStore } from '../store.ts';
import classes from './AccountMenu.module.css';

export function AccountMenu() {
  const { t } = useTranslation();
  const state = useStore(session.state);
  const me = useMe();
  const name = state.state === 'signedOut' ? me.name : state.user.name;
  const { signOut, dialog } = useSignOut();
  return (
    <>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <button type="button" className={classes['button']} aria-label={`${t('account.menu')}: ${name}`}>
            <Avatar id={me.id} name={name} quiet />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <div className={classes['who']}>
            <Avatar id={me.id} name={name} size={32} quiet />
            <span className={classes['name']}>
              {name}
              {state.state === 'signedIn' && (
                <span className={classes['username']}>{state.account.username}</span>
              )}
            </span>
          </div>
          <Menu.Divider />
          <Choices />
          <Menu.Divider />
          <LinkMenuItem to="/account" leftSection={<IconUserCircle size={17} aria-hidden />}>
            {t('account.settings')}
          </LinkMenuItem>
          <Menu.Item leftSection={<IconLogout size={17} aria-hidden />} onClick={signOut}>
            {t('account.signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
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

import { ActionIcon, Menu } from '@mantine/core';
import { MAIL_FREQUENCIES } from '@clapper/documents';
import { IconCheck, IconSettings } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { LinkMenuItem } from '../../app/links.tsx';
import { useMailChoice } from './use-mail-choice.ts';

/** How often a mail gathers what was not read; everything else about being told is in the account. */
export function InboxSettings() {
  const { t } = useTranslation('inbox');
  const choice = useMailChoice();
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('settings')}>
          <IconSettings size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {choice?.available === true && (
          <>
            <Menu.Label>{t('mail.label')}</Menu.Label>
            {MAIL_FREQUENCIES.map((mail) => (
              <Menu.RadioItem
                key={mail}
                value={mail}
                checked={mail === choice.mail}
                checkIcon={<IconCheck size={16} aria-hidden />}
                closeMenuOnClick
                onChange={() => choice.choose(mail)}
              >
                {t(`mail.${mail}`)}
              </Menu.RadioItem>
            ))}
            <Menu.Divider />
          </>
        )}
        <LinkMenuItem to="/account">{t('settings.all')}</LinkMenuItem>
      </Menu.Dropdown>
    </Menu>
  );
}

import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MAIL_FREQUENCIES } from '@clapper/documents';
import { Section } from '../../ui/PageHead.tsx';
import { useMailChoice } from '../inbox/use-mail-choice.ts';
import classes from './AccountPage.module.css';

/** How often what concerns me is mailed. */
export function MailChoice() {
  const { t } = useTranslation('settings');
  const choice = useMailChoice();
  if (choice === null) return null;
  const { available, stopped, mail, choose } = choice;
  return (
    <Section title={t('mail.title')}>
      <div className={classes['form']}>
        <p className={classes['hint']}>
          {t(available ? (stopped ? 'mail.stopped' : 'mail.about') : 'mail.unavailable')}
        </p>
        {available && (
          <SegmentedControl
            fullWidth
            aria-label={t('mail.title')}
            value={mail}
            onChange={choose}
            data={MAIL_FREQUENCIES.map((value) => ({ value, label: t(`mail.${value}`) }))}
          />
        )}
      </div>
    </Section>
  );
}

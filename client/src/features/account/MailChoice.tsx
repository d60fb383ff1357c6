import { SegmentedControl } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { MAIL_FREQUENCIES, readPreferences, setPreferences } from '@clapper/documents';
import { userDocument } from '@clapper/protocol';
import { api } from '../../app/api.ts';
import { useDocument, useMe, useRead } from '../../app/device-context.tsx';
import { useErrorText } from '../../app/errors.ts';
import { Section } from '../../ui/PageHead.tsx';
import { showErrorToast } from '../../ui/toast.tsx';
import classes from './AccountPage.module.css';

const PREFERENCES_ORIGIN = Symbol('preferences');

/** How often what concerns me is mailed. The choice is part of my own page: all my devices show it. */
export function MailChoice() {
  const { t } = useTranslation('settings');
  const errorText = useErrorText();
  const queries = useQueryClient();
  const home = useDocument(userDocument(useMe().id, 'home'));
  const chosen = useRead(home, readPreferences)?.mail;
  const { data: settings } = useQuery({ queryKey: ['mail'], queryFn: api.mailSettings });
  const resume = useMutation({
    mutationFn: api.resumeMail,
    onError: (error) => showErrorToast(errorText(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['mail'] }),
  });
  if (settings === undefined || chosen === undefined) return null;
  const { available, stopped } = settings;
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
            value={stopped ? 'off' : chosen}
            onChange={(mail) => {
              if (home.phase === 'ready') setPreferences(home.doc, { mail }, PREFERENCES_ORIGIN);
              if (stopped && mail !== 'off') resume.mutate();
            }}
            data={MAIL_FREQUENCIES.map((value) => ({ value, label: t(`mail.${value}`) }))}
          />
        )}
      </div>
    </Section>
  );
}

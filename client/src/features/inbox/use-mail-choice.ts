import { readPreferences, setPreferences, type MailFrequency } from '@clapper/documents';
import { userDocument } from '@clapper/protocol';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../app/api.ts';
import { useDocument, useMe, useRead } from '../../app/device-context.tsx';
import { useErrorText } from '../../app/errors.ts';
import { showErrorToast } from '../../ui/toast.tsx';

const PREFERENCES_ORIGIN = Symbol('preferences');

export interface MailChoice {
  /** This server sends mail. */
  available: boolean;
  /** Ended from a mail: none comes, whatever is chosen. */
  stopped: boolean;
  mail: MailFrequency;
  choose(mail: MailFrequency): void;
}

/**
 * How often what concerns me is mailed; null until it is known. The choice is part of my own page: all my devices show it.
 */
export function useMailChoice(): MailChoice | null {
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
  return {
    available,
    stopped,
    mail: stopped ? 'off' : chosen,
    choose(mail) {
      if (home.phase === 'ready') setPreferences(home.doc, { mail }, PREFERENCES_ORIGIN);
      if (stopped && mail !== 'off') resume.mutate();
    },
  };
}

import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { runPageCommand, usePageCommand } from '../../../app/page-commands.ts';
import { showToast } from '../../../ui/toast.tsx';
import type { CalendarSession, Opened } from '../session/calendar-session.ts';
import { resume, type Unsaved } from './unsaved.ts';

/** As long as what was done can be taken back. */
const STAYS_MS = 8_000;

/** What is to be opened again, also from another page. */
let left: Unsaved | null = null;

/**
 * Words that were typed into a form do not go with it, whether its person closed it, went elsewhere, or somebody else
 * moved or deleted its event: a line offers to go on.
 */
export function useUnsaved(session: CalendarSession, opened: Opened | null, title: string): void {
  const { t } = useTranslation('calendar');
  const navigate = useNavigate();
  const latest = useRef({ opened, title });
  useEffect(() => {
    if (opened !== null) latest.current = { opened, title };
  });
  usePageCommand('calendar.resume', () => {
    if (left !== null) resume(session, left);
    left = null;
  });
  // Of which form it is.
  const form = opened === null ? null : opened.show === 'new' ? 'new' : opened.key;
  useEffect(() => {
    if (form === null) return;
    const { draft, project, typed } = session;
    return () => {
      const words = typed.get();
      const { opened: was, title: name } = latest.current;
      typed.set(null);
      // Nobody has it in hand any more.
      if (draft.get()?.doing === 'edit') draft.set(null);
      if (words === null || was === null) return;
      const unsaved = { opened: was, typed: words };
      showToast({
        message: t('toast.unsaved', { title: words.values.title || name }),
        stayMs: STAYS_MS,
        action: {
          label: t('toast.resume'),
          run() {
            left = unsaved;
            void navigate({ to: '/p/$project/calendar', params: { project } });
            runPageCommand('calendar.resume');
          },
        },
      });
    };
  }, [session, form, navigate, t]);
}

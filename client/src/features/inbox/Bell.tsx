import { useMediaQuery } from '@mantine/hooks';
import { IconBell } from '@tabler/icons-react';
import { Link, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../app/store.ts';
import { useFormat } from '../../ui/format.ts';
import { useWoken } from '../push/use-woken.ts';
import { BELL, inboxPanel, PANEL_FITS } from './inbox-panel.ts';
import { useInbox } from './use-inbox.ts';
import { useMarking } from './use-marking.ts';
import classes from './Bell.module.css';

/** More is not counted for the eye. */
const MOST_SHOWN = 99;

/** The way to the inbox, beside the page where there is room, and how much waits there. */
export default function Bell() {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { state, items } = useInbox();
  const { mark } = useMarking(state);
  const opened = useStore(inboxPanel);
  const fits = useMediaQuery(PANEL_FITS, undefined, { getInitialValueInEffect: false });
  const isPage = useRouterState({ select: ({ location }) => location.pathname === '/inbox' });
  useWoken((notification) =>
    mark(
      (items ?? []).filter(({ id, state: now }) => id === notification && now === 'unread'),
      'read',
    ),
  );
  const count = (items ?? []).filter(({ state }) => state === 'unread').length;
  const shared = {
    id: BELL,
    className: classes['bell'],
    'aria-label': count === 0 ? t('nav.inbox') : t('nav.inboxUnread', { count }),
    children: (
      <>
        <IconBell size={18} aria-hidden />
        {count > 0 && (
          <span className={classes['count']} aria-hidden>
            {count > MOST_SHOWN ? `${number(MOST_SHOWN)}+` : number(count)}
          </span>
        )}
      </>
    ),
  };
  if (!fits || isPage) return <Link to="/inbox" {...shared} />;
  return <button type="button" aria-expanded={opened} onClick={() => inboxPanel.set(!opened)} {...shared} />;
}

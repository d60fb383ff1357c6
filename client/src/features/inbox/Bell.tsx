import { IconBell } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import { useWoken } from '../push/use-woken.ts';
import { useInbox } from './use-inbox.ts';
import { useMarking } from './use-marking.ts';
import classes from './Bell.module.css';

/** More is not counted for the eye. */
const MOST_SHOWN = 99;

/** The way to the inbox, and how much waits there. */
export default function Bell() {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { state, items } = useInbox();
  const { mark } = useMarking(state);
  useWoken((notification) =>
    mark(
      (items ?? []).filter(({ id, state: now }) => id === notification && now === 'unread'),
      'read',
    ),
  );
  const count = (items ?? []).filter(({ state }) => state === 'unread').length;
  return (
    <Link
      to="/inbox"
      className={classes['bell']}
      aria-label={count === 0 ? t('nav.inbox') : t('nav.inboxUnread', { count })}
    >
      <IconBell size={18} aria-hidden />
      {count > 0 && (
        <span className={classes['count']} aria-hidden>
          {count > MOST_SHOWN ? `${number(MOST_SHOWN)}+` : number(count)}
        </span>
      )}
    </Link>
  );
}

import { IconBell } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import { useInbox } from './use-inbox.ts';
import classes from './Bell.module.css';

/** More is not counted for the eye. */
const MOST_SHOWN = 99;

/** The way to the inbox, and how much waits there. */
export default function Bell() {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { items } = useInbox();
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

import { useTranslation } from 'react-i18next';
import { usePart } from '../../../app/store.ts';
import { Avatar } from '../../presence/index.ts';
import { useCalendar } from '../session/calendar-session.ts';
import classes from './Together.module.css';

/** "{name} is editing this": said, and nobody is kept from anything. */
export function InHand({ event }: { event: string }) {
  const { t } = useTranslation('calendar-exchange');
  const ghosts = usePart(useCalendar().ghosts, (value) => value);
  const others = ghosts.filter(({ draft }) => draft.event === event);
  if (others.length === 0) return null;
  return (
    <div className={classes['inHand']} role="status">
      {others.map(({ id, person, draft: { doing } }) => (
        <div key={id} className={classes['hand']}>
          <Avatar id={person.id} name={person.name} size={20} quiet />
          <span>{t(`lock.${doing === 'create' ? 'edit' : doing}`, { name: person.name })}</span>
        </div>
      ))}
    </div>
  );
}

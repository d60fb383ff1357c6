import { useTranslation } from 'react-i18next';
import { useOnline } from '../../app/use-online.ts';
import { useStore } from '../../app/store.ts';
import { Avatar, usePeopleHere, usePlane, useWhere } from '../presence/index.ts';
import here from './Here.module.css';
import classes from './Sheet.module.css';

/** Everybody else who has the project open, and where: a press goes with them. Offline nobody can know. */
export default function Here() {
  const plane = usePlane();
  const online = useOnline();
  return plane === null || !online ? null : <People plane={plane} />;
}

function People({ plane }: { plane: NonNullable<ReturnType<typeof usePlane>> }) {
  const { t } = useTranslation('presence');
  const people = usePeopleHere();
  const following = useStore(plane.following);
  const whereIs = useWhere();
  if (people.length === 0) return null;
  return (
    <section aria-label={t('here')}>
      <h2 className={classes['name']}>
        {t('here')}
        <span className={classes['count']}>{people.length}</span>
      </h2>
      <ul className={classes['sheet']} data-follow-keep>
        {people.map((person) => {
          const { id, name, attention } = person;
          const where = whereIs(person, null);
          return (
            <li key={id} className={classes['row']}>
              <Avatar id={id} name={name} state={attention === 'here' ? 'here' : 'idle'} size={24} quiet />
              <button
                type="button"
                className={`${classes['link']} ${here['person']}`}
                aria-label={where === '' ? t('follow.who', { name }) : t('follow', { name, where })}
                aria-pressed={id === following}
                onClick={() => plane.following.set(id === following ? null : id)}
              >
                {name}
              </button>
              <span className={classes['when']}>{where}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

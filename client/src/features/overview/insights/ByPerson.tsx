import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/format.ts';
import { Avatar } from '../../presence/index.ts';
import type { PersonFigures } from './figures.ts';
import page from '../../../ui/PageHead.module.css';
import classes from './Table.module.css';

/** Who did how much, and on how many of the days. */
export function ByPerson({ people, days }: { people: readonly PersonFigures[]; days: number }) {
  const { t } = useTranslation('insights');
  const { number } = useFormat();
  return (
    <section aria-label={t('byPerson')}>
      <h2 className={page['name']}>{t('byPerson')}</h2>
      <div className={classes['sheet']}>
        <table className={classes['table']}>
          <thead>
            <tr>
              <th scope="col">{t('person.name')}</th>
              <th scope="col">{t('edits')}</th>
              <th scope="col">{t('comments')}</th>
              <th scope="col">{t('activeDays')}</th>
            </tr>
          </thead>
          <tbody>
            {people.map(({ id, name, edits, comments, activeDays }) => (
              <tr key={id}>
                <th scope="row">
                  <span className={classes['who']}>
                    <Avatar id={id} name={name} size={24} quiet />
                    {name === '' ? t('gone') : name}
                  </span>
                </th>
                <td>{number(edits)}</td>
                <td>{number(comments)}</td>
                <td>{t('activeDays.of', { count: activeDays, days })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

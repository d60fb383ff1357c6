import type { ApiInsights } from '@clapper/protocol';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/format.ts';
import classes from './Table.module.css';

/** The newest day first: it is what one looks for in a list. */
export function DayTable({ days }: { days: ApiInsights['days'] }) {
  const { t } = useTranslation('insights');
  const { date, number } = useFormat();
  return (
    <div className={classes['sheet']}>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">{t('day.name')}</th>
            <th scope="col">{t('edits')}</th>
            <th scope="col">{t('comments')}</th>
            <th scope="col">{t('resolved')}</th>
            <th scope="col">{t('people')}</th>
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map((day) => (
            <tr key={day.date}>
              <th scope="row">{date(day.date)}</th>
              <td>{number(day.edits)}</td>
              <td>{number(day.comments)}</td>
              <td>{number(day.resolved)}</td>
              <td>{number(day.people)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

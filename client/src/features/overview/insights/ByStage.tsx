import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/format.ts';
import { durationOf } from './duration.ts';
import type { StageFigures } from './figures.ts';
import page from '../../../ui/PageHead.module.css';
import classes from './Table.module.css';

/** Where the work went: under each name, in ink, how much of it beside the others. */
export function ByStage({ stages }: { stages: readonly StageFigures[] }) {
  const { t, i18n } = useTranslation('insights');
  const { t: overview } = useTranslation('overview');
  const { number } = useFormat();
  const most = Math.max(1, ...stages.map(({ edits, comments }) => edits + comments));
  return (
    <section aria-label={t('byStage')}>
      <h2 className={page['name']}>{t('byStage')}</h2>
      <div className={classes['sheet']}>
        <table className={classes['table']}>
          <thead>
            <tr>
              <th scope="col">{t('stage.name')}</th>
              <th scope="col">{t('edits')}</th>
              <th scope="col">{t('comments')}</th>
              <th scope="col">{t('resolution')}</th>
            </tr>
          </thead>
          <tbody>
            {stages.map(({ stage, edits, comments, medianMs }) => (
              <tr key={stage?.id ?? ''}>
                <th scope="row">
                  {stage === null ? (
                    <span className={classes['none']}>{t('stage.none')}</span>
                  ) : (
                    <>
                      <span className={classes['number']}>{stage.number}</span>
                      {stage.title || overview('stage.untitled')}
                    </>
                  )}
                  <span
                    className={classes['bar']}
                    style={{ width: `${((edits + comments) / most) * 100}%` }}
                    aria-hidden
                  />
                </th>
                <td>{number(edits)}</td>
                <td>{number(comments)}</td>
                <td>{medianMs === null ? '–' : durationOf(medianMs, i18n.language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

import { SegmentedControl } from '@mantine/core';
import { rateWork, SURVEY, type Rating } from '@clapper/documents';
import { useTranslation } from 'react-i18next';
import { useDevice } from '../../../app/device-context.tsx';
import { useProject } from '../../../app/project-context.tsx';
import page from '../../../ui/PageHead.module.css';
import classes from './Asked.module.css';

const SCORES = Array.from({ length: SURVEY.most - SURVEY.least + 1 }, (_, index) => SURVEY.least + index);

/** One question, for whoever may say something here; answered anew whenever one thinks otherwise. */
export function Survey({ ratings }: { ratings: readonly Rating[] }) {
  const { t } = useTranslation('insights');
  const device = useDevice();
  const { talk } = useProject();
  if (talk.phase !== 'ready' || !talk.access.write) return null;
  const { doc } = talk;
  const mine = ratings.find(({ user }) => user === device.user.id)?.score ?? null;
  return (
    <section aria-label={t('survey')}>
      <h2 className={page['name']}>{t('survey')}</h2>
      <div className={classes['sheet']}>
        <p className={classes['line']} id="survey-question">
          {t('survey.question')}
        </p>
        <SegmentedControl
          className={classes['scores']}
          aria-labelledby="survey-question"
          value={mine === null ? '' : String(mine)}
          onChange={(value) =>
            rateWork(doc, { score: Number(value), by: device.user.id, at: device.serverTime() }, 'survey')
          }
          data={SCORES.map((score) => ({ value: String(score), label: String(score) }))}
        />
        <p className={classes['about']}>
          {t('survey.about', { least: SURVEY.least, most: SURVEY.most })} {t('survey.seen')}
        </p>
      </div>
    </section>
  );
}

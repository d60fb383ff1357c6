import { csvOf } from '@clapper/documents/csv';
import type { ApiInsights } from '@clapper/protocol';
import { useTranslation } from 'react-i18next';
import type { Figures, Sums } from './figures.ts';

const MINUTE_MS = 60_000;

/** All that the page shows as one table: a line for each day, stage and person. */
export function useInsightsFile(): (insights: ApiInsights, figures: Figures) => string {
  const { t } = useTranslation('insights');
  const { t: overview } = useTranslation('overview');
  const sums = ({ edits, comments, resolved }: Sums) => [edits, comments, resolved];
  return ({ days }, { stages, people }) =>
    csvOf([
      [
        ...[t('file.by'), t('file.what'), t('edits'), t('comments'), t('resolved')],
        ...[t('people'), t('activeDays'), t('file.minutes')],
      ],
      ...days.map((day) => [t('file.day'), day.date, ...sums(day), day.people, null, null]),
      ...stages.map(({ stage, medianMs, ...own }) => [
        t('file.stage'),
        stage === null ? t('stage.none') : stage.title || overview('stage.untitled'),
        ...sums(own),
        ...[null, null, medianMs === null ? null : Math.round(medianMs / MINUTE_MS)],
      ]),
      ...people.map(({ name, activeDays, ...own }) => [
        t('file.person'),
        name === '' ? t('gone') : name,
        ...sums(own),
        ...[null, activeDays, null],
      ]),
    ]);
}

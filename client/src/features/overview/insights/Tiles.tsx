import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/format.ts';
import { durationOf } from './duration.ts';
import type { Figures } from './figures.ts';
import classes from './Tiles.module.css';

/** The four figures one looks for first. */
export function Tiles({ figures: { whole } }: { figures: Figures }) {
  const { t, i18n } = useTranslation('insights');
  const { number } = useFormat();
  const { edits, comments, people, resolved, medianMs } = whole;
  const tiles = [
    { name: t('edits'), figure: number(edits) },
    { name: t('comments'), figure: number(comments), about: t('resolved.count', { count: resolved }) },
    { name: t('people'), figure: number(people) },
    {
      name: t('resolution'),
      figure: medianMs === null ? '–' : durationOf(medianMs, i18n.language),
      about: t(medianMs === null ? 'resolution.none' : 'resolution.median'),
    },
  ];
  return (
    <dl className={classes['tiles']}>
      {tiles.map(({ name, figure, about }) => (
        <div key={name} className={classes['tile']}>
          <dt className={classes['name']}>{name}</dt>
          <dd className={classes['figure']}>{figure}</dd>
          {about !== undefined && <dd className={classes['about']}>{about}</dd>}
        </div>
      ))}
    </dl>
  );
}

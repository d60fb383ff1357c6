import { useTranslation } from 'react-i18next';
import type { ApiInsights } from '@clapper/protocol';
import { useFormat } from '../../../ui/format.ts';
import { durationOf } from './duration.ts';
import type { Figures } from './figures.ts';
import classes from './Tiles.module.css';

interface TilesProps {
  figures: Figures;
  guests: ApiInsights['guests'];
  /** How long cuts waited for their first note; null: none was noted on. */
  firstNoteMs: number | null;
}

/** The figures one looks for first. */
export function Tiles({ figures: { whole }, guests, firstNoteMs }: TilesProps) {
  const { t, i18n } = useTranslation('insights');
  const { number } = useFormat();
  const { edits, comments, people, resolved, medianMs } = whole;
  const took = (ms: number | null) => (ms === null ? '–' : durationOf(ms, i18n.language));
  const tiles = [
    { name: t('edits'), figure: number(edits) },
    { name: t('comments'), figure: number(comments), about: t('resolved.count', { count: resolved }) },
    { name: t('people'), figure: number(people) },
    {
      name: t('resolution'),
      figure: took(medianMs),
      about: t(medianMs === null ? 'resolution.none' : 'resolution.median'),
    },
    {
      name: t('firstNote'),
      figure: took(firstNoteMs),
      about: t(firstNoteMs === null ? 'firstNote.none' : 'firstNote.median'),
    },
    {
      name: t('guests'),
      figure: guests.came === 0 ? '–' : number(guests.joined),
      about: guests.came === 0 ? t('guests.none') : t('guests.of', { count: guests.came }),
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

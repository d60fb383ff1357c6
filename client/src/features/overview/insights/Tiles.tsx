import { useTranslation } from 'react-i18next';
import type { Rating } from '@clapper/documents';
import type { ApiInsights } from '@clapper/protocol';
import { useFormat } from '../../../ui/format.ts';
import { durationOf } from './duration.ts';
import type { Figures } from './figures.ts';
import type { VideoNotes } from './video-notes.ts';
import classes from './Tiles.module.css';

interface TilesProps {
  figures: Figures;
  guests: ApiInsights['guests'];
  /** Week by week, the last one last. */
  reviewers: ApiInsights['reviewers'];
  videoNotes: VideoNotes;
  ratings: readonly Rating[];
  /** How long cuts waited for their first note; null: none was noted on. */
  firstNoteMs: number | null;
}

/** The figures one looks for first. */
export function Tiles(props: TilesProps) {
  const { figures, guests, reviewers, videoNotes, ratings, firstNoteMs } = props;
  const { whole } = figures;
  const { t, i18n } = useTranslation('insights');
  const { number } = useFormat();
  const { edits, comments, people, resolved, medianMs } = whole;
  const took = (ms: number | null) => (ms === null ? '–' : durationOf(ms, i18n.language));
  const tiles = [
    { name: t('edits'), figure: number(edits) },
    { name: t('comments'), figure: number(comments) },
    { name: t('resolved'), figure: number(resolved) },
    { name: t('people'), figure: number(people) },
    {
      name: t('reviewers'),
      figure: number(reviewers.at(-1) ?? 0),
      about:
        reviewers.length > 1 ? t('reviewers.mean', { mean: number(meanOf(reviewers)) }) : t('reviewers.week'),
    },
    {
      name: t('videoNotes'),
      figure: number(videoNotes.all),
      about: t('videoNotes.with', { drawn: videoNotes.drawn, pictured: videoNotes.pictured }),
    },
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
    {
      name: t('satisfaction'),
      figure: ratings.length === 0 ? '–' : number(meanOf(ratings.map(({ score }) => score))),
      about: ratings.length === 0 ? t('satisfaction.none') : t('satisfaction.of', { count: ratings.length }),
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

/** To one place behind the point. */
function meanOf(values: readonly number[]): number {
  return Math.round((10 * values.reduce((sum, value) => sum + value, 0)) / values.length) / 10;
}

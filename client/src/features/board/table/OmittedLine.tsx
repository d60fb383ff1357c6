import type { Shot } from '@clapper/documents';
import { useTranslation } from 'react-i18next';
import { RestoreButton } from '../deleted/RestoreButton.tsx';
import { NUMBER_WIDTH, STAGE_WIDTH, TABLE_FIELDS } from './fields.ts';
import classes from './ShotTable.module.css';

interface OmittedLineProps {
  shot: Shot;
  index: number;
  top: number;
  stage: string;
}

/** A shot that was deleted after the numbers were locked, struck out where it stood: its number is nobody else's. */
export function OmittedLine({ shot, index, top, stage }: OmittedLineProps) {
  const { t } = useTranslation('board');
  const { id, number, title } = shot;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={`${classes['row']} ${classes['omitted']}`}
      data-omitted={id}
      style={{ top, gridTemplateColumns: `${NUMBER_WIDTH}px ${STAGE_WIDTH}px 1fr` }}
    >
      <span role="rowheader" aria-colindex={1} className={classes['number']}>
        <s>{number}</s>
      </span>
      <span role="gridcell" aria-colindex={2} className={classes['stage']}>
        {stage}
      </span>
      <span role="gridcell" aria-colindex={3} aria-colspan={TABLE_FIELDS.length} className={classes['gone']}>
        {title !== '' && <s>{title}</s>}
        <span>{t('numbers.omitted')}</span>
        <RestoreButton shot={shot} />
      </span>
    </div>
  );
}

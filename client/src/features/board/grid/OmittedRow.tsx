import type { Shot } from '@clapper/documents';
import { useTranslation } from 'react-i18next';
import { RestoreButton } from '../deleted/RestoreButton.tsx';
import classes from './OmittedRow.module.css';

/** A shot that was deleted after the numbers were locked: whoever has its number on paper sees where it went. */
export function OmittedRow({ shot }: { shot: Shot }) {
  const { t } = useTranslation('board');
  const { id, number } = shot;
  return (
    <div role="row" className={classes['row']}>
      <div role="gridcell" className={classes['cell']} data-omitted={id}>
        <b className={classes['number']}>{number}</b>
        <span className={classes['word']}>{t('numbers.omitted')}</span>
        <RestoreButton shot={shot} />
      </div>
    </div>
  );
}

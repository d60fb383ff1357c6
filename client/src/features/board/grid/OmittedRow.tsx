import type { Shot } from '@clapper/documents';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useBoard } from '../session/board-session.ts';
import classes from './OmittedRow.module.css';

/** A shot that was deleted after the numbers were locked: whoever has its number on paper sees where it went. */
export function OmittedRow({ shot }: { shot: Shot }) {
  const { t } = useTranslation('board');
  const { actions, writable } = useBoard();
  const { id, number } = shot;
  return (
    <div role="row" className={classes['row']}>
      <div role="gridcell" className={classes['cell']} data-omitted={id}>
        <b className={classes['number']}>{number}</b>
        <span className={classes['word']}>{t('numbers.omitted')}</span>
        {writable && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            aria-label={t('deleted.restoreOne', { title: number })}
            onClick={() => actions.restore([id])}
          >
            {t('deleted.restore')}
          </Button>
        )}
      </div>
    </div>
  );
}

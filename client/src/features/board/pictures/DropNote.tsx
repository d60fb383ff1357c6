import { useTranslation } from 'react-i18next';
import { useBoard } from '../session/board-session.ts';
import classes from './DropNote.module.css';

/** While files hang over the board: where they would go. */
export function DropNote({ shot }: { shot: string | null }) {
  const { t } = useTranslation('board');
  const session = useBoard();
  const number = shot === null ? undefined : session.board().byId.get(shot)?.number;
  return (
    <p className={classes['note']}>
      {number === undefined ? t('picture.dropBoard') : t('picture.dropShot', { number })}
    </p>
  );
}

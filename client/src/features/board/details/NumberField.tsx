import { NUMBER_LIMITS, type Shot } from '@clapper/documents';
import { useTranslation } from 'react-i18next';
import { useBoard } from '../session/board-session.ts';
import { Labelled } from './Labelled.tsx';
import { ValueInput, type Reading } from './ValueInput.tsx';
import classes from './ShotFields.module.css';

/** The number as the board gives it stands there greyed; one by hand is the shot's own. */
export function NumberField({ shot }: { shot: Shot }) {
  const { t } = useTranslation('board');
  const { actions, board, writable } = useBoard();
  const own = shot.fixed?.lock === null ? shot.fixed.number : null;
  const read = (text: string): Reading<string> => {
    if (text === '') return { state: 'value', value: null };
    if (text.length > NUMBER_LIMITS.number || /[\s\p{C}]/u.test(text))
      return { state: 'wrong', why: t('numbers.wrong', { count: NUMBER_LIMITS.number }) };
    const { shots, deleted, settings } = board();
    const bears = (other: Shot) =>
      other.id !== shot.id && other.number === text && (settings.locked !== null || other.fixed !== null);
    return [...shots, ...deleted].some(bears)
      ? { state: 'unfinished', why: t('numbers.taken', { number: text }) }
      : { state: 'value', value: text };
  };
  return (
    <Labelled label={t('numbers.label')}>
      <ValueInput
        className={classes['input']}
        label={t('numbers.own')}
        value={own}
        shown={own ?? ''}
        placeholder={shot.number}
        read={read}
        disabled={!writable}
        onCommit={(number) => actions.setNumber(shot.id, number)}
      />
    </Labelled>
  );
}

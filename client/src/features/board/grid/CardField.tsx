import type { Shot } from '@clapper/documents';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { DurationInput } from '../details/DurationInput.tsx';
import { useBoard } from '../session/board-session.ts';
import { stepField, type EditField } from '../session/fields.ts';
import { SharedText } from '../shared-text/SharedText.tsx';
import { focusShot } from './focus-shot.ts';
import classes from './CardField.module.css';

/**
 * One field of a card, open where it stands. Enter and leaving keep what was written, Escape takes it
 * back, Tab goes on to the next field and from the last one to the next shot.
 */
export function CardField({ shot, field }: { shot: Shot; field: EditField }) {
  const { t } = useTranslation('board');
  const session = useBoard();
  const depth = useRef<number | null>(null);
  useEffect(() => {
    session.undo.pause();
    depth.current = session.undo.depth();
  }, [session, field]);

  const close = () => {
    session.editing.set(null);
    focusShot(shot.id);
  };
  const step = (by: 1 | -1) => {
    const next = stepField(field, by);
    if (next !== null) return session.editing.set({ id: shot.id, field: next });
    const order = session.order();
    const neighbour = order[order.indexOf(shot.id) + by];
    if (neighbour === undefined) return close();
    session.select(neighbour, 'only');
    session.editing.set({ id: neighbour, field: by === 1 ? 'title' : 'notes' });
  };
  const onKey = (event: KeyboardEvent<HTMLElement>) => {
    switch (event.key) {
      case 'Escape':
        if (depth.current !== null) session.undo.backTo(depth.current);
        break;
      case 'Enter':
        // Longer words may have lines.
        if (event.shiftKey && field !== 'title' && field !== 'duration') return;
        break;
      case 'Tab':
        event.preventDefault();
        return step(event.shiftKey ? -1 : 1);
      default:
        return;
    }
    event.preventDefault();
    close();
  };
  const onBlur = () => {
    const open = session.editing.get();
    if (open?.id === shot.id && open.field === field) session.editing.set(null);
  };

  if (field === 'duration') {
    return (
      <DurationInput
        takesFocus
        className={classes['seconds']}
        value={shot.duration}
        label={t('field.duration')}
        onCommit={(duration) => session.actions.set([shot.id], { duration })}
        onFocus={() => session.writing.set({ id: shot.id, field })}
        onKey={onKey}
        onBlur={() => {
          session.writing.set(null);
          onBlur();
        }}
      />
    );
  }
  const label = t('edit.label', { field: t(`field.${field}`), number: shot.number });
  if (field === 'title') {
    return (
      <SharedText
        takesFocus
        shot={shot.id}
        field="title"
        label={label}
        className={classes['title']}
        placeholder={t('shot.untitled')}
        onKey={onKey}
        onBlur={onBlur}
      />
    );
  }
  return (
    <div className={classes['sheet']}>
      <span className={classes['label']} aria-hidden>
        {t(`field.${field}`)}
      </span>
      <SharedText
        takesFocus
        shot={shot.id}
        field={field}
        label={label}
        className={classes['words']}
        onKey={onKey}
        onBlur={onBlur}
      />
    </div>
  );
}

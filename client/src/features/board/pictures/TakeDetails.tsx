import { TAKE_NOTE_LENGTH, type Take } from '@clapper/documents';
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showUndoToast } from '../../../ui/toast.tsx';
import { useFormat } from '../../../ui/format.ts';
import { useBoard } from '../session/board-session.ts';
import classes from './TakeDetails.module.css';

interface TakeDetailsProps {
  take: Take;
  isShown: boolean;
  names: ReadonlyMap<string, string>;
}

/** Who made a take and when, what changed in it, and what can be done with it. */
export function TakeDetails({ take, isShown, names }: TakeDetailsProps) {
  const { t } = useTranslation('board');
  const { when, bytes } = useFormat();
  const { actions, takes, writable } = useBoard();
  const [note, setNote] = useState(take.note);
  const { width, height, bytes: size, name } = take.picture;
  return (
    <div className={classes['details']}>
      <p className={classes['facts']}>
        <b>{names.get(take.createdBy) ?? t('shot.someone')}</b>
        <span>{when(take.createdAt)}</span>
        <span className={classes['file']}>
          {t('viewer.file', { name, width, height, size: bytes(size) })}
        </span>
      </p>
      {writable ? (
        <TextInput
          className={classes['note']}
          aria-label={t('viewer.note')}
          placeholder={t('viewer.note')}
          maxLength={TAKE_NOTE_LENGTH}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          onBlur={() => actions.noteTake(take.id, note)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) event.currentTarget.blur();
          }}
        />
      ) : (
        take.note !== '' && <p className={classes['words']}>{take.note}</p>
      )}
      {writable && (
        <div className={classes['buttons']}>
          {!isShown && (
            <Button onClick={() => actions.showTake(take.shot, take.layer, take.id)}>
              {t('viewer.show', { number: take.number })}
            </Button>
          )}
          <Button
            variant="subtle"
            color="gray"
            onClick={() => {
              actions.removeTake(take.id);
              showUndoToast(
                t('viewer.removed', { number: take.number }),
                () => actions.restoreTake(take.id),
                (over) =>
                  takes.subscribe(() => {
                    const stack = takes.get().get(take.shot)?.[take.layer];
                    if (stack?.takes.some(({ id }) => id === take.id)) over();
                  }),
              );
            }}
          >
            {t('viewer.remove')}
          </Button>
        </div>
      )}
    </div>
  );
}

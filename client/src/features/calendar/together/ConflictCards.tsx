import { conflictsOf, type Calendar, type Conflict } from '@clapper/documents';
import { CloseButton, Paper } from '@mantine/core';
import { IconArrowsSplit2 } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState, type CSSProperties, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { usePart } from '../../../app/store.ts';
import { useCalendar } from '../session/calendar-session.ts';
import { useWords } from '../views/use-words.ts';
import { ConflictChoices } from './ConflictChoices.tsx';
import { usePlaceAtEvent } from './use-place-at-event.ts';
import classes from './Together.module.css';

/**
 * What I and somebody else moved apart comes up by itself, one at a time; closing it loses nothing, and the event's
 * panel goes on asking.
 */
export function ConflictCards({ calendar }: { calendar: Calendar }) {
  const { me, writable, opened } = useCalendar();
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const conflicts = useMemo(() => conflictsOf(calendar), [calendar]);
  const mine = conflicts.filter(({ choices }) => choices.some(({ by }) => by === me.id));
  // The panel of an event asks by itself.
  const shown = usePart(opened, (value) => (value?.show === 'event' ? value.key.split('@')[0] : null));
  const next = mine.find((conflict) => conflict.event.id !== shown && !closed.has(keyOf(conflict)));
  if (next === undefined || !writable) return null;
  const key = keyOf(next);
  const close = () => setClosed((before) => new Set([...before, key]));
  return <ConflictCard key={key} conflict={next} onClose={close} />;
}

/** By key to what there is to decide; whether there is anything. */
export function focusConflict(): boolean {
  const choice = document.querySelector<HTMLElement>('[data-conflict] li button');
  choice?.focus();
  return choice !== null;
}

function focusEventOf(event: string): void {
  document.querySelector<HTMLElement>(`[data-event^="${CSS.escape(event)}"]`)?.focus();
}

/** A card for each pair of places: moved again, it is asked about again. */
function keyOf({ event, date, choices }: Conflict): string {
  return [event.id, date, ...choices.map(({ by, at }) => `${by} ${at}`)].join();
}

function ConflictCard({ conflict, onClose }: { conflict: Conflict; onClose: () => void }) {
  const { t } = useTranslation('calendar-exchange');
  const { t: common } = useTranslation();
  const words = useWords();
  const { opened, said } = useCalendar();
  const beside = usePart(opened, (value) => value !== null);
  const title = words.title(conflict.event);
  const card = useRef<HTMLElement>(null);
  const place = usePlaceAtEvent(card, conflict.event.id);
  useEffect(() => said.set(`${t('conflict.title')}: ${title}`), [said, t, title]);
  return (
    <Paper
      ref={card}
      component="section"
      className={classes['card']}
      aria-label={t('conflict.title')}
      data-beside={beside || undefined}
      data-conflict
      data-points={place?.points}
      style={
        place === null
          ? undefined
          : ({ left: place.left, top: place.top, '--at': `${place.at}px` } as CSSProperties)
      }
      // Closed from within, by key too: one is at the event again.
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
        focusEventOf(conflict.event.id);
      }}
    >
      <div className={classes['head']}>
        <IconArrowsSplit2 size={18} aria-hidden className={classes['icon']} />
        <span className={classes['words']}>
          <strong className={classes['place']}>{t('conflict.title')}</strong>
          <span className={classes['note']}>{t('conflict.apart', { title })}</span>
        </span>
        <CloseButton aria-label={common('close')} onClick={onClose} />
      </div>
      <ConflictChoices conflict={conflict} onDecided={onClose} />
    </Paper>
  );
}

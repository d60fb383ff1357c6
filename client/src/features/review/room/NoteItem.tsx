import type { NoteInCut, VideoNote } from '@clapper/documents/review';
import { memo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNear } from '../../files/use-near.ts';
import { NoteCard } from './NoteCard.tsx';
import { roomOf, type RoomSession } from './room-session.ts';
import classes from './Notes.module.css';

interface NoteItemProps {
  session: RoomSession;
  item: NoteInCut;
  /** It stands where one looks first. */
  first: boolean;
}

/**
 * A note of the list. A card has a dozen controls and a film may have a thousand notes: one that is far from what is seen
 * is its words alone. A card once drawn stays, and with it what was begun in it.
 */
export function NoteItem({ session, item, first }: NoteItemProps) {
  const place = useRef<HTMLLIElement>(null);
  const near = useNear(place);
  const [drawn, setDrawn] = useState(first);
  if (!drawn && (near || session.active === item.note.id)) setDrawn(true);
  return (
    <li ref={place}>
      {drawn ? (
        <NoteCard session={roomOf(session, item.note.id)} item={item} />
      ) : (
        <PlainNote note={item.note} />
      )}
    </li>
  );
}

const PlainNote = memo(function PlainNote({ note }: { note: VideoNote }) {
  const { t } = useTranslation('review');
  const name = note.authorName;
  const gone = note.deleted !== null ? t('note.deleted', { name }) : t('note.hidden');
  return (
    <article className={classes['note']} data-plain data-note={note.id} aria-label={t('note.by', { name })}>
      <span className={classes['name']}>{name}</span>
      <p className={classes['under']}>{note.deleted === null && note.hidden === null ? note.words : gone}</p>
    </article>
  );
});

import { readShapes } from '@clapper/documents';
import type { VideoNote } from '@clapper/documents/review';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Doc } from 'yjs';
import type { Player } from '../player/player.ts';
import type { Playhead } from '../together/playhead.ts';
import type { InternalHere } from './room-session.ts';
import { useUnsent, type Unsent } from './use-unsent.ts';

interface NewNoteProps {
  document: string;
  doc: Doc;
  internal: InternalHere | null;
  user: string;
  /** All that are sent. */
  notes: readonly VideoNote[];
  player: Player | null;
  /** That one looks at; null: there is none yet. */
  cut: string | null;
  chooseCut: (cut: string) => void;
  now: () => number;
}

/** The note that is being written, and what is drawn on it before it is sent. */
export interface NewNote {
  unsent: Unsent;
  change: (part: Partial<Unsent>) => void;
  /** How much is drawn on it. */
  drawn: number;
  drawing: boolean;
  /** It stands on this frame of the cut that one looks at; null: it is not begun any more. */
  standAt: (frame: number | null) => void;
  /** What the others are told of it. */
  draws: Playhead['draws'];
  draw: () => void;
  stopDrawing: () => void;
  /** The next one begins. */
  renew: () => void;
}

export function useNewNote(props: NewNoteProps): NewNote {
  const { document, doc, internal, user, notes, player, cut, chooseCut, now } = props;
  const { unsent, change, renew } = useUnsent({ user, document }, now);
  const [drawing, setDrawing] = useState(false);
  const own = unsent.internal ? (internal?.doc ?? doc) : doc;
  // Both documents are read again when something in them changes.
  const drawn = useMemo(
    () => (notes.some(({ id }) => id === unsent.id) ? 0 : (readShapes(own).get(unsent.id)?.length ?? 0)),
    [notes, own, unsent.id],
  );
  const here = unsent.cut === null || unsent.cut === cut;
  const drawnAt = (drawn > 0 || drawing) && here && !unsent.internal ? unsent.frame : null;
  const draws = useMemo(
    () => (drawnAt === null ? null : { of: unsent.id, frame: drawnAt }),
    [drawnAt, unsent.id],
  );
  const back = useRef<'reloaded' | 'onItsWay' | 'there'>('reloaded');
  useEffect(() => {
    // What was begun before a reload goes on where it was begun: on its cut, and on its frame.
    if (player === null || back.current === 'there') return;
    const goes = back.current === 'reloaded' && !here && unsent.cut !== null;
    back.current = goes ? 'onItsWay' : 'there';
    if (goes) chooseCut(unsent.cut!);
    else if (here && unsent.frame !== null && !drawing) player.show(unsent.frame);
    // Only for a player that has just come.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [player]);
  const standAt = (frame: number | null) => change({ frame, cut: frame === null ? null : cut });
  return {
    ...{ unsent, change, drawn, drawing, draws, standAt },
    draw() {
      player?.pause();
      if (drawn > 0 && unsent.frame !== null) {
        if (here) player?.show(unsent.frame);
        else if (unsent.cut !== null) chooseCut(unsent.cut);
      } else standAt(player?.get().frame ?? null);
      setDrawing(true);
    },
    stopDrawing: () => setDrawing(false),
    renew() {
      setDrawing(false);
      renew();
    },
  };
}

import { readShapes } from '@clapper/documents';
import type { VideoNote } from '@clapper/documents/review';
import { useEffect, useMemo, useState } from 'react';
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
  now: () => number;
}

/** The note that is being written, and what is drawn on it before it is sent. */
export interface NewNote {
  unsent: Unsent;
  change: (part: Partial<Unsent>) => void;
  /** How much is drawn on it. */
  drawn: number;
  drawing: boolean;
  /** What the others are told of it. */
  draws: Playhead['draws'];
  draw: () => void;
  stopDrawing: () => void;
  /** The next one begins. */
  renew: () => void;
}

export function useNewNote({ document, doc, internal, user, notes, player, now }: NewNoteProps): NewNote {
  const { unsent, change, renew } = useUnsent({ user, document }, now);
  const [drawing, setDrawing] = useState(false);
  const own = unsent.internal ? (internal?.doc ?? doc) : doc;
  // Both documents are read again when something in them changes.
  const drawn = useMemo(
    () => (notes.some(({ id }) => id === unsent.id) ? 0 : (readShapes(own).get(unsent.id)?.length ?? 0)),
    [notes, own, unsent.id],
  );
  const drawnAt = (drawn > 0 || drawing) && !unsent.internal ? unsent.frame : null;
  const draws = useMemo(
    () => (drawnAt === null ? null : { of: unsent.id, frame: drawnAt }),
    [drawnAt, unsent.id],
  );
  useEffect(() => {
    // What was begun before a reload goes on where it was drawn.
    if (player !== null && drawn > 0 && unsent.frame !== null && !drawing) player.show(unsent.frame);
    // Only for a player that has just come.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [player]);
  return {
    ...{ unsent, change, drawn, drawing, draws },
    draw() {
      player?.pause();
      if (drawn > 0 && unsent.frame !== null) player?.show(unsent.frame);
      else change({ frame: player?.get().frame ?? null });
      setDrawing(true);
    },
    stopDrawing: () => setDrawing(false),
    renew() {
      setDrawing(false);
      renew();
    },
  };
}

import type { NoteInCut, VideoNote } from '@clapper/documents/review';
import { useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { flashWhenThere } from '../../../ui/flash.ts';
import type { Player } from '../player/player.ts';

/** The note or reply that the page's address asks for; links in older mails call it a thread. */
function useAskedId(): string | null {
  const { note, thread } = useSearch({ strict: false }) as { note?: unknown; thread?: unknown };
  if (typeof note === 'string') return note;
  return typeof thread === 'string' ? thread : null;
}

/** Shows the note that was asked for, in the cut it was made on, as soon as it is here: once. */
export function useAskedNote(
  all: readonly VideoNote[],
  inCut: readonly NoteInCut[],
  player: Player | null,
  { choose, show }: { choose: (cut: string) => void; show: (item: NoteInCut) => void },
): void {
  const asked = useAskedId();
  const shown = useRef<{ asked: string; player: Player | null } | null>(null);
  const latest = useRef({ choose, show });
  useEffect(() => {
    latest.current = { choose, show };
  });
  useEffect(() => {
    if (asked === null) return;
    const done = shown.current;
    if (done?.asked === asked && (done.player !== null || player === null)) return;
    const note = all.find(({ id, replies }) => id === asked || replies.some((reply) => reply.id === asked));
    if (note === undefined) return;
    const item = inCut.find((one) => one.note.id === note.id);
    if (item === undefined) {
      latest.current.choose(note.cut);
      return;
    }
    shown.current = { asked, player };
    latest.current.show(item);
    if (done?.asked !== asked) flashWhenThere(() => document.querySelector(`[data-note="${note.id}"]`));
  }, [asked, all, inCut, player]);
}

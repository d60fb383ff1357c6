import { useMemo } from 'react';
import { usePart } from '../../../app/store.ts';
import { useSayAt, type At } from '../../presence/index.ts';
import { type BoardSession } from '../session/board-session.ts';

/** Tells the others which shot one is at; which are selected and written in, their outlines say. */
export function useSayShot({ selection }: BoardSession, byId: ReadonlyMap<string, { number: string }>): void {
  const focus = usePart(selection, (selected) => (selected.ids.length > 0 ? selected.focus : null));
  const number = focus === null ? undefined : byId.get(focus)?.number;
  useSayAt(
    useMemo<At | null>(
      () => (focus === null || number === undefined ? null : { type: 'shot', id: focus, label: number }),
      [focus, number],
    ),
  );
}

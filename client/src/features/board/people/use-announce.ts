import { useEffect } from 'react';
import type { BoardSession } from '../session/board-session.ts';

/** More than fit into one presence message are not told: outlines of fifty shots say enough. */
const MOST_TOLD = 50;

/** Tells the others where one is: on the board, at these shots, writing in this field. */
export function useAnnounce({ awareness, selection, writing }: BoardSession): void {
  useEffect(() => {
    awareness.setLocalStateField('at', { page: 'board' });
    const tell = () => {
      const selected = selection.get().ids.slice(0, MOST_TOLD);
      awareness.setLocalStateField('shots', { selected, editing: writing.get() });
    };
    tell();
    const stops = [selection.subscribe(tell), writing.subscribe(tell)];
    return () => {
      for (const stop of stops) stop();
      awareness.setLocalStateField('shots', null);
      awareness.setLocalStateField('at', null);
    };
  }, [awareness, selection, writing]);
}

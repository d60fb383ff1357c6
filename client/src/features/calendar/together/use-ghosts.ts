import { useEffect } from 'react';
import type { CalendarSession } from '../session/calendar-session.ts';
import { readGhosts } from './read-draft.ts';

/** What others have in hand goes into the session, where views and form find it; once a frame, however fast it moves. */
export function useGhosts({ awareness, ghosts, me }: CalendarSession): void {
  useEffect(() => {
    let frame = 0;
    const read = () => {
      frame = 0;
      const found = readGhosts(awareness.getStates(), me.id);
      // Most of what people say of themselves is where their pointer is.
      if (JSON.stringify(found) !== JSON.stringify(ghosts.get())) ghosts.set(found);
    };
    const changed = () => {
      if (frame === 0) frame = requestAnimationFrame(read);
    };
    read();
    awareness.on('change', changed);
    return () => {
      awareness.off('change', changed);
      cancelAnimationFrame(frame);
      ghosts.set([]);
    };
  }, [awareness, ghosts, me.id]);
}

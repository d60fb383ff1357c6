import { useSearch } from '@tanstack/react-router';
import { useEffect, type RefObject } from 'react';
import { usePlan } from '../page/plan-session.ts';

/** `?shot=` comes from the board: the words of that shot are brought into view, once, however often they unfold. */
export function useAskedShot(list: RefObject<HTMLElement | null>, placed: readonly string[]): string | null {
  const { shownShots } = usePlan();
  const search = useSearch({ strict: false }) as { shot?: unknown };
  const shot = typeof search.shot === 'string' ? search.shot : null;
  const here = shot !== null && placed.includes(shot);
  useEffect(() => {
    if (!here || shownShots.has(shot)) return;
    shownShots.add(shot);
    list.current?.querySelector('[data-asked]')?.scrollIntoView({ block: 'center' });
  }, [here, shot, shownShots, list]);
  return shot;
}

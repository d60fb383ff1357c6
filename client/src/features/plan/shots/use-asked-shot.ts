import { useSearch } from '@tanstack/react-router';
import { useEffect, useRef, type RefObject } from 'react';
import { usePlan } from '../page/plan-session.ts';

/** `?stage=` and `?shot=` come from the board: that stage is unfolded, and the words of that shot brought into view, once. */
export function useAskedShot(list: RefObject<HTMLElement | null>, placed: readonly string[]): string | null {
  const { openStage } = usePlan();
  const search = useSearch({ strict: false }) as { stage?: unknown; shot?: unknown };
  const stage = typeof search.stage === 'string' ? search.stage : null;
  const shot = typeof search.shot === 'string' ? search.shot : null;
  const opened = useRef<string | null>(null);
  const shown = useRef<string | null>(null);
  useEffect(() => {
    if (stage === null || opened.current === stage) return;
    opened.current = stage;
    openStage(stage, false);
  }, [stage, openStage]);
  const here = shot !== null && placed.includes(shot);
  useEffect(() => {
    if (!here || shown.current === shot) return;
    shown.current = shot;
    list.current?.querySelector('[data-asked]')?.scrollIntoView({ block: 'center' });
  }, [here, shot, list]);
  return shot;
}

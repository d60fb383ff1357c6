import { useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useAsked } from '../../../app/asked.ts';

/**
 * `?stage=` comes from the board and from finding: that stage is unfolded, once each time it is asked for.
 * Which one is unfolded after that is the person’s.
 */
export function useAskedStage(openStage: (stage: string) => void): void {
  const { stage } = useSearch({ strict: false }) as { stage?: unknown };
  const times = useAsked();
  const opened = useRef<string | null>(null);
  useEffect(() => {
    const request = `${times} ${String(stage)}`;
    if (typeof stage !== 'string' || opened.current === request) return;
    opened.current = request;
    openStage(stage);
  }, [stage, times, openStage]);
}

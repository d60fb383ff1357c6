import { useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

/** `?stage=` comes from the board: that stage is unfolded, once. Which one is unfolded after that is the person's. */
export function useAskedStage(openStage: (stage: string) => void): void {
  const { stage } = useSearch({ strict: false }) as { stage?: unknown };
  const opened = useRef<string | null>(null);
  useEffect(() => {
    if (typeof stage !== 'string' || opened.current === stage) return;
    opened.current = stage;
    openStage(stage);
  }, [stage, openStage]);
}

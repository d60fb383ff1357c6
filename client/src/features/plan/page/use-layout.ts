import { useMediaQuery } from '@mantine/hooks';
import { useCallback, useState } from 'react';
import { recall, remember } from '../../../app/memory.ts';

/** Columns of 128 px for folded stages; below 1100 px a strip of numbers; on a phone one column. */
export type Room = 'columns' | 'strip' | 'phone';
export type Mode = 'one' | 'all';

export function useRoom(): Room {
  const phone = useMediaQuery('(max-width: 640px)', undefined, { getInitialValueInEffect: false });
  const narrow = useMediaQuery('(max-width: 1100px)', undefined, { getInitialValueInEffect: false });
  if (phone) return 'phone';
  return narrow ? 'strip' : 'columns';
}

interface View {
  mode: Mode;
  /** Null: the first stage. */
  open: string | null;
}

/** How somebody looked at this project's plan the last time, on this device. */
export function usePlanView(
  project: string,
): View & { setMode(mode: Mode): void; setOpen(stage: string): void } {
  const key = `plan.view.${project}` as const;
  const [view, setView] = useState<View>(() => parse(recall(key)));
  const change = useCallback(
    (part: Partial<View>) =>
      setView((before) => {
        const next = { ...before, ...part };
        remember(key, `${next.mode} ${next.open ?? ''}`);
        return next;
      }),
    [key],
  );
  return {
    ...view,
    setMode: useCallback((mode) => change({ mode }), [change]),
    setOpen: useCallback((open) => change({ open }), [change]),
  };
}

function parse(text: string | null): View {
  const [mode, open] = (text ?? '').split(' ');
  return { mode: mode === 'all' ? 'all' : 'one', open: open || null };
}

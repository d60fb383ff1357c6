import { setTimeout as sleep } from 'node:timers/promises';

/** Between the first looks: short against what a test may take, long against what a look costs. */
const INTERVAL_MS = 10;
/** What takes longer is looked at less often: a look into a page costs three processes a few milliseconds. */
const PATIENT_INTERVAL_MS = 50;

/** Only what never comes takes so long: on a machine with a hundred things to do a second may become ten. */
const HANGS_MS = 20_000;

interface UntilOptions {
  /** Completes the sentence "waited … ms for …". */
  what: string;
  /** Milliseconds; given where a time was promised. */
  timeout?: number;
  /** Milliseconds between the first looks, where thousands of waits follow each other. */
  interval?: number;
  /** Whenever this changes the timeout begins anew: what goes on, however slowly, does not hang. */
  progress?: () => unknown;
  /** What is told beside it if the time runs out: how things stand then. */
  tell?: () => string;
}

/**
 * Waits until `condition` gives something truthy and returns it: no test sleeps for a time it guessed. What the
 * condition throws counts as "not yet" and is told if the time runs out.
 */
export async function until<T>(
  condition: () => T | Promise<T>,
  { what, timeout = HANGS_MS, interval = INTERVAL_MS, progress, tell }: UntilOptions,
): Promise<Exclude<T, false | 0 | null | undefined>> {
  const began = performance.now();
  let deadline = began + timeout;
  let before = progress?.();
  let cause: unknown;
  for (;;) {
    try {
      const value = await condition();
      if (value !== false && value !== 0 && value !== null && value !== undefined)
        return value as Exclude<T, false | 0 | null | undefined>;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    const now = progress?.();
    if (now !== before) deadline = performance.now() + timeout;
    before = now;
    const at = performance.now();
    if (at >= deadline) {
      const state = tell === undefined ? '' : `: ${tell()}`;
      throw new Error(`waited ${timeout} ms for ${what}${state}`, { cause });
    }
    await sleep(Math.max(interval, Math.min(PATIENT_INTERVAL_MS, (at - began) / 10)));
  }
}

import type { Anchor, Thread } from '@clapper/documents';
import { isShown } from './filter.ts';

/** How many threads are open on each of the things that `keyOf` names; null: the thread hangs on something else. */
export function openThreads(
  threads: readonly Thread[],
  keyOf: (anchor: Anchor) => string | null,
): Map<string, number> {
  const open = new Map<string, number>();
  for (const thread of threads) {
    const key = keyOf(thread.anchor);
    if (key === null || thread.resolved !== null || !isShown(thread, false)) continue;
    open.set(key, (open.get(key) ?? 0) + 1);
  }
  return open;
}

/** The shot a thread is about, or whose picture it is about. */
export function shotOf(anchor: Anchor): string | null {
  return anchor.type === 'shot' || anchor.type === 'image' ? anchor.shot : null;
}

/** The event a thread is about. */
export function eventOf(anchor: Anchor): string | null {
  return anchor.type === 'event' ? anchor.event : null;
}

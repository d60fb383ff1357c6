import { performance, type EventLoopUtilization } from 'node:perf_hooks';

/** Long enough that one large document does not look like a busy server. */
const WINDOW_MS = 100;

/** Tells which part of the time the event loop was at work, 0…1: since it was last told, at least so long ago. */
export function eventLoopShare(now: () => number = () => performance.now()): () => number {
  let from: EventLoopUtilization = performance.eventLoopUtilization();
  let at = now();
  let share = 0;
  return () => {
    const time = now();
    if (time - at >= WINDOW_MS) {
      const until = performance.eventLoopUtilization();
      share = performance.eventLoopUtilization(until, from).utilization;
      from = until;
      at = time;
    }
    return share;
  };
}

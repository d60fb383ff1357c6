import { useEffect, useState } from 'react';

export interface Playback {
  /** Seconds. */
  at: number;
  plays: boolean;
  toggle(): void;
  go(seconds: number): void;
}

/** Time that runs while it plays; at its end it stands, or begins anew. */
export function usePlayback(length: number, loops: boolean): Playback {
  const [at, setAt] = useState(0);
  const [plays, setPlays] = useState(false);
  useEffect(() => {
    if (!plays) return;
    let last = performance.now();
    let request = requestAnimationFrame(function tick(now) {
      const passed = Math.max(0, now - last) / 1_000;
      last = now;
      setAt((before) => {
        const next = before + passed;
        if (next < length) return next;
        return loops && length > 0 ? next % length : length;
      });
      request = requestAnimationFrame(tick);
    });
    return () => cancelAnimationFrame(request);
  }, [plays, length, loops]);
  // It came to its end, or what it stood in is gone.
  if (plays && !loops && at >= length) setPlays(false);
  if (at > length) setAt(length);
  return {
    at,
    plays,
    toggle() {
      if (!plays && at >= length) setAt(0);
      setPlays(!plays);
    },
    go: (seconds) => setAt(Math.min(Math.max(0, seconds), length)),
  };
}

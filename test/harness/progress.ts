/** Short runs end before it; a long one says something twice a minute. */
const EVERY_MS = 30_000;

/** One more of what a long run counts is done. */
export type Progress = () => void;

/** Says now and then how far a run has come: one that is stopped has said it. */
export function progressOf(what: string, all: number, say = (line: string) => console.log(line)): Progress {
  const began = performance.now();
  let saidAt = began;
  let done = 0;
  return () => {
    done++;
    const now = performance.now();
    if (now - saidAt < EVERY_MS) return;
    saidAt = now;
    say(`${what}: ${done} of ${all} after ${Math.round((now - began) / 1000)} s`);
  };
}

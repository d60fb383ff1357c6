import type { Logger } from '../environment.ts';

/** How soon it is asked again: soon at first, since most come within seconds. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 20_000;

export interface ArrivalsOptions {
  /** How these stand at the server. It answers that some are not there without an error. */
  ask(document: string, hashes: readonly string[]): Promise<Arrived>;
  online(): boolean;
  log: Logger;
}

export interface Arrived {
  there: ReadonlySet<string>;
  /** By hash, of those that somebody sends just now: how much has come, in percent. */
  arriving: ReadonlyMap<string, number>;
}

/** Whoever waits for a file. */
export interface Waiting {
  /** The server has it: called once. */
  come(): void;
  /** It is being sent, or no more (null). */
  goes?(percent: number | null): void;
}

/** Files that the server was asked for in vain: one request tells of all that are waited for in a document. */
export interface Arrivals {
  /** Whether the server has it now. @throws when it cannot be asked */
  isThere(document: string, hash: string): Promise<boolean>;
  /** Nothing more is said after what this returns was called. */
  watch(document: string, hash: string, waiting: Waiting): () => void;
  /** The network may be back. */
  kick(): void;
  stop(): void;
}

/** What is waited for in one document. */
interface Line {
  /** The request that leaves when the one before it is answered: whoever asks meanwhile goes with it. */
  next: { hashes: Set<string>; answer: Promise<Arrived> } | null;
  last: Promise<unknown>;
  watched: Map<string, Set<Waiting>>;
  wait: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

export function createArrivals({ ask, online, log }: ArrivalsOptions): Arrivals {
  const lines = new Map<string, Line>();
  let stopped = false;

  function lineOf(document: string): Line {
    let line = lines.get(document);
    if (line === undefined) {
      line = {
        next: null,
        last: Promise.resolve(),
        watched: new Map(),
        wait: FIRST_WAIT_MS,
        timer: undefined,
      };
      lines.set(document, line);
    }
    return line;
  }

  function look(document: string, hashes: Iterable<string>): Promise<Arrived> {
    const line = lineOf(document);
    if (line.next === null) {
      const asked = new Set<string>();
      const answer = line.last.then(() => {
        line.next = null;
        return ask(document, [...asked]);
      });
      line.next = { hashes: asked, answer };
      // Who asked is told; the next request leaves either way.
      line.last = answer.catch(() => undefined);
    }
    for (const hash of hashes) line.next.hashes.add(hash);
    return line.next.answer;
  }

  async function tick(document: string): Promise<void> {
    const line = lineOf(document);
    if (line.watched.size === 0) return;
    line.wait = Math.min(LONGEST_WAIT_MS, line.wait * 1.5);
    if (online()) {
      try {
        const { there, arriving } = await look(document, line.watched.keys());
        if (stopped) return;
        // While something comes others are told how far it is.
        if (arriving.size > 0) line.wait = FIRST_WAIT_MS;
        for (const [hash, waiting] of [...line.watched]) {
          if (!there.has(hash)) {
            for (const { goes } of waiting) goes?.(arriving.get(hash) ?? null);
            continue;
          }
          line.watched.delete(hash);
          for (const { come } of waiting) come();
        }
      } catch (error) {
        log.info({ error, document }, 'files.notTold');
      }
    }
    rest(document, line);
  }

  function rest(document: string, line: Line): void {
    clearTimeout(line.timer);
    if (stopped || line.watched.size === 0) return;
    line.timer = setTimeout(() => void tick(document), line.wait);
  }

  return {
    isThere: async (document, hash) => (await look(document, [hash])).there.has(hash),
    watch(document, hash, one) {
      const line = lineOf(document);
      const isFirst = line.watched.size === 0;
      const waiting = line.watched.get(hash) ?? new Set<Waiting>();
      line.watched.set(hash, waiting.add(one));
      // Where it is asked within a second anyway that is not put off: many come into sight one after the other.
      if (isFirst || line.wait > FIRST_WAIT_MS) {
        line.wait = FIRST_WAIT_MS;
        rest(document, line);
      }
      return () => {
        waiting.delete(one);
        if (waiting.size === 0 && line.watched.get(hash) === waiting) line.watched.delete(hash);
      };
    },
    kick() {
      for (const [document, line] of lines) {
        line.wait = FIRST_WAIT_MS;
        if (line.watched.size > 0) void tick(document);
      }
    },
    stop() {
      stopped = true;
      for (const { timer } of lines.values()) clearTimeout(timer);
    },
  };
}

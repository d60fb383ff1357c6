/** How busy the server was in the last minute that was looked at, as the seeds name it. */
export interface Minute {
  at: number;
  connections: number;
  messagesPerSecond: number;
  /** Of the API's answers; null: nobody asked. */
  averageResponseMs: number | null;
}

export interface Traffic {
  answered(ms: number): void;
  /** Ends a minute and begins the next. */
  look(): Minute;
  /** Null: the first minute is not over. */
  last(): Minute | null;
}

export function createTraffic({
  sockets,
  now,
}: {
  sockets: () => { connections: number; received: number };
  now: () => number;
}): Traffic {
  let begun = now();
  let received = sockets().received;
  let answers = { count: 0, ms: 0 };
  let last: Minute | null = null;
  return {
    answered(ms) {
      answers = { count: answers.count + 1, ms: answers.ms + ms };
    },
    look() {
      const [at, seen] = [now(), sockets()];
      const seconds = Math.max(1, at - begun) / 1_000;
      last = {
        at,
        connections: seen.connections,
        messagesPerSecond: (seen.received - received) / seconds,
        averageResponseMs: answers.count === 0 ? null : answers.ms / answers.count,
      };
      begun = at;
      received = seen.received;
      answers = { count: 0, ms: 0 };
      return last;
    },
    last: () => last,
  };
}

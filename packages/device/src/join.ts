import { MAX_DOCUMENTS_PER_SOCKET, MAX_FRAME_BYTES, type JoinRequest, type Message } from '@clapper/protocol';

/** Documents that are still being read from disk are waited for this long, so that all of them fit one frame. */
const GATHER_MS = 100;

/** What a JOIN takes besides ids, hash and state vector; generous. */
const ENTRY_BYTES = 400;

export interface Joiner {
  /** Asks for the document with the next frame. */
  request(document: string): void;
  /** A document finished loading: perhaps nothing is left to wait for. */
  settled(): void;
  reset(): void;
}

/** Gathers documents into as few JOIN frames as possible: 500 of them reconnect in one round trip. */
export function createJoiner(options: {
  /** Whether documents are still being read from disk. */
  loading(): boolean;
  /** What a document asks for now; null: nothing any more. */
  read(document: string): JoinRequest | null;
  send(message: Message): boolean;
}): Joiner {
  const wanted = new Set<string>();
  let soon: ReturnType<typeof setTimeout> | null = null;
  let late: ReturnType<typeof setTimeout> | null = null;

  function flush(): void {
    stop();
    const requests = [...wanted].map(options.read).filter((request) => request !== null);
    wanted.clear();
    for (const documents of frames(requests)) options.send({ type: 'join', documents });
  }

  function stop(): void {
    if (soon !== null) clearTimeout(soon);
    if (late !== null) clearTimeout(late);
    soon = late = null;
  }

  function schedule(): void {
    if (wanted.size === 0) return;
    late ??= setTimeout(flush, GATHER_MS);
    if (!options.loading()) soon ??= setTimeout(flush, 0);
  }

  return {
    request(document) {
      wanted.add(document);
      schedule();
    },
    settled: schedule,
    reset() {
      stop();
      wanted.clear();
    },
  };
}

/** Splits requests so that no frame passes the wire's limits. */
export function frames(requests: readonly JoinRequest[]): JoinRequest[][] {
  const result: JoinRequest[][] = [];
  let bytes = Infinity;
  for (const request of requests) {
    const size =
      ENTRY_BYTES +
      request.document.length +
      (request.stateVector?.byteLength ?? 0) +
      request.clientIds.length * 5;
    const last = result.at(-1);
    if (last === undefined || last.length >= MAX_DOCUMENTS_PER_SOCKET || bytes + size > MAX_FRAME_BYTES) {
      result.push([request]);
      bytes = size;
    } else {
      last.push(request);
      bytes += size;
    }
  }
  return result;
}

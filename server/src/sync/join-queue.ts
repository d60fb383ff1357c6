import { ClapperError, encodeMessage, type JoinAnswer, type JoinRequest } from '@clapper/protocol';
import type { Connection } from './connection.ts';

interface JoinQueueOptions {
  connection: Connection;
  /** Requests that may wait. */
  most: number;
  join(request: JoinRequest): Promise<void>;
  refused(document: string, error: unknown): void;
}

/** Documents of one JOIN that are looked up side by side: enough to keep the storage busy. */
const AT_ONCE = 16;

/** The joins of one socket, a few at a time, and their answers, many in a frame. */
export class JoinQueue {
  readonly #options: JoinQueueOptions;
  #requests: JoinRequest[] = [];
  #running = 0;
  #answers: JoinAnswer[] = [];
  #flushing = false;

  constructor(options: JoinQueueOptions) {
    this.#options = options;
  }

  add(requests: readonly JoinRequest[]): void {
    this.#requests.push(...requests);
    if (this.#requests.length > this.#options.most) {
      throw new ClapperError('TOO_LARGE', 'Too many documents are being joined.');
    }
    while (this.#running < AT_ONCE && this.#requests.length > 0) {
      this.#running += 1;
      void this.#run();
    }
  }

  forget(document: string): void {
    this.#requests = this.#requests.filter((request) => request.document !== document);
  }

  clear(): void {
    this.#requests = [];
  }

  async #run(): Promise<void> {
    const { connection, join, refused } = this.#options;
    for (let next = this.#requests.shift(); next !== undefined; next = this.#requests.shift()) {
      await connection.caughtUp();
      if (!connection.isOpen) break;
      try {
        await join(next);
      } catch (error) {
        refused(next.document, error);
      }
    }
    this.#running -= 1;
  }

  /** Answers of one turn go out as one frame. */
  answer(answer: JoinAnswer): void {
    this.#answers.push(answer);
    if (this.#flushing) return;
    this.#flushing = true;
    setImmediate(() => {
      this.#flushing = false;
      this.flush();
    });
  }

  /** Before anything else is sent: what follows builds on them. */
  flush(): void {
    if (this.#answers.length === 0) return;
    const documents = this.#answers;
    this.#answers = [];
    this.#options.connection.send(encodeMessage({ type: 'joined', documents }));
  }
}

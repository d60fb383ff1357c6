import { Worker } from 'node:worker_threads';
import { ClapperError } from '@clapper/protocol';
import type { Logger } from '../log.ts';
import { packUpdates, type FoldAnswer, type FoldTask } from './fold-wire.ts';

/** Work on documents' bytes that takes too long for the event loop. */
export interface Folder {
  /** One update that holds all of them. @throws ClapperError UNAVAILABLE when they do not fit together */
  fold(updates: readonly Uint8Array[]): Promise<Uint8Array>;
  /** What a peer with this state vector lacks of the update. @throws ClapperError INVALID_MESSAGE when it is no state vector */
  diff(update: Uint8Array, stateVector: Uint8Array): Promise<Uint8Array>;
}

/** One that is stuck with a document does not keep the others waiting. */
const THREADS = 2;
/** The longest log anybody has written by hand takes two seconds. */
const DEADLINE_MS = 60_000;
/** A thread that has had nothing to do is ended: it holds what its last document needed. */
const IDLE_MS = 30_000;
/** A document that needs more ends its thread, not the server. */
const MAX_HEAP_MB = 1_024;

interface Job {
  task: FoldTask;
  transfer: ArrayBuffer[];
  done(answer: FoldAnswer): void;
  /** The thread ended meanwhile, which says nothing about the task. */
  lost(cause: unknown): void;
}

/** A few threads that are started when there is something to do. What breaks one harms its own document only. */
export class FoldThreads implements Folder {
  readonly #log: Logger;
  readonly #waiting: Job[] = [];
  readonly #idle = new Map<Worker, NodeJS.Timeout>();
  #threads = 0;

  constructor(log: Logger) {
    this.#log = log;
  }

  async fold(updates: readonly Uint8Array[]): Promise<Uint8Array> {
    const packed = packUpdates(updates);
    const answer = await this.#run({ do: 'fold', updates: packed }, [
      packed.bytes.buffer,
      packed.sizes.buffer,
    ]);
    if (answer.ok) return answer.update;
    throw new ClapperError('UNAVAILABLE', `The stored rows cannot be read: ${answer.reason}.`);
  }

  async diff(update: Uint8Array, stateVector: Uint8Array): Promise<Uint8Array> {
    const answer = await this.#run({ do: 'diff', update, stateVector }, []);
    if (answer.ok) return answer.update;
    throw new ClapperError('INVALID_MESSAGE', `The bytes are no state vector: ${answer.reason}.`);
  }

  #run(task: FoldTask, transfer: ArrayBuffer[]): Promise<FoldAnswer> {
    return new Promise((done, reject) => {
      const lost = (cause: unknown): void =>
        reject(new ClapperError('UNAVAILABLE', 'The document could not be folded.', { cause }));
      this.#waiting.push({ task, transfer, done, lost });
      this.#next();
    });
  }

  #next(): void {
    while (this.#waiting.length > 0 && (this.#idle.size > 0 || this.#threads < THREADS)) {
      this.#give(this.#takeIdle() ?? this.#start(), this.#waiting.shift()!);
    }
  }

  #takeIdle(): Worker | null {
    for (const [worker, timer] of this.#idle) {
      clearTimeout(timer);
      this.#idle.delete(worker);
      return worker;
    }
    return null;
  }

  #start(): Worker {
    this.#threads += 1;
    const worker = new Worker(new URL('./fold-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
    });
    // Nothing it does is worth keeping the process for: what it makes can be made again.
    worker.unref();
    worker.on('error', (error) => this.#log.error({ error }, 'fold_thread_failed'));
    worker.once('exit', () => {
      this.#threads -= 1;
      clearTimeout(this.#idle.get(worker));
      this.#idle.delete(worker);
      this.#next();
    });
    return worker;
  }

  #give(worker: Worker, job: Job): void {
    const ended = (): void => {
      clearTimeout(deadline);
      job.lost(new Error('its thread ended'));
    };
    const deadline = setTimeout(() => void worker.terminate(), DEADLINE_MS);
    deadline.unref();
    worker.once('exit', ended);
    worker.once('message', (answer: FoldAnswer) => {
      clearTimeout(deadline);
      worker.off('exit', ended);
      const timer = setTimeout(() => void worker.terminate(), IDLE_MS);
      this.#idle.set(worker, timer.unref());
      job.done(answer);
      this.#next();
    });
    worker.postMessage(job.task, job.transfer);
  }
}

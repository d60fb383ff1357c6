import { Worker } from 'node:worker_threads';
import { ClapperError } from '@clapper/protocol';
import type { Logger } from '../../log.ts';
import type { Inspection } from './found.ts';

export type MediaTask =
  | { do: 'inspect'; path: string }
  | { do: 'display'; path: string; to: string; whole: boolean }
  | { do: 'portrait'; path: string };
export type MediaAnswer = { ok: true; result: unknown } | { ok: false; reason: string };

/** Work on whole files, which would hold up the event loop, or which hostile bytes could make hang. */
export interface Media {
  /** @throws ClapperError BROKEN_FILE when looking into it does not end; UNAVAILABLE */
  inspect(path: string): Promise<Inspection>;
  /** Writes what screens show of a picture: inside 1920 × 1080, unless `whole`. @throws ClapperError as `inspect` */
  writeDisplay(path: string, to: string, size?: 'whole'): Promise<void>;
  /** What screens show of a person: small and square, as WebP in base64. @throws ClapperError as `inspect` */
  portrait(path: string): Promise<string>;
  stop(): Promise<void>;
}

/** A film that takes its time does not keep pictures waiting. */
const THREADS = 2;
/** 8 GiB from a slow disk. */
const DEADLINE_MS = 5 * 60_000;
const IDLE_MS = 30_000;
/** The index of a film of a day; what needs more ends its thread, not the server. */
const MAX_HEAP_MB = 1_024;

interface Job {
  task: MediaTask;
  resolve(result: unknown): void;
  reject(error: ClapperError): void;
}

/** A few threads, started when there is something to do, one file at a time each. */
export class MediaThreads implements Media {
  readonly #log: Logger;
  readonly #deadlineMs: number;
  readonly #waiting: Job[] = [];
  readonly #idle = new Map<Worker, NodeJS.Timeout>();
  readonly #workers = new Set<Worker>();

  constructor(log: Logger, deadlineMs: number = DEADLINE_MS) {
    this.#log = log;
    this.#deadlineMs = deadlineMs;
  }

  inspect(path: string): Promise<Inspection> {
    return this.#run({ do: 'inspect', path }) as Promise<Inspection>;
  }

  async writeDisplay(path: string, to: string, size?: 'whole'): Promise<void> {
    await this.#run({ do: 'display', path, to, whole: size === 'whole' });
  }

  portrait(path: string): Promise<string> {
    return this.#run({ do: 'portrait', path }) as Promise<string>;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#workers].map((worker) => worker.terminate()));
  }

  #run(task: MediaTask): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ task, resolve, reject });
      this.#next();
    });
  }

  #next(): void {
    while (this.#waiting.length > 0 && (this.#idle.size > 0 || this.#workers.size < THREADS)) {
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
    const worker = new Worker(new URL('./media-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
    });
    worker.unref();
    this.#workers.add(worker);
    worker.on('error', (error) => this.#log.error({ error }, 'files.threadFailed'));
    worker.once('exit', () => {
      this.#workers.delete(worker);
      clearTimeout(this.#idle.get(worker));
      this.#idle.delete(worker);
      this.#next();
    });
    return worker;
  }

  #give(worker: Worker, { task, resolve, reject }: Job): void {
    let late = false;
    const ended = (): void => {
      clearTimeout(deadline);
      reject(
        late
          ? new ClapperError('BROKEN_FILE', 'Looking into the file does not come to an end.')
          : new ClapperError('UNAVAILABLE', 'The file could not be looked into.'),
      );
    };
    const deadline = setTimeout(() => {
      late = true;
      void worker.terminate();
    }, this.#deadlineMs);
    deadline.unref();
    worker.once('exit', ended);
    worker.once('message', (answer: MediaAnswer) => {
      clearTimeout(deadline);
      worker.off('exit', ended);
      this.#idle.set(worker, setTimeout(() => void worker.terminate(), IDLE_MS).unref());
      if (answer.ok) resolve(answer.result);
      else {
        this.#log.error({ reason: answer.reason }, 'files.notLookedInto');
        reject(new ClapperError('UNAVAILABLE', 'The file could not be looked into.'));
      }
      this.#next();
    });
    worker.postMessage(task);
  }
}

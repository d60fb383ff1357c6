import { Worker } from 'node:worker_threads';
import type { ClapperError } from '@clapper/protocol';
import { errorFrom, storageErrors } from '../errors.ts';
import type { StorageLog } from '../log.ts';
import {
  packArgs,
  unpackResult,
  type FromWorker,
  type ToWorker,
  type WorkerMethod,
  type WorkerOptions,
} from './wire.ts';

/** A thread that died is started again after this long, twice as long each time, up to the second number. */
const RESTART_MS = { first: 100, most: 5_000 };

export interface WorkerClient {
  call(method: WorkerMethod, args: unknown[]): Promise<unknown>;
  /** After everything that was called before. */
  close(): Promise<void>;
}

interface Waiting {
  method: WorkerMethod;
  resolve(result: unknown): void;
  reject(error: ClapperError): void;
}

type State =
  | { status: 'up'; worker: Worker; unhear(): void }
  | { status: 'down'; restart: NodeJS.Timeout }
  | { status: 'closed' };

/** Resolves when the thread has its file open, rejects when it cannot. */
export async function startWorker(options: WorkerOptions, log: StorageLog): Promise<WorkerClient> {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let failures = 0;
  let state = adopt(await spawn(options));

  function adopt(worker: Worker): State {
    let cause: unknown;
    const heard = (message: FromWorker): void => {
      if (message.type !== 'answers') return;
      failures = 0;
      for (const answer of message.answers) {
        const call = waiting.get(answer.id);
        waiting.delete(answer.id);
        if (answer.ok) call?.resolve(unpackResult(call.method, answer.result));
        else call?.reject(errorFrom(answer.error));
      }
    };
    const failed = (error: unknown): void => void (cause = error);
    const ended = (exitCode: number): void => {
      const error = storageErrors.unavailable(`its ${options.mode} thread ended (${exitCode}).`, cause);
      for (const call of waiting.values()) call.reject(error);
      waiting.clear();
      if (state.status === 'closed') return;
      log.error({ err: error, mode: options.mode }, 'storage.worker-died');
      comeBack();
    };
    return { status: 'up', worker, unhear: hear(worker, { heard, failed, ended }) };
  }

  function comeBack(): void {
    const delay = Math.min(RESTART_MS.first * 2 ** failures++, RESTART_MS.most);
    const restart = setTimeout(() => {
      spawn(options).then(
        (worker) => {
          if (state.status === 'closed') return void worker.terminate();
          state = adopt(worker);
          log.info({ mode: options.mode }, 'storage.worker-restarted');
        },
        (error: unknown) => {
          log.error({ err: error, mode: options.mode }, 'storage.worker-failed');
          if (state.status !== 'closed') comeBack();
        },
      );
    }, delay);
    state = { status: 'down', restart };
  }

  return {
    call(method, args) {
      if (state.status === 'closed') return Promise.reject(storageErrors.closed());
      if (state.status === 'down')
        return Promise.reject(storageErrors.unavailable('its thread is being restarted.'));
      const { worker } = state;
      const id = ++lastId;
      const transfer: ArrayBuffer[] = [];
      const message: ToWorker = { type: 'call', id, method, args: packArgs(method, args, transfer) };
      return new Promise((resolve, reject) => {
        waiting.set(id, { method, resolve, reject });
        worker.postMessage(message, transfer);
      });
    },

    async close() {
      if (state.status === 'closed') return;
      const was = state;
      state = { status: 'closed' };
      if (was.status === 'down') return clearTimeout(was.restart);
      const { worker, unhear } = was;
      const { promise: closed, resolve } = Promise.withResolvers<void>();
      const heard = ({ type }: FromWorker): void => void (type === 'closed' && resolve());
      const unhearClose = hear(worker, { heard, failed: () => undefined, ended: () => resolve() });
      worker.postMessage({ type: 'close' } satisfies ToWorker);
      await closed;
      unhearClose();
      unhear();
      rest(worker);
    },
  };
}

interface Ears {
  heard(message: FromWorker): void;
  failed(error: unknown): void;
  ended(exitCode: number): void;
}

/** Until the function it gives is called. */
function hear(worker: Worker, { heard, failed, ended }: Ears): () => void {
  worker.on('message', heard).on('error', failed).on('exit', ended);
  return () => void worker.off('message', heard).off('error', failed).off('exit', ended);
}

const DRIZZLE_MODULES = new URL('../drizzle-modules.ts', import.meta.url).href;

/**
 * Threads whose file was closed, and what ends their rest: what they have loaded took them a tenth of a second, and the next
 * file can have it. They keep no process from ending.
 */
const resting = new Map<Worker, () => void>();
/** Those of two databases, from one of which everything goes to the other. */
const MOST_RESTING = 4;

function rest(worker: Worker): void {
  const isGone = worker.threadId === -1;
  if (isGone || resting.size >= MOST_RESTING) return void worker.terminate();
  const forget = (): void => void resting.delete(worker);
  resting.set(worker, hear(worker, { heard: forget, failed: forget, ended: forget }));
  // After that: whoever listens to a thread holds on to it.
  worker.unref();
}

function wake(): Worker | undefined {
  for (const [worker, unhear] of resting) {
    resting.delete(worker);
    unhear();
    worker.ref();
    return worker;
  }
  return undefined;
}

function spawn(options: WorkerOptions): Promise<Worker> {
  const worker =
    wake() ??
    new Worker(new URL('./worker.ts', import.meta.url), {
      // Not what Node itself was started with: a thread refuses to hear of the heap of the process.
      execArgv: ['--import', DRIZZLE_MODULES],
    });
  return new Promise((resolve, reject) => {
    const unhear = hear(worker, {
      heard(message) {
        unhear();
        if (message.type !== 'failed') return resolve(worker);
        rest(worker);
        reject(errorFrom(message.error));
      },
      failed: reject,
      ended: (code) => reject(storageErrors.unavailable(`its ${options.mode} thread ended (${code}).`)),
    });
    worker.postMessage({ type: 'open', ...options } satisfies ToWorker);
  });
}

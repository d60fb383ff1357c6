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
  | { status: 'up'; worker: Worker }
  | { status: 'down'; restart: NodeJS.Timeout }
  | { status: 'closed' };

/** Resolves when the thread has its file open, rejects when it cannot. */
export async function startWorker(options: WorkerOptions, log: StorageLog): Promise<WorkerClient> {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let failures = 0;
  let state: State = { status: 'up', worker: await spawn(options) };
  adopt(state.worker);

  function adopt(worker: Worker): void {
    worker.on('message', (message: FromWorker) => {
      if (message.type !== 'answers') return;
      failures = 0;
      for (const answer of message.answers) {
        const call = waiting.get(answer.id);
        waiting.delete(answer.id);
        if (answer.ok) call?.resolve(unpackResult(call.method, answer.result));
        else call?.reject(errorFrom(answer.error));
      }
    });
    let cause: unknown;
    worker.on('error', (error) => (cause = error));
    worker.on('exit', (exitCode) => {
      const error = storageErrors.unavailable(`its ${options.mode} thread ended (${exitCode}).`, cause);
      for (const call of waiting.values()) call.reject(error);
      waiting.clear();
      if (state.status === 'closed') return;
      log.error({ err: error, mode: options.mode }, 'storage.worker-died');
      comeBack();
    });
  }

  function comeBack(): void {
    const delay = Math.min(RESTART_MS.first * 2 ** failures++, RESTART_MS.most);
    const restart = setTimeout(() => {
      spawn(options).then(
        (worker) => {
          if (state.status === 'closed') return void worker.terminate();
          state = { status: 'up', worker };
          adopt(worker);
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
      const gone = new Promise((resolve) => was.worker.once('exit', resolve));
      was.worker.postMessage({ type: 'close' } satisfies ToWorker);
      await gone;
    },
  };
}

const DRIZZLE_MODULES = new URL('../drizzle-modules.ts', import.meta.url).href;

function spawn(options: WorkerOptions): Promise<Worker> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: options,
    // Not what Node itself was started with: a thread refuses to hear of the heap of the process.
    execArgv: ['--import', DRIZZLE_MODULES],
  });
  return new Promise((resolve, reject) => {
    const ended = (code: number) =>
      reject(storageErrors.unavailable(`its ${options.mode} thread ended (${code}).`));
    worker.once('error', reject);
    worker.once('exit', ended);
    worker.once('message', (message: FromWorker) => {
      if (message.type === 'failed') return reject(errorFrom(message.error));
      worker.off('error', reject);
      worker.off('exit', ended);
      resolve(worker);
    });
  });
}

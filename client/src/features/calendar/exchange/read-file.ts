import { ClapperError } from '@clapper/protocol';
import { ICS_LIMITS, type IcsReading } from '@clapper/documents/ics';
import type { ReadRequest } from './ics-worker.ts';

/** The largest file takes a few seconds on a slow phone. */
const READING_MS = 30_000;

/** @throws ClapperError INVALID for what the browser cannot read, or what takes without end */
export async function readCalendarFile(
  file: Blob,
  { zone, signal }: { zone: string; signal: AbortSignal },
): Promise<IcsReading> {
  // Not even looked into.
  if (file.size > ICS_LIMITS.file) return { ok: false, code: 'too_large', line: 0 };
  const bytes = await bytesOf(file);
  signal.throwIfAborted();
  const worker = new Worker(new URL('./ics-worker.ts', import.meta.url), { type: 'module' });
  try {
    return await answerOf(worker, { file: bytes, zone }, signal);
  } finally {
    worker.terminate();
  }
}

async function bytesOf(file: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    throw new ClapperError('INVALID', 'The browser cannot read this file.', { cause });
  }
}

function answerOf(worker: Worker, request: ReadRequest, signal: AbortSignal): Promise<IcsReading> {
  return new Promise((resolve, reject) => {
    const refuse = (message: string, cause?: unknown) =>
      reject(new ClapperError('INVALID', message, { cause }));
    const late = setTimeout(() => refuse('It takes too long to read this file.'), READING_MS);
    const done = () => clearTimeout(late);
    signal.addEventListener('abort', () => {
      done();
      reject(signal.reason as Error);
    });
    worker.addEventListener('message', ({ data }: MessageEvent<IcsReading>) => {
      done();
      resolve(data);
    });
    worker.addEventListener('error', (event) => {
      done();
      refuse('This file could not be read.', event.error);
    });
    worker.postMessage(request, [request.file.buffer]);
  });
}

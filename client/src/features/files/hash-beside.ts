import { hashBlob } from '@clapper/device/files';

/** A picture is hashed before a worker has started. */
const SMALL = 8 * 1024 * 1024;

/** A video is hashed beside the page: two gigabytes take half a minute of a processor. */
export function hashBeside(blob: Blob): Promise<string> {
  if (blob.size <= SMALL) return hashBlob(blob);
  const worker = new Worker(new URL('./hash-worker.ts', import.meta.url), { type: 'module' });
  return new Promise<string>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<{ hash: string } | { error: string }>) =>
      'hash' in data ? resolve(data.hash) : reject(new Error(data.error));
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(blob);
  }).finally(() => worker.terminate());
}

import type { Readable } from 'node:stream';

/**
 * Where bytes are kept: the blobs under their SHA-256, and what was made of them under `<hash>.<variant>`.
 * Two implementations, one suite (`conformance.ts`). What goes wrong is a `ClapperError`: DISK_FULL, UNAVAILABLE.
 */
export interface BlobStore {
  /** Takes the file over: it is gone from where it lay. All of it is on disk when this resolves; what is there already stays. */
  put(key: string, file: string): Promise<void>;
  /** All of it, or the bytes from `from` to `to`, both included. Null when it is not there. */
  read(key: string, range?: ByteRange): Promise<Readable | null>;
  has(key: string): Promise<boolean>;
  /** What is not there is removed too. */
  remove(key: string): Promise<void>;
  /** As a file on this machine, for as long as it is worked with. Null when it is not there. */
  withFile<T>(key: string, work: (path: string) => Promise<T>): Promise<T | null>;
}

export interface ByteRange {
  from: number;
  to: number;
}

const KEY = /^[0-9a-f]{64}(\.[a-z]{1,16})?$/;

/** Security: keys become paths. Ours are hashes; what is none is a fault of ours. */
export function expectKey(key: string): void {
  if (!KEY.test(key)) throw new TypeError(`${key} is no key of a blob`);
}

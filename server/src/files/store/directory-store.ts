import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expectKey, type BlobStore } from './blob-store.ts';
import { asStoreError, isMissing } from './store-errors.ts';

/** Blobs in folders of a folder: `ab/abcd…`. The folder and what is put into it are on one file system. */
export class DirectoryStore implements BlobStore {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  put(key: string, file: string): Promise<void> {
    return told(async () => {
      const path = this.#path(key);
      if (await this.has(key)) return rm(file, { force: true });
      const folder = dirname(path);
      await mkdir(folder, { recursive: true });
      // The bytes before the name, the name before the answer: after a power cut it is whole or not there.
      await sync(file);
      await rename(file, path);
      await sync(folder);
      await sync(this.#root);
    });
  }

  read(key: string, range?: { from: number; to: number }) {
    return told(async () => {
      const path = this.#path(key);
      if (!(await this.has(key))) return null;
      return createReadStream(path, range === undefined ? {} : { start: range.from, end: range.to });
    });
  }

  has(key: string): Promise<boolean> {
    return told(async () => {
      try {
        return (await stat(this.#path(key))).isFile();
      } catch (error) {
        if (isMissing(error)) return false;
        throw error;
      }
    });
  }

  remove(key: string): Promise<void> {
    return told(() => rm(this.#path(key), { force: true }));
  }

  async withFile<T>(key: string, work: (path: string) => Promise<T>): Promise<T | null> {
    return (await this.has(key)) ? work(this.#path(key)) : null;
  }

  #path(key: string): string {
    expectKey(key);
    return join(this.#root, key.slice(0, 2), key);
  }
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asStoreError(error);
  }
}

import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asStoreError, isMissing } from '../store/store-errors.ts';
import { uploadSchema, type Upload } from './upload.ts';

const ID = /^[0-9a-f]{32}$/;

/** Uploads under way, on the disk: a server that starts again goes on where it was. */
export class UploadFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  newId(): string {
    return randomBytes(16).toString('hex');
  }

  /** Where its bytes lie until it is whole. */
  path(id: string): string {
    return join(this.#folder, `${id}.part`);
  }

  async begin(upload: Upload): Promise<void> {
    await told(async () => {
      await mkdir(this.#folder, { recursive: true });
      await writeFile(this.path(upload.id), '', { flag: 'wx', mode: 0o600 });
      await this.save(upload);
    });
  }

  async save(upload: Upload): Promise<void> {
    await told(async () => {
      const path = this.#infoPath(upload.id);
      await writeFile(`${path}.new`, JSON.stringify(upload), { mode: 0o600 });
      await rename(`${path}.new`, path);
    });
  }

  async read(id: string): Promise<Upload | null> {
    if (!ID.test(id)) return null;
    return told(async () => {
      try {
        const read = uploadSchema.safeParse(JSON.parse(await readFile(this.#infoPath(id), 'utf8')));
        return read.success ? read.data : null;
      } catch (error) {
        if (isMissing(error) || error instanceof SyntaxError) return null;
        throw error;
      }
    });
  }

  /** How many bytes of it are here. */
  async offset(id: string): Promise<number> {
    return told(async () => {
      try {
        return (await stat(this.path(id))).size;
      } catch (error) {
        if (isMissing(error)) return 0;
        throw error;
      }
    });
  }

  /** Appends what comes, and uses it up; never more than `room`; what came before it broke off stays. @returns whether there was more */
  async append(
    id: string,
    body: AsyncIterable<Uint8Array>,
    { offset, room }: { offset: number; room: number },
  ): Promise<{ over: boolean }> {
    const handle = await told(() => open(this.path(id), constants.O_RDWR | constants.O_CREAT, 0o600));
    let taken = 0;
    try {
      for await (const chunk of body) {
        if (taken + chunk.byteLength > room) return { over: true };
        const { bytesWritten } = await told(() => handle.write(chunk, 0, chunk.byteLength, offset + taken));
        const length = chunk.byteLength;
        release(chunk);
        taken += bytesWritten;
        // A full disk writes less than it was given, and says so with the next.
        if (bytesWritten < length) return { over: false };
      }
      return { over: false };
    } finally {
      await handle.close();
    }
  }

  async cut(id: string, to: number): Promise<void> {
    await told(() => truncate(this.path(id), to));
  }

  async remove(id: string): Promise<void> {
    await told(async () => {
      await rm(this.path(id), { force: true });
      await rm(this.#infoPath(id), { force: true });
    });
  }

  /** Everything that lies here: uploads, and what a crash left of one. */
  async all(): Promise<{ ids: string[]; strays: { path: string; changedAt: number }[] }> {
    return told(async () => {
      // Made with the first upload: until then there is nothing.
      const names = await readdir(this.#folder).catch((error: unknown) => {
        if (isMissing(error)) return [];
        throw error;
      });
      const ids = names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5));
      const known = new Set(ids.flatMap((id) => [`${id}.json`, `${id}.part`]));
      const strays = await Promise.all(
        names
          .filter((name) => !known.has(name))
          .map(async (name) => {
            const path = join(this.#folder, name);
            return { path, changedAt: (await stat(path)).mtimeMs };
          }),
      );
      return { ids, strays };
    });
  }

  #infoPath(id: string): string {
    return join(this.#folder, `${id}.json`);
  }
}

async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asStoreError(error);
  }
}

/**
 * Gives the memory of a chunk that came over the network back at once: the collector waits until tens of megabytes of
 * them have gathered. Only where the chunk is all there is in it.
 */
function release({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}

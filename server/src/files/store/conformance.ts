import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BlobStore } from './blob-store.ts';

/** The promises of `blob-store.ts`, for every store the same. */
export function describeBlobStore(name: string, open: (workDir: string) => Promise<BlobStore>): void {
  describe(name, () => {
    let store: BlobStore;
    let workDir: string;
    beforeAll(async () => {
      workDir = await mkdtemp(join(tmpdir(), 'clapper-store-'));
      store = await open(workDir);
    });
    afterAll(() => rm(workDir, { recursive: true }));

    async function given(size: number): Promise<{ bytes: Buffer; key: string; file: string }> {
      const bytes = randomBytes(size);
      const file = join(workDir, randomBytes(8).toString('hex'));
      await writeFile(file, bytes);
      return { bytes, key: createHash('sha256').update(bytes).digest('hex'), file };
    }

    const all = async (stream: Readable | null) => (stream === null ? null : buffer(stream));

    // Above 16 MiB it goes to S3 in parts.
    it.each([0, 1, 100_000, 17 * 1024 * 1024])('[FB10] gives back %i bytes as they were', async (size) => {
      const { bytes, key, file } = await given(size);
      await store.put(key, file);
      expect(existsSync(file)).toBe(false);
      expect(await store.has(key)).toBe(true);
      expect((await all(await store.read(key)))?.equals(bytes)).toBe(true);
    });

    it('[FB10] reads a part of it, both ends included', async () => {
      const { bytes, key, file } = await given(1_000);
      await store.put(key, file);
      const part = await all(await store.read(key, { from: 10, to: 19 }));
      expect(part?.equals(bytes.subarray(10, 20))).toBe(true);
      expect(await all(await store.read(key, { from: 999, to: 999 }))).toHaveLength(1);
    });

    it('[FB10] what is there already stays as it is', async () => {
      const { bytes, key, file } = await given(50);
      await store.put(key, file);
      const other = await given(60);
      await store.put(key, other.file);
      expect(existsSync(other.file)).toBe(false);
      expect((await all(await store.read(key)))?.equals(bytes)).toBe(true);
    });

    it('[FB10] several at the same moment under one key leave one of them, whole', async () => {
      const { bytes, key, file } = await given(300_000);
      const copies = await Promise.all(
        [1, 2, 3].map(async (n) => {
          const copy = `${file}.${n}`;
          await writeFile(copy, bytes);
          return copy;
        }),
      );
      await Promise.all(copies.map((copy) => store.put(key, copy)));
      expect((await all(await store.read(key)))?.equals(bytes)).toBe(true);
    });

    it('[FB10] what was removed, or never was, is not there', async () => {
      const { key, file } = await given(50);
      expect(await store.has(key)).toBe(false);
      expect(await store.read(key)).toBeNull();
      expect(await store.withFile(key, async () => 1)).toBeNull();
      await store.remove(key);
      await store.put(key, file);
      await store.remove(key);
      expect(await store.has(key)).toBe(false);
    });

    it('[FB10] what was made of a blob lies beside it', async () => {
      const { bytes, key, file } = await given(50);
      const variant = await given(20);
      await store.put(key, file);
      await store.put(`${key}.display`, variant.file);
      expect((await all(await store.read(`${key}.display`)))?.equals(variant.bytes)).toBe(true);
      expect((await all(await store.read(key)))?.equals(bytes)).toBe(true);
    });

    it('[FB10] is worked with as a file on this machine', async () => {
      const { bytes, key, file } = await given(70_000);
      await store.put(key, file);
      const read = await store.withFile(key, (path) => readFile(path));
      expect(read?.equals(bytes)).toBe(true);
      expect(await store.has(key)).toBe(true);
    });

    it('[FB10] a key that could be a path is no key', async () => {
      for (const key of ['../../etc/passwd', 'abc', `${'a'.repeat(64)}/x`, `${'a'.repeat(64)}.`]) {
        await expect(store.has(key)).rejects.toThrow(TypeError);
      }
    });
  });
}

import { createWriteStream } from 'node:fs';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { PartBuffers } from './part-buffers.ts';
import { expectKey, type BlobStore, type ByteRange } from './blob-store.ts';
import type { S3Location } from './location.ts';
import { asStoreError } from './store-errors.ts';

/** Sent in one piece and held in memory meanwhile. S3 takes parts from 5 MiB, and 10,000 of them: 80 GB. */
const PART_BYTES = 8 * 1024 * 1024;

export interface S3StoreOptions {
  location: S3Location;
  /** Where copies lie while something works with them. */
  workDir: string;
}

/** Blobs in a bucket of whatever speaks S3. */
export class S3Store implements BlobStore {
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #prefix: string;
  readonly #workDir: string;
  readonly #parts = new PartBuffers(PART_BYTES);

  constructor({ location, workDir }: S3StoreOptions) {
    const { endpoint, region, accessKeyId, secretAccessKey, bucket, prefix } = location;
    this.#client = new S3Client({
      endpoint,
      region,
      credentials: { accessKeyId, secretAccessKey },
      forcePathStyle: true,
      // Not every server that speaks S3 knows the checksums that newer clients add unasked.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
    this.#bucket = bucket;
    this.#prefix = prefix;
    this.#workDir = workDir;
  }

  put(key: string, file: string): Promise<void> {
    return told(async () => {
      if (!(await this.has(key))) {
        const { size } = await stat(file);
        if (size <= PART_BYTES) await this.#putWhole(key, file, size);
        else await this.#putInParts(key, file, size);
      }
      await rm(file, { force: true });
    });
  }

  read(key: string, range?: ByteRange): Promise<Readable | null> {
    return told(async () => {
      const Range = range === undefined ? undefined : `bytes=${range.from}-${range.to}`;
      const answer = await unlessMissing(
        this.#client.send(new GetObjectCommand({ ...this.#at(key), Range })),
      );
      return answer === null ? null : (answer.Body as Readable);
    });
  }

  has(key: string): Promise<boolean> {
    return told(
      async () => (await unlessMissing(this.#client.send(new HeadObjectCommand(this.#at(key))))) !== null,
    );
  }

  remove(key: string): Promise<void> {
    return told(async () => {
      await this.#client.send(new DeleteObjectCommand(this.#at(key)));
    });
  }

  async withFile<T>(key: string, work: (path: string) => Promise<T>): Promise<T | null> {
    const body = await this.read(key);
    if (body === null) return null;
    const folder = await mkdtemp(join(this.#workDir, 's3-'));
    try {
      const path = join(folder, key);
      await told(() => pipeline(body, createWriteStream(path)));
      return await work(path);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  #at(key: string): { Bucket: string; Key: string } {
    expectKey(key);
    return { Bucket: this.#bucket, Key: this.#prefix + key };
  }

  async #putWhole(key: string, file: string, size: number): Promise<void> {
    const handle = await open(file);
    try {
      await this.#parts.with(async (buffer) => {
        const Body = await readPart(handle, buffer.subarray(0, size), 0);
        await this.#client.send(new PutObjectCommand({ ...this.#at(key), Body }));
      });
    } finally {
      await handle.close();
    }
  }

  async #putInParts(key: string, file: string, size: number): Promise<void> {
    const at = this.#at(key);
    const { UploadId } = await this.#client.send(new CreateMultipartUploadCommand(at));
    const handle = await open(file);
    try {
      const Parts: { ETag: string | undefined; PartNumber: number }[] = [];
      for (let from = 0; from < size; from += PART_BYTES) {
        const PartNumber = Parts.length + 1;
        const ETag = await this.#parts.with(async (buffer) => {
          const Body = await readPart(handle, buffer.subarray(0, Math.min(PART_BYTES, size - from)), from);
          const part = new UploadPartCommand({ ...at, UploadId, PartNumber, Body });
          return (await this.#client.send(part)).ETag;
        });
        Parts.push({ ETag, PartNumber });
      }
      await this.#client.send(
        new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload: { Parts } }),
      );
    } catch (error) {
      // Parts that were sent cost room until it is given up; that it failed says nothing more than the error does.
      await this.#client.send(new AbortMultipartUploadCommand({ ...at, UploadId })).catch(() => undefined);
      throw error;
    } finally {
      await handle.close();
    }
  }
}

async function readPart(
  handle: Awaited<ReturnType<typeof open>>,
  part: Uint8Array,
  from: number,
): Promise<Uint8Array> {
  for (let read = 0; read < part.byteLength;) {
    const { bytesRead } = await handle.read(part, read, part.byteLength - read, from + read);
    if (bytesRead === 0) throw new Error('The file became shorter while it was read.');
    read += bytesRead;
  }
  return part;
}

async function unlessMissing<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
    // A bucket that is not there is no missing blob: it is set up wrong, and nothing must look deleted.
    if (name === 'NoSuchKey' || (name === 'NotFound' && $metadata?.httpStatusCode === 404)) return null;
    throw error;
  }
}

async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asStoreError(error);
  }
}

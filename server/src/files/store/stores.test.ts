import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeBlobStore } from './conformance.ts';
import { DirectoryStore } from './directory-store.ts';
import { blobLocation } from './location.ts';
import { S3Store } from './s3-store.ts';

const BUCKET = 'clapper-blobs';
let directory: string;
let server: S3rver;
let port: number;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'clapper-s3-'));
  server = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory,
    configureBuckets: [{ name: BUCKET, configs: [] }],
  });
  port = ((await server.run()) as AddressInfo).port;
});

afterAll(async () => {
  await server.close();
  await rm(directory, { recursive: true });
});

/** The key and the secret are the ones that the test's server knows. */
function s3(rest: string, workDir: string): S3Store {
  const location = blobLocation(`s3:http://S3RVER:S3RVER@127.0.0.1:${port}/${rest}`);
  if (location?.kind !== 's3') throw new Error('It is no place in S3.');
  return new S3Store({ location, workDir });
}

describeBlobStore('a directory', async (workDir) => new DirectoryStore(join(workDir, 'blobs')));
describeBlobStore('a bucket', async (workDir) => s3(BUCKET, workDir));
describeBlobStore('folders of a bucket', async (workDir) => s3(`${BUCKET}/clapper/files`, workDir));

test('[FB10] a bucket that is not there looks broken, not empty', async () => {
  const store = s3('elsewhere', directory);
  await expect(store.read('a'.repeat(64))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});

test.each([
  ['file:/var/blobs', { kind: 'directory', path: '/var/blobs' }],
  ['file:///var/blobs', { kind: 'directory', path: '/var/blobs' }],
  [
    's3:https://KEY:SE%2FCRET@s3.example.org/films/clapper?region=eu-central-1',
    {
      kind: 's3',
      endpoint: 'https://s3.example.org',
      region: 'eu-central-1',
      accessKeyId: 'KEY',
      secretAccessKey: 'SE/CRET',
      bucket: 'films',
      prefix: 'clapper/',
    },
  ],
  ['s3:https://s3.example.org/films', null],
  ['s3:https://KEY:SECRET@s3.example.org/', null],
  ['https://s3.example.org/films', null],
  ['', null],
])('%s is read as a place for blobs', (url, location) => {
  expect(blobLocation(url)).toEqual(location);
});

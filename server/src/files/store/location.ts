import { resolve } from 'node:path';

export interface S3Location {
  /** Scheme and host. */
  endpoint: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  bucket: string;
  /** What stands before each key, such as `clapper/`; '' for nothing. */
  prefix: string;
}

export type BlobLocation = { kind: 'directory'; path: string } | ({ kind: 's3' } & S3Location);

/**
 * `file:PATH`, or `s3:https://KEY:SECRET@HOST/BUCKET?region=REGION`, with folders behind the bucket if wanted. Null when
 * it is neither.
 */
export function blobLocation(url: string): BlobLocation | null {
  if (/^file:./.test(url))
    return { kind: 'directory', path: resolve(url.replace(/^file:(\/\/(?=\/))?/, '')) };
  const address = /^s3:(https?:\/\/.+)$/.exec(url)?.[1];
  if (address === undefined || !URL.canParse(address)) return null;
  const { origin, username, password, pathname, searchParams } = new URL(address);
  const [bucket = '', ...folders] = pathname.split('/').filter((part) => part !== '');
  if (bucket === '' || username === '' || password === '') return null;
  return {
    kind: 's3',
    endpoint: origin,
    region: searchParams.get('region') ?? 'us-east-1',
    accessKeyId: decodeURIComponent(username),
    secretAccessKey: decodeURIComponent(password),
    bucket: decodeURIComponent(bucket),
    prefix: folders.map((folder) => `${decodeURIComponent(folder)}/`).join(''),
  };
}

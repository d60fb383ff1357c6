import type { BlobStore } from './blob-store.ts';
import { DirectoryStore } from './directory-store.ts';
import type { BlobLocation } from './location.ts';

/** The store that `BLOB_URL` names. What speaks S3 is loaded where it is used. */
export async function openBlobStore(location: BlobLocation, workDir: string): Promise<BlobStore> {
  switch (location.kind) {
    case 'directory':
      return new DirectoryStore(location.path);
    case 's3': {
      const { S3Store } = await import('./s3-store.ts');
      return new S3Store({ location, workDir });
    }
  }
}

import { Zip, ZipPassThrough } from 'fflate';

export interface FileToZip {
  name: string;
  /** Null: it cannot be had, and is left out. */
  read(): Promise<Uint8Array | null>;
}

/**
 * Files as one, one after the other in memory. Pictures are packed already: they are put in as they are.
 * Null: there was none to put in.
 */
export async function writeZip(files: readonly FileToZip[]): Promise<{ zip: Blob | null; missing: number }> {
  // A blob may wait on the disk, bytes may not.
  const parts: Blob[] = [];
  const failures: Error[] = [];
  const zip = new Zip((error, chunk) => {
    if (error !== null) failures.push(error);
    else parts.push(new Blob([new Uint8Array(chunk)]));
  });
  let missing = 0;
  for (const { name, read } of files) {
    const bytes = await read();
    if (bytes === null) {
      missing += 1;
      continue;
    }
    const entry = new ZipPassThrough(name);
    zip.add(entry);
    entry.push(bytes, true);
    const [failure] = failures;
    if (failure !== undefined) throw failure;
  }
  zip.end();
  const empty = missing === files.length;
  return { zip: empty ? null : new Blob(parts, { type: 'application/zip' }), missing };
}

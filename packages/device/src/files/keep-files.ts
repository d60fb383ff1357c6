import type { FileStore } from './file-store.ts';

/** A file that is to be here before anybody looks at it. */
export interface WantedFile {
  document: string;
  hash: string;
  as: 'display' | 'original' | 'film';
  /** What it had when it was added: what is fetched of it may be less. */
  bytes: number;
}

/** How many of a project's pictures and films are on this device, and what they take. */
export interface KeptFiles {
  files: number;
  here: number;
  bytes: number;
  /** Why the rest does not come. `large`: it comes when somebody looks at it. */
  waits: 'large' | 'room' | 'server' | null;
}

/** No film of hours takes a device's storage without being asked for, nor all of them together. */
export const KEPT_FILES_LIMITS = { each: 512 * 1024 * 1024, together: 2 * 1024 * 1024 * 1024 } as const;

export interface KeepFilesOptions {
  store: Pick<FileStore, 'keep' | 'held'>;
  /** Whether so many bytes more leave room for what a person types. */
  hasRoom(bytes: number): Promise<boolean>;
  /** Resolves when the page has nothing better to do. */
  idle(): Promise<void>;
  /** False: the network is gone, or whoever asked for it. */
  goes(): boolean;
  tell(kept: KeptFiles): void;
}

/** Brings what is not here, one file at a time, the small ones first. What cannot be had lets others go first. */
export async function keepFiles(
  wanted: readonly WantedFile[],
  { store, hasRoom, idle, goes, tell }: KeepFilesOptions,
): Promise<void> {
  const files = [...new Map(wanted.map((file) => [file.hash, file])).values()].toSorted(
    (a, b) => a.bytes - b.bytes,
  );
  const count = (held: ReadonlyMap<string, number>): Omit<KeptFiles, 'waits'> => {
    const sizes = files.flatMap((file) => bytesOf(file, held) ?? []);
    return { files: files.length, here: sizes.length, bytes: sizes.reduce((sum, bytes) => sum + bytes, 0) };
  };
  let held = await store.held();
  let kept = count(held);
  let waits: KeptFiles['waits'] = null;
  tell({ ...kept, waits });
  for (const file of files) {
    if (bytesOf(file, held) !== null) continue;
    if (file.bytes > KEPT_FILES_LIMITS.each || kept.bytes + file.bytes > KEPT_FILES_LIMITS.together) {
      waits ??= 'large';
      continue;
    }
    if (!(await hasRoom(file.bytes))) {
      waits = 'room';
      break;
    }
    await idle();
    if (!goes()) return;
    if (!(await store.keep(file, goes))) {
      waits = 'server';
      continue;
    }
    held = await store.held();
    kept = count(held);
    if (bytesOf(file, held) === null) waits = 'room';
    tell({ ...kept, waits });
  }
  tell({ ...kept, waits });
}

/** Whatever it is shown by: what was added here is here as it was sent. */
function bytesOf({ hash, as }: WantedFile, held: ReadonlyMap<string, number>): number | null {
  const made = as === 'film' ? 'proxy' : as;
  return held.get(`${hash}/${made}`) ?? held.get(`${hash}/original`) ?? null;
}

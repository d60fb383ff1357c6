import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '@clapper/protocol';
import { z } from 'zod';

/**
 * What a restored backup must not forget, written beside the database: a text file that only grows, one
 * line of JSON for each. It names no content.
 */
const entrySchema = z.union([
  /** A project was removed: it stays removed. */
  z.object({ at: z.number(), gone: z.string() }),
  /** A session ended before its time. */
  z.object({ at: z.number(), ended: z.string() }),
  /** The secret (by hash) of a calendar's address was taken back. */
  z.object({ at: z.number(), feed: z.string() }),
  /** A link to a video (by id) was taken back. */
  z.object({ at: z.number(), link: z.string() }),
  /** An invitation (by id) was used up or taken back. */
  z.object({ at: z.number(), invitation: z.string() }),
  /** An account was closed, or opened again. */
  z.object({ at: z.number(), account: z.string(), active: z.boolean() }),
  /** Somebody wrote with this Yjs client id: it is theirs for ever. */
  z.object({
    at: z.number(),
    lease: z.object({
      document: z.string(),
      clientId: z.number(),
      user: z.string(),
      device: z.string().nullable(),
    }),
  }),
  /** A backup took the database's place. */
  z.object({ at: z.number(), restored: z.enum(['lost', 'rollback']) }),
]);

export type JournalEntry = z.infer<typeof entrySchema>;

/** When the database was restored, oldest first, and what was to become of what it lost. */
export type Restores = readonly { at: number; mode: 'lost' | 'rollback' }[];

/** Where a journal stood: what was written after it is what a backup of that moment does not know. */
export interface JournalPosition {
  /** A journal that was begun anew is another one. */
  journal: string;
  /** Its length in bytes. */
  length: number;
}

export interface Journal {
  readonly restores: Restores;
  /** Resolves when the entries are on disk. */
  write(entries: readonly JournalEntry[]): Promise<void>;
  /** Writes them soon; a power cut may take the last. */
  note(entries: readonly JournalEntry[]): void;
  close(): Promise<void>;
}

export interface JournalLog {
  error(fields: object, event: string): void;
}

const headSchema = z.object({ journal: z.string(), version: z.literal(1) });

const fileIn = (folder: string) => join(folder, 'journal.jsonl');

/** Opens the folder's journal to write on, or begins it. */
export async function openJournal(folder: string, log: JournalLog): Promise<Journal> {
  begin(folder);
  const read = readJournal(folder);
  const file = await open(fileIn(folder), 'a', 0o600);
  let last: Promise<void> = Promise.resolve();

  /** One after the other: what is told to be on disk stands behind everything before it. */
  function append(entries: readonly JournalEntry[], sync: boolean): Promise<void> {
    const written = last.then(() => writeLines(file, entries, sync));
    last = written.catch((error: unknown) => log.error({ err: error }, 'journal.failed'));
    return written;
  }

  return {
    restores: (read?.entries ?? []).flatMap((entry) =>
      'restored' in entry ? [{ at: entry.at, mode: entry.restored }] : [],
    ),
    write: (entries) => append(entries, true),
    note(entries) {
      if (entries.length > 0) append(entries, false).catch(() => undefined); // told in `append`
    },
    async close() {
      await last;
      await file.close();
    },
  };
}

async function writeLines(file: FileHandle, entries: readonly JournalEntry[], sync: boolean): Promise<void> {
  await file.appendFile(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  if (sync) await file.datasync();
}

/** A first line that names it; and an end to a line that a crash cut off. */
function begin(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = fileIn(folder);
  const text = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  const line = text.length === 0 ? `${JSON.stringify({ journal: newId(), version: 1 })}\n` : '\n';
  if (text.at(-1) === 0x0a) return;
  const handle = openSync(file, 'a', 0o600);
  writeSync(handle, line);
  closeSync(handle);
}

export interface ReadJournal extends JournalPosition {
  /** Everything after `after`, in order. */
  entries: JournalEntry[];
}

/** Null when there is none, or it is not the one (or shorter than) `after` names. */
export function readJournal(folder: string, after?: JournalPosition): ReadJournal | null {
  const file = fileIn(folder);
  if (!existsSync(file)) return null;
  const written = readFileSync(file);
  // A line that is none yet belongs to what comes after.
  const bytes = written.subarray(0, written.lastIndexOf(0x0a) + 1);
  const [first = '', ...lines] = bytes.toString('utf8').split('\n');
  const head = headSchema.safeParse(parsed(first));
  if (!head.success) return null;
  const { journal } = head.data;
  if (after !== undefined && (after.journal !== journal || after.length > bytes.length)) return null;
  const rest = after === undefined ? lines : bytes.subarray(after.length).toString('utf8').split('\n');
  // A line that is none was cut off by a crash: nobody was told that it is there.
  const entries = rest.flatMap((line) => {
    const entry = entrySchema.safeParse(parsed(line));
    return entry.success ? [entry.data] : [];
  });
  return { journal, length: bytes.length, entries };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

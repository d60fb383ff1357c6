import { ClapperError, type FileVariant } from '@clapper/protocol';
import type { Environment, Logger } from '../environment.ts';
import type { Arrivals } from './arrivals.ts';
import { fetchInParts } from './fetch-in-parts.ts';
import type { FileDatabase } from './file-database.ts';
import type { HeldFiles } from './held-files.ts';
import type { ServerFiles } from './server-files.ts';
import { refusal } from './upload.ts';

/** In place of these the file itself comes; a film is no picture of itself, nor of its sound. */
const STANDS_FOR: readonly FileVariant[] = ['original', 'display', 'proxy'];

/** Why a file did not come. */
export type NotFetched =
  /** The server does not have it (yet): it waits on the device of whoever added it. */
  | { state: 'absent' }
  /** Nothing of the kind is made of this file. */
  | { state: 'none' }
  /** The server makes it just now. */
  | { state: 'processing' }
  /** Not on this device, and the server cannot be asked. */
  | { state: 'away' };

export interface FetchedFilesOptions {
  database: FileDatabase;
  held: HeldFiles;
  server: ServerFiles;
  arrivals: Arrivals;
  environment: Pick<Environment, 'now'>;
  hash(blob: Blob): Promise<string>;
  log: Logger;
}

/** Files that come from the server, and are then on this device. */
export interface FetchedFiles {
  /**
   * Who asks for the same meanwhile waits for the same answer.
   * @param goes whether it is still wanted, where the disk takes what comes or not
   */
  get(
    document: string,
    hash: string,
    as: FileVariant,
    goes: (takes: boolean) => boolean,
  ): Promise<Blob | NotFetched>;
  /** In which form a film is watched. Null: the server does not have it. */
  watchedAs(document: string, hash: string): Promise<FileVariant | null>;
  stop(): void;
}

export function createFetchedFiles(options: FetchedFilesOptions): FetchedFiles {
  const { database, held, server, arrivals, environment, log } = options;
  const fetching = new Map<string, Promise<Blob | NotFetched>>();
  /**
   * By document and hash: what was asked for in vain. Asking so is told by a browser as an error each time; from then on
   * it is asked in ways that are answered with 200.
   */
  const missed = new Set<string>();
  let stopped = false;

  async function watchedAs(document: string, hash: string): Promise<FileVariant | null> {
    const key = `${document} ${hash}`;
    if (missed.has(key) && !(await arrivals.isThere(document, hash))) return null;
    const about = await server.about(document, hash);
    if (about === null) {
      missed.add(key);
      return null;
    }
    // Made for stepping through, frame by frame the same, except where frames last unequally long.
    return about.variants.includes('proxy') && about.video?.variable !== true ? 'proxy' : 'original';
  }

  async function bring(
    document: string,
    hash: string,
    as: FileVariant,
    goes: (takes: boolean) => boolean,
  ): Promise<Blob | NotFetched> {
    const key = `${document} ${hash}`;
    const drop = () => database.dropParts(hash, as);
    /** Whether the disk takes it. That there is no room for it is no trouble of theirs who look at it. */
    let takes = true;
    const get = async (variant: FileVariant) =>
      fetchInParts({
        had: await database.parts(hash, as),
        get: (headers) => server.bytes(document, hash, variant, headers),
        async keep(part) {
          const row = { ...part, hash, as, cameAt: environment.now() };
          takes &&= (await held.write(() => database.keepPart(row))) === null;
        },
        drop,
        goes: () => !stopped && goes(takes),
      });
    try {
      let found = missed.has(key) ? null : await get(as);
      if (found === null || ('status' in found && found.status === 404)) {
        missed.add(key);
        if (!(await arrivals.isThere(document, hash))) return { state: 'absent' };
        const about = await server.about(document, hash);
        if (about === null) return { state: 'absent' };
        const made = as === 'original' || about.variants.includes(as);
        if (!made && (about.state === 'processing' || about.making?.includes(as) === true))
          return { state: 'processing' };
        if (!made && !STANDS_FOR.includes(as)) return { state: 'none' };
        // Where nothing smaller is made of it, it comes as it is.
        found = await get(made ? as : 'original');
      }
      if ('status' in found) {
        if (found.status === 404) return { state: 'absent' };
        throw await refusal(found);
      }
      missed.delete(key);
      const { blob, tag, inParts } = found;
      // Of what the server makes of a file only it knows what it should be.
      if (inParts && tag === `"${hash}"` && (await options.hash(blob)) !== hash) {
        await drop();
        throw new ClapperError('UNAVAILABLE', 'What was put together is not the file.');
      }
      const here = held.row(document, hash, as, blob);
      if (!inParts) takes = (await held.write(() => database.keep({ here, blob }))) === null;
      else if (takes) takes = (await held.write(() => database.keepWhole(here))) === null;
      if (takes) held.tidy();
      else if (inParts) await drop();
      return blob;
    } catch (error) {
      log.info({ error, hash }, 'files.away');
      return { state: 'away' };
    }
  }

  return {
    watchedAs,
    get(document, hash, as, goes) {
      const key = `${document} ${hash}/${as}`;
      let answer = fetching.get(key);
      if (answer === undefined) {
        answer = bring(document, hash, as, goes).finally(() => fetching.delete(key));
        fetching.set(key, answer);
      }
      return answer;
    },
    stop: () => void (stopped = true),
  };
}

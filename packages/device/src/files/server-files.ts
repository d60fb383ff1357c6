import {
  FILE_LIMITS,
  fileAboutSchema,
  fileLinksSchema,
  type FileAbout,
  type FileLinks,
  type FileVariant,
} from '@clapper/protocol';
import type { Arrived } from './arrivals.ts';
import { ask, refusal, type FileServer } from './upload.ts';

/** A part that takes longer than this has no connection under it. */
const PART_TIMEOUT_MS = 120_000;

/** What a server is asked about files of a document. Each throws what the server, or nobody, answered. */
export interface ServerFiles {
  /** What it knows of a file; null: it does not have it. */
  about(document: string, hash: string): Promise<FileAbout | null>;
  /** Where a film is watched, for half a day; null: it does not have it. */
  address(document: string, hash: string, as: FileVariant): Promise<string | null>;
  /** Which of these it has, and how much of others has come. */
  arrived(document: string, hashes: readonly string[]): Promise<Arrived>;
  /** Its answer to a request for the bytes, or for some of them, whatever that is. */
  bytes(
    document: string,
    hash: string,
    as: FileVariant,
    headers: Readonly<Record<string, string>>,
  ): Promise<Response>;
}

export function serverFiles(server: FileServer): ServerFiles {
  async function links(document: string, hashes: readonly string[]): Promise<FileLinks> {
    const body = new Blob([JSON.stringify({ document, hashes })]);
    const headers = { 'content-type': 'application/json' };
    const answer = await ask(server, 'POST', '/api/v1/blobs/links', { headers, body });
    if (!answer.ok) throw await refusal(answer);
    return fileLinksSchema.parse(await answer.json());
  }

  return {
    async about(document, hash) {
      const query = `document=${encodeURIComponent(document)}`;
      const answer = await ask(server, 'GET', `/api/v1/blobs/${hash}/about?${query}`);
      if (answer.status === 404) return null;
      if (!answer.ok) throw await refusal(answer);
      return fileAboutSchema.parse(await answer.json());
    },

    async address(document, hash, as) {
      const link = (await links(document, [hash])).links[hash];
      return link === undefined ? null : `${server.base}${link}&as=${as}`;
    },

    async arrived(document, hashes) {
      const there = new Set<string>();
      const arriving = new Map<string, number>();
      for (let from = 0; from < hashes.length; from += FILE_LIMITS.links) {
        const some = await links(document, hashes.slice(from, from + FILE_LIMITS.links));
        for (const hash of Object.keys(some.links)) there.add(hash);
        for (const [hash, percent] of Object.entries(some.arriving)) arriving.set(hash, percent);
      }
      return { there, arriving };
    },

    bytes(document, hash, as, headers) {
      const query = `document=${encodeURIComponent(document)}&as=${as}`;
      return ask(server, 'GET', `/api/v1/blobs/${hash}?${query}`, { headers, timeoutMs: PART_TIMEOUT_MS });
    },
  };
}

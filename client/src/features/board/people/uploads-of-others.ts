import type { WaitingFile } from '@clapper/device/files';
import type { Person } from '../../presence/index.ts';

/** Somebody sends this file just now. */
export interface OthersUpload {
  name: string;
  percent: number;
}

/** More are sent one after the other: whoever waits for the twentieth sees that it waits. */
const MOST_TOLD = 10;

/** What this device sends of a document, as it is told to the others: whole percents, so that it is told seldom. */
export function uploadsToTell(
  waiting: readonly WaitingFile[],
  document: string,
): Readonly<Record<string, number>> | null {
  const sending = waiting
    .filter((file) => file.document === document && file.state === 'uploading')
    .slice(0, MOST_TOLD)
    .map((file) => [file.hash, percentOf(file)] as const);
  return sending.length === 0 ? null : Object.fromEntries(sending);
}

/** By hash, what other people's devices say, as far as it makes sense. */
export function uploadsOfOthers(people: readonly Person[], me: string): ReadonlyMap<string, OthersUpload> {
  const found = new Map<string, OthersUpload>();
  for (const { id, name, state } of people) {
    const uploads = state['uploads'];
    if (id === me || typeof uploads !== 'object' || uploads === null) continue;
    for (const [hash, percent] of Object.entries(uploads).slice(0, MOST_TOLD))
      if (typeof percent === 'number' && percent >= 0 && percent <= 100)
        found.set(hash, { name, percent: Math.floor(percent) });
  }
  return found;
}

function percentOf(file: WaitingFile): number {
  return file.state === 'uploading' ? Math.floor((100 * file.sent) / Math.max(1, file.bytes)) : 0;
}

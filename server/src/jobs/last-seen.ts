import { parseDocumentId } from '@clapper/protocol';
import type { Projects, Sighting } from '../storage/storage.ts';

/** What others are told of in minutes need not be known by the second. */
const KEPT_EVERY_MS = 60_000;

export interface LastSeenOptions {
  projects: Pick<Projects, 'seen'>;
  /** Who is in any project right now, one entry a tab, by the document in which they say so. */
  present(): readonly { document: string; user: string; state: Readonly<Record<string, unknown>> }[];
  now: () => number;
}

export interface LastSeen {
  /** Notes who is there, and keeps what is worth it in one batch. */
  look(): Promise<void>;
}

interface Known extends Sighting {
  /** The time that is on disk. */
  kept: number;
}

export function createLastSeen({ projects, present, now }: LastSeenOptions): LastSeen {
  const known = new Map<string, Known>();
  return {
    async look() {
      const at = now();
      const here = new Set<string>();
      for (const { document, user, state } of present()) {
        const address = parseDocumentId(document);
        if (address?.scope !== 'project' || !isAtIt(state)) continue;
        const { project } = address;
        const key = `${project} ${user}`;
        here.add(key);
        known.set(key, { project, user, at, kept: known.get(key)?.kept ?? 0 });
      }
      const due = [...known].filter(([key, { at, kept }]) => {
        const isHere = here.has(key);
        return at > kept && (!isHere || at - kept >= KEPT_EVERY_MS);
      });
      // What could not be kept is still due the next time.
      if (due.length > 0)
        await projects.seen(due.map(([, { project, user, at }]) => ({ project, user, at })));
      for (const [key, one] of due) known.set(key, { ...one, kept: one.at });
      for (const key of known.keys()) if (!here.has(key)) known.delete(key);
    },
  };
}

/** Total: what a tab says of itself may be anything. */
function isAtIt({ attention }: Readonly<Record<string, unknown>>): boolean {
  return attention !== 'idle' && attention !== 'away';
}

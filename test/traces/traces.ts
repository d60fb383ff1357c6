import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

export type Patch = [position: number, deleted: number, inserted: string];

interface LinearTrace {
  endContent: string;
  txns: { patches: Patch[] }[];
}

interface ConcurrentTrace {
  endContent: string;
  txns: { agent: 0 | 1; parents: number[]; patches: Patch[] }[];
}

export function automergePaper(): LinearTrace {
  return read('automerge-paper') as LinearTrace;
}

/** One edit of the two people's history: what its author had seen of the other when making it. */
export interface ConcurrentEdit {
  agent: 0 | 1;
  patches: Patch[];
  /** How many edits of the other person came before this one. */
  seen: number;
}

export function friendsForever(): { endContent: string; edits: ConcurrentEdit[] } {
  const trace = read('friendsforever') as ConcurrentTrace;
  const known: [number, number][] = [];
  const edits = trace.txns.map(({ agent, parents, patches }) => {
    const counts: [number, number] = [0, 0];
    for (const parent of parents) {
      const past = known[parent] ?? counts;
      counts[0] = Math.max(counts[0], past[0]);
      counts[1] = Math.max(counts[1], past[1]);
    }
    const seen = counts[agent === 0 ? 1 : 0];
    counts[agent]++;
    known.push(counts);
    return { agent, patches, seen };
  });
  return { endContent: trace.endContent, edits };
}

function read(name: string): unknown {
  return JSON.parse(gunzipSync(readFileSync(new URL(`${name}.json.gz`, import.meta.url))).toString());
}

import { runLoad } from './load.ts';
import { PEERS, startPeer } from './peers.ts';
import type { Row } from './report.ts';
import { median } from './stats.ts';

const ROUNDS = 3;
const DOCUMENTS = 20;
const PEOPLE = 20;

/** 20 documents × 20 people × 10 edits/s: how late does an edit arrive at the others? */
export async function fanOut(): Promise<Row[]> {
  const p50: Record<string, number[]> = {};
  const p99: Record<string, number[]> = {};
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of PEERS) {
      const peer = await startPeer(name);
      const result = await runLoad(peer, {
        what: 'edits',
        documents: DOCUMENTS,
        people: PEOPLE,
        rate: 10,
        seconds: 6,
      });
      await peer.stop();
      (p50[name] ??= []).push(result.latencies.percentile(0.5));
      (p99[name] ??= []).push(result.delivered < 0.999 ? Infinity : result.latencies.percentile(0.99));
    }
  }
  const load = '20 documents × 20 people × 10 edits/s';
  const better = Math.min(...PEERS.slice(1).map((name) => median(p99[name]!)));
  const ratio = median(p99['Clapper']!) / better;
  return [
    { bench: 'fan-out', load, figure: 'p50 ms', values: medians(p50), bar: '' },
    {
      bench: 'fan-out',
      load,
      figure: 'p99 ms',
      values: medians(p99),
      ratio,
      bar: '≤ ½ of the better peer',
      met: ratio <= 0.5,
    },
  ];
}

/** The same, the rate raised until p99 is over 200 ms: everybody who still stands takes each step in turn. */
export async function ceiling(): Promise<Row[]> {
  const reached = Object.fromEntries(PEERS.map((name) => [name, 0]));
  let standing: readonly (typeof PEERS)[number][] = PEERS;
  for (const rate of RATES) {
    const passed: (typeof PEERS)[number][] = [];
    for (const name of standing) {
      if (!(await carries(name, rate))) continue;
      passed.push(name);
      reached[name] = rate * DOCUMENTS * PEOPLE;
    }
    standing = passed;
    if (standing.length === 0) break;
  }
  const better = Math.max(...PEERS.slice(1).map((name) => reached[name]!));
  const ratio = reached['Clapper']! / better;
  return [
    {
      bench: 'ceiling',
      load: '20 documents × 20 people, rate raised until p99 > 200 ms',
      figure: 'edits/s',
      values: reached,
      ratio,
      bar: '≥ 2 × the better peer',
      met: ratio >= 2,
    },
  ];
}

const RATES = [2, 4, 8, 16, 20, 25, 32, 40, 50, 64, 80, 100, 125];

async function carries(name: (typeof PEERS)[number], rate: number): Promise<boolean> {
  const peer = await startPeer(name);
  const load = { what: 'edits', documents: DOCUMENTS, people: PEOPLE, rate, seconds: 3 } as const;
  const result = await runLoad(peer, load);
  await peer.stop();
  // What could not even be sent in time is not carried, whoever was too slow for it.
  return result.pace >= 0.98 && result.delivered >= 0.999 && result.latencies.percentile(0.99) <= 200;
}

function medians(values: Record<string, number[]>): Record<string, number> {
  return Object.fromEntries(Object.entries(values).map(([name, list]) => [name, median(list)]));
}

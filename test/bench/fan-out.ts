import { runLoad } from './load.ts';
import { PEERS, startPeer } from './peers.ts';
import type { Row } from './report.ts';
import { median } from './stats.ts';

const ROUNDS = 3;

/** 20 documents × 20 people × 10 edits/s: how late does an edit arrive at the others? */
export async function fanOut(): Promise<Row[]> {
  const p50: Record<string, number[]> = {};
  const p99: Record<string, number[]> = {};
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of PEERS) {
      const peer = await startPeer(name);
      const result = await runLoad(peer, { what: 'edits', documents: 20, people: 20, rate: 10, seconds: 6 });
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

/** The same, the rate raised until p99 is over 200 ms. */
export async function ceiling(): Promise<Row[]> {
  const reached: Record<string, number[]> = {};
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of PEERS) (reached[name] ??= []).push(await ceilingOf(name));
  }
  const better = Math.max(...PEERS.slice(1).map((name) => median(reached[name]!)));
  const ratio = median(reached['Clapper']!) / better;
  return [
    {
      bench: 'ceiling',
      load: '20 documents × 20 people, rate raised until p99 > 200 ms',
      figure: 'edits/s',
      values: medians(reached),
      ratio,
      bar: '≥ 2 × the better peer',
      met: ratio >= 2,
    },
  ];
}

const RATES = [1, 2, 3, 4, 5, 6, 8, 10, 13, 16, 20, 25, 32, 40];

async function ceilingOf(name: (typeof PEERS)[number]): Promise<number> {
  let reached = 0;
  for (const rate of RATES) {
    const peer = await startPeer(name);
    const result = await runLoad(peer, { what: 'edits', documents: 20, people: 20, rate, seconds: 3 });
    await peer.stop();
    if (result.delivered < 0.999 || result.latencies.percentile(0.99) > 200) break;
    reached = rate * 400;
  }
  return reached;
}

function medians(values: Record<string, number[]>): Record<string, number> {
  return Object.fromEntries(Object.entries(values).map(([name, list]) => [name, median(list)]));
}

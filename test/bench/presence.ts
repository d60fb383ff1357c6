import { runLoad, type LoadResult } from './load.ts';
import { PEERS, startPeer, type PeerName } from './peers.ts';
import type { Row } from './report.ts';
import { median } from './stats.ts';

const ROUNDS = 3;

/** One document: 20 people who move 20 times a second, 200 who move ten times. */
export async function presence(): Promise<Row[]> {
  const few = await measure(20, 20);
  const many = await measure(200, 10);
  return [
    ...rows('20 people × 20 moves/s', few),
    ...rows('200 people × 10 moves/s', many),
    growth('frames, 200 people against 20', few, many, (result) => result.frames),
    growth('CPU, 200 people against 20', few, many, (result) => result.cpu),
  ];
}

type Results = Record<PeerName, LoadResult[]>;

async function measure(people: number, rate: number): Promise<Results> {
  const results: Results = { Clapper: [], 'Hocuspocus 4': [], 'y-websocket 2': [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of PEERS) {
      const peer = await startPeer(name);
      results[name].push(await runLoad(peer, { what: 'presence', documents: 1, people, rate, seconds: 6 }));
      await peer.stop();
    }
  }
  return results;
}

function rows(load: string, results: Results): Row[] {
  const p95 = values(results, (result) => result.latencies.percentile(0.95));
  const cpu = values(results, (result) => result.cpu * 100);
  return [
    { bench: 'presence', load, figure: 'p95 ms', values: p95, bar: '< 50 ms', met: p95['Clapper']! < 50 },
    { bench: 'presence', load, figure: '% of a core', values: cpu, bar: '< 50 %', met: cpu['Clapper']! < 50 },
  ];
}

/** For each one's own: ten times the people may cost ten times as much, not a hundred times. */
function growth(figure: string, few: Results, many: Results, of: (result: LoadResult) => number): Row {
  const growths = Object.fromEntries(
    PEERS.map((name) => [name, median(many[name].map(of)) / median(few[name].map(of))]),
  );
  return {
    bench: 'presence',
    load: '',
    figure,
    values: growths,
    bar: '≤ 11',
    met: growths['Clapper']! <= 11,
  };
}

function values(results: Results, of: (result: LoadResult) => number): Record<string, number> {
  return Object.fromEntries(PEERS.map((name) => [name, median(results[name].map(of))]));
}

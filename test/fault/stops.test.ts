import { afterAll, beforeAll, describe, test } from 'vitest';
import * as Y from 'yjs';
import { SILENT } from '@clapper/server/src/log.ts';
import { openStorage } from '@clapper/server/src/storage/open.ts';
import { count } from '../harness/counts.ts';
import { NO_POWER_CUTS, startPostgres, type PostgresServer } from '../harness/postgres.ts';
import { progressOf } from '../harness/progress.ts';
import { eachSeed, seeded, seeds, type Random } from '../harness/random.ts';
import { until } from '../harness/wait.ts';
import { createCrashingWorld, STOPS, type CrashingWorld } from '../harness/crashing-world.ts';
import { expectConverged, expectKept } from './promises.ts';
import { storedDoc } from './stored-doc.ts';
import { newWriter, stateOf, type Writer } from './writer.ts';

/** Each world stops so often, with its devices living on: their return is part of the pipeline. */
const STOPS_A_WORLD = 5;
/** 100 stops in all (1,000): fewer on SQLite, whose threads take a second of a processor to start. */
const WORLDS = { sqlite: count(4, 60), postgres: count(16, 140) };

let postgres: PostgresServer;
/** With its tables made: what each world begins with. */
let blank: string;
beforeAll(async () => {
  postgres = await startPostgres({ settings: NO_POWER_CUTS });
  blank = await postgres.createDatabase();
  await (await openStorage(blank, { log: SILENT })).close();
});
afterAll(() => postgres.stop());

describe.each(['sqlite', 'postgres'] as const)('a server on %s', (driver) => {
  test('[DU1] [DU2] [DU4] [DU7] [LE3] that stops at any point of the pipeline loses and doubles nothing', async () => {
    const all = seeds(WORLDS[driver]);
    const live = async (seed: number) => {
      const world = await createCrashingWorld(
        driver === 'sqlite' ? { driver } : { driver, url: await postgres.createDatabase(blank) },
        // Snapshots and unloading are points of the pipeline too.
        { snapshotRows: 25, roomIdleMs: 30 },
      );
      try {
        await liveThrough(world, seeded(seed));
      } finally {
        await world.close();
      }
    };
    const done = progressOf(`worlds on ${driver}, ${STOPS_A_WORLD} stops each`, all.length);
    await eachSeed(all, 'fault', live, { done });
  }, 1_800_000);
});

async function liveThrough(world: CrashingWorld, random: Random): Promise<void> {
  const document = `${world.project}/scratch/x`;
  const readStored = async () => {
    const loaded = await world.storage.documents.load(document);
    return loaded === null ? new Y.Doc() : storedDoc(loaded);
  };
  const writers: Writer[] = [];
  try {
    for (const name of ['ana', 'ben', 'eun']) {
      writers.push(await newWriter(world.url, await world.person(name), document, random));
    }
    for (let stop = 1; stop <= STOPS_A_WORLD; stop++) {
      const plan = [1 + random.below(40), random.pick(STOPS), random.below(12)] as const;
      world.stopAt(...plan);
      for (const writer of writers) writer.start();
      await until(() => world.isStopped, {
        what: `stop ${stop}, at call ${plan.join(' ')}`,
        timeout: 20_000,
        progress: () => writers.reduce((sum, { record }) => sum + record.acknowledged, 0),
        tell: () => stateOf(writers),
      });
      for (const writer of writers) writer.pause();
      await world.reopen();
      // Before the look: what is promised while the database is being read is not in what was read.
      const promised = writers.flatMap(({ record }) => record.promised(document));
      expectKept(await readStored(), promised);
    }
    await expectConverged(writers, document, readStored);
  } finally {
    for (const writer of writers) await writer.close();
  }
}

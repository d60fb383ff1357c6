import { afterAll, beforeAll, test } from 'vitest';
import { SILENT } from '@clapper/server/src/log.ts';
import { openStorage } from '@clapper/server/src/storage/open.ts';
import { count } from '../harness/counts.ts';
import { createCrashingWorld } from '../harness/crashing-world.ts';
import { NO_POWER_CUTS, startPostgres, type PostgresServer } from '../harness/postgres.ts';
import { eachSeed, seeded, seeds } from '../harness/random.ts';
import { liveThrough } from './random-world.ts';
import { FAILED_SEEDS } from './seeds.ts';

const WORLDS = count(100, 2_000);
/** Most of a world is waiting: others fill it. */
const AT_ONCE = 3;

let postgres: PostgresServer;
/** With its tables made: what each world begins with. */
let blank: string;
beforeAll(async () => {
  postgres = await startPostgres({ settings: NO_POWER_CUTS });
  blank = await postgres.createDatabase();
  await (await openStorage(blank, { log: SILENT })).close();
});
afterAll(() => postgres.stop());

test(`[DU1] [DU2] [DU9] ${WORLDS} random worlds of devices and stock clients, bad networks and a server that dies end equal, with every edit once`, async () => {
  const one = async (seed: number): Promise<void> => {
    const url = await postgres.createDatabase(blank);
    const world = await createCrashingWorld(
      { driver: 'postgres', url },
      { snapshotRows: 30, roomIdleMs: 50 },
    );
    try {
      await liveThrough(world, seeded(seed));
    } finally {
      await world.close();
    }
    await postgres.dropDatabase(url);
  };
  await eachSeed(seeds(WORLDS, FAILED_SEEDS), 'convergence', one, { atOnce: AT_ONCE });
}, 2_700_000);

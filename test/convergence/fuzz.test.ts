import { afterAll, beforeAll, test } from 'vitest';
import { count } from '../harness/counts.ts';
import { createCrashingWorld } from '../harness/crashing-world.ts';
import { startPostgres, type PostgresServer } from '../harness/postgres.ts';
import { eachSeed, seeded, seeds } from '../harness/random.ts';
import { liveThrough } from './random-world.ts';
import { FAILED_SEEDS } from './seeds.ts';

const WORLDS = count(60, 1_000);

let postgres: PostgresServer;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

test(`[DU1] [DU2] [DU9] ${WORLDS} random worlds of devices and stock clients, bad networks and a server that dies end equal, with every edit once`, async () => {
  await eachSeed(seeds(WORLDS, FAILED_SEEDS), 'convergence', async (seed) => {
    const world = await createCrashingWorld(
      { driver: 'postgres', url: await postgres.createDatabase() },
      { snapshotRows: 30, roomIdleMs: 50 },
    );
    try {
      await liveThrough(world, seeded(seed));
    } finally {
      await world.close();
    }
  });
}, 2_700_000);

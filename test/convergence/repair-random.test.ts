import 'fake-indexeddb/auto';
import * as Y from 'yjs';
import { afterEach, test } from 'vitest';
import { projectDocument } from '@clapper/protocol';
import { Browser } from '../../packages/device/src/testing/browser.ts';
import { closeAll } from '../../packages/device/src/testing/people.ts';
import { count } from '../harness/counts.ts';
import { eachSeed, seeded, seeds } from '../harness/random.ts';
import type { Person } from '../protocol/world.ts';
import { createStage, RealNet, type DeviceStage } from './device-stage.ts';
import { REFUSED_BYTES, runRepairStory } from './repair-story.ts';
import { FAILED_REPAIRS } from './seeds.ts';

afterEach(closeAll);

const RUNS = count(150, 2_500);
const RUNS_WITH_ROLES = count(50, 500);

/** Stories mostly wait for a network: some are told side by side, each with people and a network of its own. */
const LANES = 16;

/** Scratch documents of one project are limited; a new server now and then is cheap. */
const RUNS_PER_STAGE = 800;

async function runAll(runs: number, roles: boolean): Promise<void> {
  const left = seeds(runs, FAILED_REPAIRS);
  while (left.length > 0) {
    const stage = await createStage({ limits: { maxUpdateBytes: REFUSED_BYTES } });
    try {
      await runSome(stage, left.splice(0, RUNS_PER_STAGE), roles);
    } finally {
      await closeAll();
      await stage.close();
    }
  }
}

async function runSome(stage: DeviceStage, some: readonly number[], roles: boolean): Promise<void> {
  const lanes: Promise<void>[] = [];
  for (let lane = 0; lane < LANES; lane++) {
    const ana = await stage.person(`ana${lane}`, 'editor');
    const ben = await stage.person(`ben${lane}`, 'editor');
    const own = some.filter((_, i) => i % LANES === lane);
    lanes.push(eachSeed(own, 'convergence', (seed) => runOne({ stage, ana, ben }, seed, roles)));
  }
  const failed = (await Promise.allSettled(lanes)).find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

interface Place {
  stage: DeviceStage;
  ana: Person;
  ben: Person;
}

async function runOne({ stage, ana, ben }: Place, seed: number, roles: boolean): Promise<void> {
  const document = projectDocument(stage.world.project, 'scratch', `run-${seed}`);
  const net = new RealNet();
  // Every other run as on plain http, without locks.
  const browsers = [new Browser(net, { locks: seed % 2 === 0 }), new Browser(net)] as const;
  await runRepairStory(
    {
      browsers,
      open: (browser) => stage.open(browser, browser === browsers[0] ? ana : ben, { document }),
      cut: () => net.cut(),
      loseAnswers(lose) {
        net.deaf = lose;
      },
      mayWrite: roles ? (may) => stage.world.setRole(ana, may ? 'editor' : 'viewer') : null,
      committed: () =>
        stage.world.sync.read(document, (doc) => {
          const copy = new Y.Doc();
          Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
          return copy;
        }),
    },
    seeded(seed),
  );
}

test(`[RH1] [RH4] [RH7] refusals, two tabs and somebody else at once: nothing diverges, no independent word is lost, no refused one is left, each is kept (${RUNS} runs)`, async () => {
  await runAll(RUNS, false);
}, 1_800_000);

test(`[RP6] [RP7] and while the person’s role changes, no word is lost (${RUNS_WITH_ROLES} runs)`, async () => {
  await runAll(RUNS_WITH_ROLES, true);
}, 1_800_000);

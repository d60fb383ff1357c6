import 'fake-indexeddb/auto';
import * as Y from 'yjs';
import { afterEach, test } from 'vitest';
import { projectDocument } from '@clapper/protocol';
import type { Logger } from '../../packages/device/src/environment.ts';
import { Browser } from '../../packages/device/src/testing/browser.ts';
import { closeAll } from '../../packages/device/src/testing/people.ts';
import { count } from '../harness/counts.ts';
import { progressOf, type Progress } from '../harness/progress.ts';
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
  const done = progressOf('repair stories', left.length);
  while (left.length > 0) {
    const stage = await createStage({ limits: { maxUpdateBytes: REFUSED_BYTES } });
    try {
      await runSome(stage, left.splice(0, RUNS_PER_STAGE), roles, done);
    } finally {
      await closeAll();
      await stage.close();
    }
  }
}

async function runSome(
  stage: DeviceStage,
  some: readonly number[],
  roles: boolean,
  done: Progress,
): Promise<void> {
  const lanes: Promise<void>[] = [];
  for (let lane = 0; lane < LANES; lane++) {
    const ana = await stage.person(`ana${lane}`, 'editor');
    const ben = await stage.person(`ben${lane}`, 'editor');
    const own = some.filter((_, i) => i % LANES === lane);
    lanes.push(eachSeed(own, 'convergence', (seed) => runOne({ stage, ana, ben }, seed, roles), { done }));
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
  const said: string[] = [];
  const log = logTo(said);
  const story = runRepairStory(
    {
      browsers,
      open: (browser) => stage.open(browser, browser === browsers[0] ? ana : ben, { document, log }),
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
    seeded(seed + 2 ** 30),
  );
  await story.catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${why}\n${said.slice(-30).join('\n')}`, { cause });
  });
}

/** What the devices of a story say, to be told if it ends badly. */
function logTo(lines: string[]): Logger {
  const write = (fields: object, event: string): void => {
    lines.push(
      `${Date.now() % 100_000} ${event} ${JSON.stringify({ ...fields, document: undefined }, named)}`,
    );
  };
  return { debug: write, info: write, warn: write, error: write };
}

/** An error says nothing in JSON. */
function named(_key: string, value: unknown): unknown {
  return value instanceof Error ? String(value.stack) : value;
}

test(`[RH1] [RH4] [RH7] refusals, two tabs and somebody else at once: nothing diverges, no independent word is lost, no refused one is left, each is kept (${RUNS} runs)`, async () => {
  await runAll(RUNS, false);
}, 1_800_000);

test(`[RP6] [RP7] and while the person’s role changes, no word is lost (${RUNS_WITH_ROLES} runs)`, async () => {
  await runAll(RUNS_WITH_ROLES, true);
}, 1_800_000);

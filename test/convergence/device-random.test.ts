import 'fake-indexeddb/auto';
import fc from 'fast-check';
import * as Y from 'yjs';
import { afterEach, test } from 'vitest';
import { projectDocument } from '@clapper/protocol';
import { closeAll } from '../../packages/device/src/testing/people.ts';
import { anyStep, runStory, wordSteps, type Step } from '../../packages/device/src/testing/story.ts';
import { count } from '../harness/counts.ts';
import { createStage } from './device-stage.ts';

afterEach(closeAll);

const RUNS = count(4, 300);

/** Short ones, so that the lead moves in the middle of a story. */
const TIMES = { lookMs: 20, answerMs: 150, shortAnswerMs: 20, hiddenMs: 20, riseMs: 500, silentMs: 100 };

/** The device's own random story, on the real server: what refuses here is a role that changes. */
async function run(steps: readonly Step[]): Promise<void> {
  const stage = await createStage();
  try {
    const ana = await stage.person('ana', 'editor');
    const ben = await stage.person('ben', 'editor');
    const browsers = [stage.browser(), stage.browser({ locks: true })];
    const document = projectDocument(stage.world.project, 'scratch', 'notes');
    await runStory(steps, {
      browsers,
      open: (browser) => stage.open(browser, browser === browsers[0] ? ana : ben, { times: TIMES }),
      cut: () => stage.net.cut(),
      loseAnswers(lose) {
        stage.net.deaf = lose;
      },
      refuse: (refuse) => stage.world.setRole(ana, refuse ? 'viewer' : 'editor'),
      committed: () =>
        stage.world.sync.read(document, (doc) => {
          const copy = new Y.Doc();
          Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
          return copy;
        }),
    });
  } finally {
    await closeAll();
    await stage.close();
  }
}

const many = { numRuns: RUNS, endOnFailure: true };
const steps = fc.array(anyStep(true), { minLength: 10, maxLength: 50 });

test(`[DU1] [RP6] two devices with two tabs each converge, whatever happens (${RUNS} runs)`, async () => {
  await fc.assert(fc.asyncProperty(steps, run), many);
}, 1_800_000);

test(`[RP7] and lose no word, refused or not (${RUNS} runs)`, async () => {
  await fc.assert(fc.asyncProperty(wordSteps(true), run), many);
}, 1_800_000);

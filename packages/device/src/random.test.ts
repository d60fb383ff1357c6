import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, describe, test } from 'vitest';
import { Browser } from './testing/browser.ts';
import { closeAll, openTab, SCRATCH } from './testing/people.ts';
import { ScriptedServer } from './testing/scripted-server.ts';
import { anyStep, runStory, wordSteps, type Step } from './testing/story.ts';

afterEach(closeAll);

/** Raised by hand when hunting; a seed that fails stays below as a test of its own. */
const RUNS = 15;

const TIMES = { lookMs: 5, answerMs: 30, shortAnswerMs: 5, hiddenMs: 5, riseMs: 100, silentMs: 30 };

function run(steps: readonly Step[]): Promise<void> {
  const server = new ScriptedServer();
  return runStory(steps, {
    // One with everything, one as on plain http.
    browsers: [new Browser(server.net), new Browser(server.net, { locks: true })],
    // Short ones, so that the lead moves in the middle of a story.
    open: (browser) => openTab(browser, { times: TIMES }),
    cut: () => server.net.cut(),
    loseAnswers(lose) {
      server.loseAnswers = lose;
    },
    refuse(refuse) {
      server.judge = () => (refuse ? { code: 'REFUSED', retry: false } : null);
    },
    committed: () => Promise.resolve(server.document(SCRATCH).doc),
  });
}

const many = { numRuns: RUNS, endOnFailure: true };
const steps = (refusals: boolean) => fc.array(anyStep(refusals), { minLength: 10, maxLength: 60 });

describe('two devices with two tabs each, any order of edits, cuts and reloads', () => {
  test(`converge, and nothing is pending (${RUNS} runs)`, async () => {
    await fc.assert(fc.asyncProperty(steps(false), run), many);
  }, 120_000);

  test(`[RP6] converge with refusals in between (${RUNS} runs)`, async () => {
    await fc.assert(fc.asyncProperty(steps(true), run), many);
  }, 120_000);

  test(`[RP7] lose no word, refused or not (${RUNS} runs)`, async () => {
    await fc.assert(fc.asyncProperty(wordSteps(true), run), many);
  }, 120_000);
});

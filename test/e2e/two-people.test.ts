import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type RunningServer } from '../harness/server.ts';
import { borrowBrowser, giveBack } from '../harness/worker-browser.ts';
import {
  bothMoveTheSameShots,
  bothTypeInOneStage,
  eachSeesTheOther,
  twoPeopleMeet,
  type TwoPeople,
} from './two-people.ts';

let server: RunningServer;
let browser: Browser;
let people: TwoPeople;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), borrowBrowser()]);
  people = await twoPeopleMeet(browser, server.url);
}, 60_000);
afterAll(async () => {
  await giveBack(browser);
  await server.stop();
});

test('an invited colleague signs up on the way, and both write in the same stage', async () => {
  await bothTypeInOneStage(people);
  expect([...people.mina.complaints, ...people.jun.complaints]).toEqual([]);
});

test('each sees the other’s caret with the name, and what the other one selected', async () => {
  await eachSeesTheOther(people);
  expect([...people.mina.complaints, ...people.jun.complaints]).toEqual([]);
});

test('both move and name the same shots at once, and both boards end equal', async () => {
  await bothMoveTheSameShots(people);
  expect([...people.mina.complaints, ...people.jun.complaints]).toEqual([]);
});

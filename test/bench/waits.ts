import type { Page } from 'playwright-core';
import { canOpenOffline, pillSays } from '../harness/app.ts';
import type { Row } from './report.ts';
import { percentileOf } from './stats.ts';
import { startTrace } from './trace.ts';

// What a person waits for in a page that is large, and what the bars of the design are.

const KEYS = 120;
const TURNS_OF_THE_WHEEL = 100;
const RELOADS = 5;

/**
 * One key a frame or two: what a fast hand and a held key bring. On a device that has the app already: bringing all of it
 * there, once, keeps both processors busy for seconds.
 */
export async function keysToPaint(page: Page): Promise<number[]> {
  await canOpenOffline(page);
  const trace = await startTrace(page);
  for (let i = 0; i < KEYS; i++) {
    await page.evaluate(() => new Promise(requestAnimationFrame));
    await page.keyboard.press('y');
  }
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return trace.keysToPaint();
}

/** Down by a screen every few turns, and up again. */
export async function tasksWhileScrolling(page: Page): Promise<number[]> {
  await pillSays(page, 'Saved on server');
  await page.mouse.move(720, 500);
  const trace = await startTrace(page);
  for (let turn = 0; turn < TURNS_OF_THE_WHEEL; turn++) {
    await page.mouse.wheel(0, turn < TURNS_OF_THE_WHEEL / 2 ? 240 : -240);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  return trace.mainThreadTasks();
}

/** Says in the page when, after the navigation began, something of this first stood on it. */
export async function markContent(page: Page, selector: string): Promise<void> {
  await page.addInitScript((selector) => {
    const look = () => {
      if (document.querySelector(selector) === null) return void requestAnimationFrame(look);
      // The frame that it was found in is drawn before the next one begins.
      requestAnimationFrame(() => Object.assign(window, { contentAt: performance.now() }));
    };
    requestAnimationFrame(look);
  }, selector);
}

export async function reloadedOffline(page: Page): Promise<number[]> {
  await canOpenOffline(page);
  await page.context().setOffline(true);
  const times: number[] = [];
  for (let round = 0; round < RELOADS; round++) {
    await page.reload({ waitUntil: 'commit' });
    const shown = await page.waitForFunction(() => (window as { contentAt?: number }).contentAt);
    times.push((await shown.jsonValue()) ?? Number.NaN);
  }
  await page.context().setOffline(false);
  return times;
}

export function keyRow(load: string, times: readonly number[]): Row {
  const value = percentileOf(times, 0.95);
  return row(load, 'keystroke to paint, main thread p95 ms', value, '< 16 ms', value < 16);
}

/** By the trace rule. */
export function taskRows(load: string, tasks: readonly number[]): Row[] {
  const usual = percentileOf(tasks, 0.95);
  const longest = Math.max(...tasks);
  return [
    row(load, 'main-thread task p95 ms', usual, '≤ 8 ms', usual <= 8),
    row(load, 'longest task ms', longest, '≤ 50 ms', longest <= 50),
  ];
}

export function reloadRow(load: string, times: readonly number[]): Row {
  const value = percentileOf(times, 0.5);
  return row(`${load}, reloaded offline`, 'content on screen ms', value, '< 1 s', value < 1_000);
}

function row(load: string, figure: string, value: number, bar: string, met: boolean): Row {
  return { bench: 'client', load, figure, values: { Clapper: value }, bar, met };
}

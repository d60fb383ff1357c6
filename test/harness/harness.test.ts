import { chromium } from 'playwright-core';
import postgres from 'postgres';
import { describe, expect, test } from 'vitest';
import { chromiumPath } from '../machine.mjs';
import { CHROMIUM_ARGS, launchChromium, newVisitor } from './browser.ts';
import { startPostgres } from './postgres.ts';
import { until } from './wait.ts';

describe('until', () => {
  test('gives the first truthy answer, and takes an exception for "not yet"', async () => {
    let looks = 0;
    const answer = await until(
      () => {
        looks += 1;
        if (looks < 3) throw new Error('not yet');
        return `look ${looks}`;
      },
      { what: 'the third look' },
    );
    expect(answer).toBe('look 3');
  });

  test('names what it waited for, and why it did not come', async () => {
    const waiting = until(() => Promise.reject(new Error('refused')), { what: 'a miracle', timeout: 30 });
    await expect(waiting).rejects.toMatchObject({
      message: 'waited 30 ms for a miracle',
      cause: new Error('refused'),
    });
  });

  test('waits on for what goes on, and tells how things stand when it does not', async () => {
    let steps = 0;
    const walk = { what: 'the tenth step', timeout: 60, progress: () => steps };
    await until(() => ++steps >= 10, { ...walk, interval: 20 });
    const standing = until(() => false, { ...walk, tell: () => `after ${steps} steps` });
    await expect(standing).rejects.toThrow('waited 60 ms for the tenth step: after 10 steps');
  });
});

describe('startPostgres', () => {
  test('a committed row survives a kill and a new start', async () => {
    const server = await startPostgres();
    try {
      const before = postgres(server.url, { max: 1, onnotice: () => undefined });
      await before`create table words (word text)`;
      await before`insert into words values ('저장')`;
      await server.kill();
      await before.end({ timeout: 0 });
      await server.start();
      const after = postgres(server.url, { max: 1 });
      expect([...(await after`select word from words`)]).toEqual([{ word: '저장' }]);
      await after.end();
    } finally {
      await server.stop();
    }
  });
});

describe('newVisitor', () => {
  test('two visitors share nothing, and each keeps what its page complained about', async () => {
    const browser = await launchChromium();
    try {
      const [ana, ben] = [await newVisitor(browser), await newVisitor(browser)];
      await ana.page.setContent('<script>console.error("no ink"); throw new Error("no paper")</script>');
      await until(() => ana.complaints.length === 2, { what: 'two complaints' });
      expect(ana.complaints).toEqual(['no ink', expect.stringContaining('no paper')]);
      expect(ben.complaints).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});

describe('launchChromium', () => {
  test('does without all that Playwright does without', async () => {
    const server = await chromium.launchServer({ executablePath: chromiumPath()!, args: [...CHROMIUM_ARGS] });
    try {
      const lists = server
        .process()
        .spawnargs.filter((word) => word.startsWith('--disable-features='))
        .map((word) => word.slice('--disable-features='.length).split(','));
      expect(lists).toHaveLength(2);
      const [theirs = [], ours = []] = lists;
      expect(theirs.length).toBeGreaterThan(5);
      expect(ours).toEqual(expect.arrayContaining(theirs));
    } finally {
      await server.close();
    }
  });
});

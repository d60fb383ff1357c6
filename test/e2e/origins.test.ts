import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  canOpenOffline,
  keptOnDevice,
  NETWORK_AWAY,
  openPlan,
  pillSays,
  stageEditor,
  stageReads,
  stageText,
  typeInStage,
  unprovoked,
} from '../harness/app.ts';
import { launchChromium } from '../harness/browser.ts';
import { startServer } from '../harness/server.ts';
import { borrowBrowser, giveBack, LAN_HOST } from '../harness/worker-browser.ts';
import { bothMoveTheSameShots, bothTypeInOneStage, eachSeesTheOther, twoPeopleMeet } from './two-people.ts';

test('[DV12] on plain http of a network two people work together; undo, two tabs and what is kept on the device work as well', async () => {
  const [server, browser] = await Promise.all([startServer(), borrowBrowser()]);
  try {
    const origin = `http://${LAN_HOST}:${server.port}`;
    const people = await twoPeopleMeet(browser, origin);
    const { mina, jun, project } = people;
    expect(await mina.page.evaluate(() => window.isSecureContext)).toBe(false);
    await mina.page.getByText('This address is plain http').waitFor();
    await bothTypeInOneStage(people);
    await eachSeesTheOther(people);

    // Undo takes back one's own words only.
    const shared = await stageText(mina.page);
    await typeInStage(mina.page, ' Undone.');
    await stageReads(jun.page, (text) => text.includes('Undone.'), 'the words before undo');
    await mina.page.keyboard.press('Control+z');
    for (const { page } of [mina, jun]) await stageReads(page, (text) => text === shared, 'undo');

    // Two tabs of one person, without the network between them and the server.
    const second = await mina.context.newPage();
    await openPlan(second, project);
    await mina.context.setOffline(true);
    for (const tab of [mina.page, second]) await pillSays(tab, /^Offline – saved on this device/);
    await typeInStage(second, ' On this device.');
    await stageReads(mina.page, (text) => text === `${shared} On this device.`, 'the words of the other tab');
    await mina.context.setOffline(false);
    await stageReads(jun.page, (text) => text === `${shared} On this device.`, 'the words of the tab');
    await second.close();
    await bothMoveTheSameShots(people);
    const names = await mina.page.evaluate(async () =>
      (await indexedDB.databases()).map(({ name }) => name ?? ''),
    );
    // Words, and pictures, each apart.
    expect(names.toSorted()).toEqual([
      expect.stringMatching(/^clapper-[0-9a-f-]{36}$/),
      expect.stringMatching(/^clapper-files-[0-9a-f-]{36}$/),
    ]);
    expect(unprovoked(mina.complaints, NETWORK_AWAY)).toEqual([]);
    expect(jun.complaints).toEqual([]);
  } finally {
    await giveBack(browser);
    await server.stop();
  }
}, 120_000);

test('over TLS=local, with its authority trusted, two people work together and the app opens offline', async () => {
  const server = await startServer({ env: { TLS: 'local' } });
  const home = trustingHome(join(server.dataDir, 'tls', 'ca.crt'));
  const browser = await launchChromium({ home });
  try {
    const people = await twoPeopleMeet(browser, server.url, { opensOffline: true });
    const { mina, jun, project } = people;
    expect(await mina.page.evaluate(() => [window.isSecureContext, location.protocol])).toEqual([
      true,
      'https:',
    ]);
    expect(await mina.page.getByText('This address is plain http').count()).toBe(0);
    await bothTypeInOneStage(people);
    await eachSeesTheOther(people);
    await bothMoveTheSameShots(people);

    await canOpenOffline(mina.page);
    await mina.context.setOffline(true);
    await mina.page.goto(`/p/${project}/plan`);
    await stageEditor(mina.page).waitFor();
    const shared = await stageText(mina.page);
    await typeInStage(mina.page, ' Opened offline.');
    await keptOnDevice(mina.page);
    await mina.page.reload();
    await stageReads(mina.page, (text) => text === `${shared} Opened offline.`, 'the words after a reload');
    await mina.context.setOffline(false);
    await pillSays(mina.page, 'Saved on server');
    expect(unprovoked(mina.complaints, NETWORK_AWAY)).toEqual([]);
    expect(jun.complaints).toEqual([]);
  } finally {
    await browser.close();
    rmSync(home, { recursive: true, force: true });
    await server.stop();
  }
}, 120_000);

/** The home of somebody who imported the certificate as `/ca` explains: Chromium on Linux keeps it in NSS. */
function trustingHome(authority: string): string {
  const home = mkdtempSync(join(tmpdir(), 'clapper-home-'));
  const database = join(home, '.pki', 'nssdb');
  mkdirSync(database, { recursive: true });
  for (const args of [
    ['-N', '--empty-password'],
    ['-A', '-n', 'Clapper', '-t', 'C,,', '-i', authority],
  ]) {
    const { status, stderr } = spawnSync('certutil', ['-d', `sql:${database}`, ...args], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`certutil ${args.join(' ')}: ${stderr}`);
  }
  return home;
}

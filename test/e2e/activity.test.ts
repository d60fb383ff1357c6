import type { Browser, Page } from 'playwright-core';
import { addThread, readStages, setStageStatus } from '@clapper/documents';
import type { Device } from '@clapper/device';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  NETWORK_AWAY,
  keptEdits,
  openPlan,
  pillSays,
  signInAs,
  typeInStage,
  unprovoked,
  type User,
} from '../harness/app.ts';
import { newDevice } from '../harness/devices.ts';
import { newMember, newProject, signUp, type Account } from '../harness/people.ts';
import { borrowBrowser, giveBack } from '../harness/worker-browser.ts';
import { openServer } from './studio.ts';

// Somebody comes back after a day, with edits of their own on the device.
const server = openServer();
let browser: Browser;
let mina: User;
let device: Device;
let hana: Account;
let hers: Device;
let project: string;

beforeAll(async () => {
  browser = await borrowBrowser();
  const owner = await signUp(server.url, 'Mina');
  project = await newProject(owner, { language: 'en' });
  const jun = await newMember(server.url, owner, project, 'editor', 'Jun');
  hana = await newMember(server.url, owner, project, 'reviewer', 'Hana');
  [mina, device, hers] = await Promise.all([
    signInAs(browser, server.url, owner),
    newDevice({ server: server.url, account: jun }),
    newDevice({ server: server.url, account: hana }),
  ]);
}, 60_000);
afterAll(async () => {
  await Promise.all([device.close(), hers.close()]);
  await giveBack(browser);
});

/** As if the page had last been there a day ago. */
function dayPasses(page: Page): Promise<void> {
  return page.evaluate(() => {
    for (const key of Object.keys(localStorage))
      if (key.includes('here.')) localStorage.setItem(key, String(Date.now() - 24 * 60 * 60_000));
  });
}

test('who returns after a day away with edits of their own sees what others did, and where both did something', async () => {
  const { page, context } = mina;
  await context.setOffline(false); // when it is tried again
  await openPlan(page, project);
  await pillSays(page, 'Saved on server');
  await context.setOffline(true);
  await pillSays(page, /^Offline/);
  await typeInStage(page, 'Written on the train.');
  await pillSays(page, /\(\d+ changes?\)/);

  const { doc } = await device.open(`${project}/plan`).ready();
  const [first, second] = readStages(doc).stages;
  setStageStatus(doc, first!.id, 'review', 'test');
  setStageStatus(doc, second!.id, 'approved', 'test');
  const { doc: talk } = await hers.open(`${project}/talk`).ready();
  const onSecond = { type: 'stage', stage: second!.id } as const;
  addThread(talk, { anchor: onSecond, words: 'Shorter?', by: hana.id, at: Date.now() }, 'test');
  await dayPasses(page);
  await context.setOffline(false);
  await pillSays(page, 'Saved on server');

  await page.goto(`/p/${project}/overview`);
  const happened = page.getByRole('region', { name: 'What happened' });
  await happened.getByRole('heading', { name: 'Since you were away' }).waitFor();
  await happened.getByRole('link', { name: 'Jun set stage “Development” to approved' }).waitFor();
  await happened.getByRole('link', { name: 'All activity' }).click();
  await page.waitForURL('**/activity');
  const away = page.getByRole('region', { name: /^Since you were away:/ });
  await away.getByRole('listitem').filter({ hasText: 'Mina edited stage “Setup”' }).waitFor();
  await away.getByRole('listitem').filter({ hasText: 'Hana commented' }).first().waitFor();
  const met = away.getByRole('listitem').filter({ hasText: 'You changed this too' });
  await met.filter({ hasText: 'Jun set stage “Setup” to in review' }).waitFor();
  expect(await met.count()).toBe(1);

  await away.getByRole('link', { name: 'Jun set stage “Development” to approved' }).click();
  await page.waitForURL(`**/plan?stage=${second!.id}`);
  expect(unprovoked(mina.complaints, NETWORK_AWAY)).toEqual([]);
  expect(await keptEdits(mina)).toEqual([]);
});

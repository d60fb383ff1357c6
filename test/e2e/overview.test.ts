import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { addReply, addThread, readStages } from '@clapper/documents';
import { addNote, addVideo, readReview, setNoteStatus } from '@clapper/documents/review';
import type { Device } from '@clapper/device';
import { newId } from '@clapper/protocol';
import { signInAs, type User } from '../harness/app.ts';
import { newDevice } from '../harness/devices.ts';
import { newMember, newProject, signUp, type Account } from '../harness/people.ts';
import { until } from '../harness/wait.ts';
import { borrowBrowser, giveBack } from '../harness/worker-browser.ts';
import { openServer } from './studio.ts';

// What somebody sees who opens a project in the morning.
const server = openServer();
let browser: Browser;
let mina: User;
let jun: Account;
let device: Device;
let project: string;

beforeAll(async () => {
  browser = await borrowBrowser();
  const owner = await signUp(server.url, 'Mina');
  project = await newProject(owner, { language: 'en' });
  jun = await newMember(server.url, owner, project, 'reviewer', 'Jun');
  [mina, device] = await Promise.all([
    signInAs(browser, server.url, owner),
    newDevice({ server: server.url, account: jun }),
  ]);
}, 60_000);
afterAll(async () => {
  await device.close();
  await giveBack(browser);
});

test('what waits for me is there when somebody asks, leads to the place, and is gone when I answered', async () => {
  const { page } = mina;
  await page.goto(`/p/${project}/overview`);
  const waiting = page.getByRole('region', { name: 'Waiting for you' });
  await waiting.getByText('Nothing is waiting for you.').waitFor();
  await page.getByRole('progressbar', { name: 'Progress of Setup' }).waitFor();

  const [plan, talk] = await Promise.all(
    ['plan', 'talk'].map((kind) => device.open(`${project}/${kind}`).ready()),
  );
  const stage = readStages(plan!.doc).stages[1]!.id;
  const thread = addThread(
    talk!.doc,
    {
      anchor: { type: 'stage', stage },
      words: '@Mina who opens the shop?',
      mentions: [{ user: mina.account.id, name: 'Mina' }],
      by: jun.id,
      at: Date.now(),
    },
    'test',
  );
  await waiting.getByRole('link', { name: 'Jun asks about stage 2' }).click();
  await page.waitForURL(`**/plan?thread=${thread}`);
  await page.getByText('who opens the shop?').first().waitFor();

  await page.goto(`/p/${project}/overview`);
  await waiting.getByRole('link', { name: 'Jun asks about stage 2' }).waitFor();
  const own = await newDevice({ server: server.url, account: mina.account });
  try {
    const { doc } = await own.open(`${project}/talk`).ready();
    addReply(
      doc,
      { thread, to: null, words: 'I do.', mentions: [], by: mina.account.id, at: Date.now() },
      'test',
    );
    await waiting.getByText('Nothing is waiting for you.').waitFor();
  } finally {
    await own.close();
  }

  // Who is here, and where: a press goes with them.
  const { awareness } = await device.open(`${project}/info`).ready();
  awareness.setLocalState({ page: 'members' });
  const here = page.getByRole('region', { name: 'Here now' });
  await here.getByText('Members', { exact: true }).waitFor();
  await here.getByRole('button', { name: 'Jun · Members: follow' }).click();
  await page.waitForURL('**/members');
  awareness.setLocalState(null);
  await page.goto(`/p/${project}/overview`);
  await here.waitFor({ state: 'detached' });

  // What was done is counted beside it: what both wrote, and the day it was on, also without a pointer.
  await page.getByRole('link', { name: 'Insights', exact: true }).click();
  await page.getByRole('row', { name: /\bJun 0 [1-9]/ }).waitFor();
  await page.getByRole('row', { name: /\bMina 0 [1-9]/ }).waitFor();
  const day = page.getByRole('slider', { name: 'Day in the chart' });
  await day.focus();
  await page.keyboard.press('ArrowLeft');
  await page.getByText(/: edits 0, comments 0, resolved 0, people 0$/).waitFor();
  await page.getByText('Table', { exact: true }).click();
  await page.getByRole('row', { name: / 0 [1-9]\d* 0 2$/ }).waitFor();
  expect(mina.complaints).toEqual([]);
});

test('who asks to edit waits for the owner until they are answered, and for nobody who has no say in it', async () => {
  const { page } = mina;
  await jun.call('POST', `/projects/${project}/access-requests`, { role: 'editor' });
  const asks = page.getByRole('link', { name: 'Jun would like to be Editor' });
  await page.goto(`/p/${project}/overview`);
  await asks.click();
  await page.waitForURL('**/members');
  await page.getByRole('button', { name: 'Not now' }).click();
  await page.getByText('Jun would like to be Editor').waitFor({ state: 'detached' });
  await page.goto(`/p/${project}/overview`);
  await page.getByRole('region', { name: 'Waiting for you' }).getByText('Nothing is waiting').waitFor();
  expect(await asks.count()).toBe(0);
  expect(mina.complaints).toEqual([]);
});

test('a note on a video that names me waits for me, is told with the title and is found; each leads to it in the room', async () => {
  const { page } = mina;
  const owner = await newDevice({ server: server.url, account: mina.account });
  try {
    const act = { by: mina.account.id, at: Date.now() };
    const title = `Alley coffee ${act.at}`;
    const { doc: media } = await owner.open(`${project}/media`).ready();
    const video = addVideo(media, { title, ...act }, 'test');
    const { doc: review } = await owner.open(`${project}/review/${video}`).ready();
    await page.goto(`/p/${project}/overview`);
    const { doc: his } = await device.open(`${project}/review/${video}`).ready();
    const note = addNote(
      his,
      {
        ...{ cut: newId(), place: { frame: 0, endFrame: null, time: 0 } },
        ...{ words: '@Mina is the logo late enough?', mentions: [{ user: mina.account.id, name: 'Mina' }] },
        ...{ by: jun.id, name: 'Jun', at: Date.now() },
      },
      'test',
    );
    const waiting = page.getByRole('region', { name: 'Waiting for you' });
    const happened = page.getByRole('region', { name: 'What happened' });
    await happened.getByRole('link', { name: `Jun commented on “${title}”` }).waitFor();
    const asks = waiting.getByRole('link', { name: `Jun asks about “${title}”` });
    await asks.click();
    await page.waitForURL(`**/review/${video}?note=${note}`);

    await page.goto(`/p/${project}/overview`);
    await asks.waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'Search and commands' }).getByRole('combobox').fill('logo late');
    await page.getByRole('option', { name: /is the logo late enough/ }).click();
    await page.waitForURL(`**/review/${video}?note=${note}`);

    await page.goto(`/p/${project}/overview`);
    await asks.waitFor();
    await until(() => readReview(review).notes.some(({ id }) => id === note), {
      what: 'the note to be with the owner',
    });
    setNoteStatus(review, note, 'resolved', act, 'test');
    await happened.getByRole('link', { name: `Mina resolved a note on “${title}”` }).waitFor();
    await asks.waitFor({ state: 'detached' });
  } finally {
    await owner.close();
  }
  expect(mina.complaints).toEqual([]);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  boardOrder,
  canOpenOffline,
  keptOnDevice,
  moveShot,
  NETWORK_AWAY,
  openBoard,
  openPlan,
  pillSays,
  shotCard,
  signInAs,
  stageEditor,
  stageReads,
  stageText,
  titleShot,
  typeInStage,
  unprovoked,
} from '../harness/app.ts';
import { newMember } from '../harness/people.ts';
import { until } from '../harness/wait.ts';
import { onTheServer, openStudio, type Studio } from './studio.ts';

/** From coming online to both having everything. */
const CONVERGED_WITHIN_MS = 3_000;

let studio: Studio;
beforeAll(async () => {
  studio = await openStudio();
}, 60_000);
afterAll(() => studio.close());

test('a person goes offline, edits, reloads, opens another page by its address, edits more, and comes back with nothing lost', async () => {
  const { server, browser, owner, project } = studio;
  const mina = await signInAs(browser, server.url, owner, { opensOffline: true });
  const jun = await signInAs(
    browser,
    server.url,
    await newMember(server.url, owner, project, 'editor', 'Jun'),
  );
  await openPlan(mina.page, project);
  await typeInStage(mina.page, 'One.');
  await pillSays(mina.page, 'Saved on server');
  await canOpenOffline(mina.page);
  await openPlan(jun.page, project);
  await stageReads(jun.page, (text) => text === 'One.', 'the shared start');

  // Away: what is written is on this device, and the pill says so.
  await mina.context.setOffline(true);
  await pillSays(mina.page, 'Offline – saved on this device');
  await typeInStage(mina.page, ' Offline.');
  await keptOnDevice(mina.page);
  await typeInStage(jun.page, ' Online.');

  // Reloaded without the network, the page is there with the words.
  await mina.page.reload();
  await stageReads(mina.page, (text) => text === 'One. Offline.', 'the words after reloading offline');
  await pillSays(mina.page, /^Offline – saved on this device \(\d+ changes?\)$/);

  // So is a page that was not open before, by its address.
  await openBoard(mina.page, project);
  const [first = '', second = ''] = (await boardOrder(mina.page)).flat();
  await titleShot(mina.page, first, 'Kettle');
  await moveShot(mina.page, first, 'Alt+ArrowRight');
  await pillSays(mina.page, /^Offline – saved on this device \(\d+ changes\)$/);
  await openBoard(jun.page, project);
  await titleShot(jun.page, second, 'Alley');
  await pillSays(jun.page, 'Saved on server');

  await mina.context.setOffline(false);
  const began = performance.now();
  await until(
    async () => {
      const titles = await Promise.all(
        [mina, jun].map(async ({ page }) => [
          await boardOrder(page),
          await shotCard(page, first).getByText('Kettle').count(),
          await shotCard(page, second).getByText('Alley').count(),
        ]),
      );
      return JSON.stringify(titles[0]) === JSON.stringify(titles[1]) && titles[0]?.[1] === 1;
    },
    { what: 'both boards to have everything', timeout: CONVERGED_WITHIN_MS },
  );
  const took = performance.now() - began;
  await pillSays(mina.page, 'Saved on server', CONVERGED_WITHIN_MS - took);

  await Promise.all([openPlan(mina.page, project), openPlan(jun.page, project)]);
  for (const { page } of [mina, jun]) {
    const text = await stageReads(
      page,
      (it) => it.includes('Offline.') && it.includes('Online.'),
      'the words of both',
    );
    expect(text).toHaveLength('One. Offline. Online.'.length);
  }
  const words = await stageText(mina.page);
  expect(await stageText(jun.page)).toBe(words);
  const stored = await onTheServer(server.url, owner, project);
  expect(stored.text).toBe(words);
  expect(stored.shots.map(({ title }) => title).toSorted()).toEqual([
    ...Array.from({ length: 10 }, () => ''),
    'Alley',
    'Kettle',
  ]);
  expect(unprovoked(mina.complaints, NETWORK_AWAY)).toEqual([]);
  expect(jun.complaints).toEqual([]);
  await Promise.all([mina.context.close(), jun.context.close()]);
});

test('words typed into the same stage while away are with the other within three seconds of coming back', async () => {
  const { server, browser, owner, project } = studio;
  const mina = await signInAs(browser, server.url, owner, { opensOffline: true });
  const jun = await signInAs(
    browser,
    server.url,
    await newMember(server.url, owner, project, 'editor', 'Jun'),
  );
  await Promise.all([openPlan(mina.page, project), openPlan(jun.page, project)]);
  await pillSays(mina.page, 'Saved on server');
  await canOpenOffline(mina.page);
  await mina.context.setOffline(true);
  await pillSays(mina.page, 'Offline – saved on this device');
  await typeInStage(mina.page, ' Far away.');
  await typeInStage(jun.page, ' Right here.');
  await keptOnDevice(mina.page);
  await mina.page.reload();
  await stageEditor(mina.page).waitFor();
  await stageReads(mina.page, (text) => text.includes('Far away.'), 'the words after reloading offline');

  await mina.context.setOffline(false);
  const began = performance.now();
  for (const { page } of [mina, jun])
    await stageReads(
      page,
      (text) => text.includes('Far away.') && text.includes('Right here.'),
      'the words of both',
      CONVERGED_WITHIN_MS - (performance.now() - began),
    );
  expect(await stageText(jun.page)).toBe(await stageText(mina.page));
  expect(unprovoked(mina.complaints, NETWORK_AWAY)).toEqual([]);
  expect(jun.complaints).toEqual([]);
  await Promise.all([mina.context.close(), jun.context.close()]);
});

test('a project that was never opened here is kept whole, and opens offline by its addresses', async () => {
  const { server, browser, owner, project } = studio;
  const jun = await signInAs(
    browser,
    server.url,
    await newMember(server.url, owner, project, 'editor', 'Jun'),
  );
  await openPlan(jun.page, project);
  await typeInStage(jun.page, ' Kept for the train.');
  await pillSays(jun.page, 'Saved on server');
  await openBoard(jun.page, project);
  const [first = ''] = (await boardOrder(jun.page)).flat();
  await titleShot(jun.page, first, 'Night train');
  await pillSays(jun.page, 'Saved on server');

  const { page, context, complaints } = await signInAs(browser, server.url, owner, { opensOffline: true });
  await page.goto('/');
  await canOpenOffline(page);
  await page.getByRole('button', { name: /: Not on this device$/ }).click();
  const copy = page.getByRole('dialog');
  await copy.getByRole('switch', { name: 'Keep available offline' }).click();
  await copy.getByText(/^Available offline, [\d.]+ ?kB$/).waitFor();

  await context.setOffline(true);
  await page.goto(`/p/${project}/plan`);
  await stageReads(page, (text) => text.includes('Kept for the train.'), 'the plan, never opened before');
  await page.goto(`/p/${project}/board`);
  await shotCard(page, first).getByText('Night train').waitFor();
  await page.goto(`/p/${project}/settings`);
  await page.getByText(/^Available offline, /).waitFor();
  expect(await page.getByRole('switch', { name: 'Keep available offline' }).isChecked()).toBe(true);
  expect(unprovoked(complaints, NETWORK_AWAY)).toEqual([]);
  expect(jun.complaints).toEqual([]);
  await Promise.all([context.close(), jun.context.close()]);
});

test('a project that was never opened here says so when opened offline, in one sentence', async () => {
  const { server, browser, owner, project } = studio;
  const mina = await signInAs(browser, server.url, owner, { opensOffline: true });
  await mina.page.goto('/');
  await canOpenOffline(mina.page);
  await mina.context.setOffline(true);
  await mina.page.goto(`/p/${project}/plan`);
  await mina.page.getByText('This project has not been opened here before.').waitFor();
  expect(unprovoked(mina.complaints, NETWORK_AWAY)).toEqual([]);
  await mina.context.close();
});

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
  stageReads,
  stageText,
  titleShot,
  typeInStage,
  unprovoked,
} from '../harness/app.ts';
import { until } from '../harness/wait.ts';
import { onTheServer, openStudio, type Studio } from './studio.ts';

let studio: Studio;
beforeAll(async () => {
  studio = await openStudio();
}, 60_000);
afterAll(() => studio.close());

test('two tabs of one person edit the same stage and shots offline: each holds everything once, also after reloading, and so does the server', async () => {
  const { server, browser, owner, project } = studio;
  const mina = await signInAs(browser, server.url, owner, { opensOffline: true });
  const left = mina.page;
  await openPlan(left, project);
  await canOpenOffline(left);
  const right = await mina.context.newPage();
  await openPlan(right, project);
  for (const tab of [left, right]) await pillSays(tab, 'Saved on server');

  await mina.context.setOffline(true);
  for (const tab of [left, right]) await pillSays(tab, 'Offline – saved on this device');
  await typeInStage(left, 'Left hand.');
  await stageReads(right, (text) => text === 'Left hand.', 'the words of the left tab');
  await Promise.all([typeInStage(left, ' And again left.'), typeInStage(right, ' Right hand.')]);
  const everything = (text: string) =>
    text.length === 'Left hand. And again left. Right hand.'.length && !text.includes('\n');
  for (const tab of [left, right]) await stageReads(tab, everything, 'the words of both tabs, once');
  const words = await stageText(left);
  expect(await stageText(right)).toBe(words);

  for (const tab of [left, right]) await keptOnDevice(tab);
  await Promise.all([openBoard(left, project), openBoard(right, project)]);
  const [first = '', second = '', third = ''] = (await boardOrder(left)).flat();
  await titleShot(left, first, 'Left shot');
  await titleShot(right, second, 'Right shot');
  await moveShot(left, third, 'Alt+ArrowRight');
  await moveShot(right, third, 'Alt+ArrowRight');
  const sameBoards = async () => {
    const [one, two] = await Promise.all([boardOrder(left), boardOrder(right)]);
    return JSON.stringify(one) === JSON.stringify(two);
  };
  await until(sameBoards, { what: 'both tabs to show one board', timeout: 10_000 });
  const order = await boardOrder(left);
  expect(order.flat()).toHaveLength(12);
  expect(new Set(order.flat()).size).toBe(12);

  for (const tab of [left, right]) await keptOnDevice(tab);
  await Promise.all([left.reload(), right.reload()]);
  for (const tab of [left, right]) {
    await shotCard(tab, first).getByText('Left shot').waitFor();
    await shotCard(tab, second).getByText('Right shot').waitFor();
    expect(await boardOrder(tab)).toEqual(order);
  }
  await openPlan(left, project);
  expect(await stageReads(left, everything, 'the words after reloading')).toBe(words);

  await mina.context.setOffline(false);
  for (const tab of [left, right]) await pillSays(tab, 'Saved on server');
  const stored = await onTheServer(server.url, owner, project);
  expect(stored.text).toBe(words);
  expect(stored.shots.map(({ id }) => id)).toEqual(order.flat());
  expect(stored.shots.map(({ title }) => title).filter((title) => title !== '')).toHaveLength(2);
  expect(await stageText(left)).toBe(words);
  expect(unprovoked(mina.complaints, NETWORK_AWAY)).toEqual([]);
  await mina.context.close();
});

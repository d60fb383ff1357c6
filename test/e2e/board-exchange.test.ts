import { readFile } from 'node:fs/promises';
import { fillDemo, readBoard } from '@clapper/documents';
import { projectDocument } from '@clapper/protocol';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signInAs } from '../harness/app.ts';
import { Desk } from '../harness/desk.ts';
import { newDevice } from '../harness/devices.ts';
import { newProject, signUp } from '../harness/people.ts';
import { until } from '../harness/wait.ts';
import { borrowBrowser, giveBack } from '../harness/worker-browser.ts';
import { openServer } from './studio.ts';

// A board goes out as a PDF and a table, and a screenplay comes in: what counts is what the server gives to a device
// that reads along.
const server = openServer();
let browser: Browser;

beforeAll(async () => {
  browser = await borrowBrowser();
});
afterAll(() => giveBack(browser));

const SCRIPT = `INT. CAFE - DAY #8A#

MINA sits down.

MINA
Where is he?

S#9. 골목 / 밤

지민
어디야?

.Never taken
`;

test('a board is saved as a PDF and as a table; a screenplay comes in, once, without the scene that was left out', async () => {
  const owner = await signUp(server.url, '김하늘');
  const project = await newProject(owner, { language: 'en' });
  const device = await newDevice({ server: server.url, account: owner });
  const [plan, board] = await Promise.all([
    Desk.open(device, projectDocument(project, 'plan')),
    Desk.open(device, projectDocument(project, 'board')),
  ]);
  fillDemo(plan.doc, board.doc, { language: 'en', by: owner.id, at: Date.now(), origin: 'demo' });
  await Promise.all([plan.saved(), board.saved()]);
  const { page, context } = await signInAs(browser, server.url, owner);
  await page.goto(`/p/${project}/board`);
  const shots = () => readBoard(board.doc, []).shots;
  await showsShots(page, 12);

  const dialog = page.getByRole('dialog');
  await choose(page, 'Storyboard as a PDF…');
  await dialog.getByText('12 shots · 2 pages').waitFor();
  const pdf = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save the PDF' }).click();
  const bytes = await readFile(await (await pdf).path());
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  expect(bytes.toString('latin1').match(/\/Type \/Page\n/g)).toHaveLength(2);
  await dialog.waitFor({ state: 'detached' });

  const table = page.waitForEvent('download');
  await choose(page, 'Shots as a table (CSV)');
  const text = await readFile(await (await table).path(), 'utf8');
  for (const { id } of shots()) expect(text).toContain(id);

  await open(page, 'board.csv', text);
  await dialog.getByText('12 shots are here already, as they are.').waitFor();
  await dialog.getByRole('button', { name: 'Another file' }).click();
  await give(page, 'night.fountain', SCRIPT);
  await dialog.getByText('3 new shots').waitFor();
  await dialog.getByRole('checkbox', { name: /Never taken/ }).uncheck();
  await dialog.getByRole('button', { name: 'Import 2 shots' }).click();
  await dialog.waitFor({ state: 'detached' });
  await showsShots(page, 14);
  const made = () => shots().filter(({ title }) => ['INT. CAFE - DAY', 'S#9. 골목 / 밤'].includes(title));
  await until(() => made().length === 2, { what: 'both scenes on the server' });
  const said = new Map(made().map(({ title, action, dialogue }) => [title, [action, dialogue]]));
  expect(said.get('INT. CAFE - DAY')).toEqual(['MINA sits down.', 'MINA: Where is he?']);
  expect(said.get('S#9. 골목 / 밤')).toEqual(['', '지민: 어디야?']);

  await open(page, 'night.fountain', SCRIPT);
  await dialog.getByText('1 new shot', { exact: true }).waitFor();
  await dialog.getByText('2 shots are here already, as they are.').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.keyboard.press('Control+z');
  await showsShots(page, 12);
  await until(() => shots().length === 12, { what: 'the import taken back on the server' });

  await context.close();
  await device.close();
});

async function choose(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'Import and export' }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

async function open(page: Page, name: string, text: string): Promise<void> {
  await choose(page, 'Import shots or a screenplay…');
  await give(page, name, text);
}

async function give(page: Page, name: string, text: string): Promise<void> {
  const input = page.getByRole('dialog').locator('input[type="file"]');
  await input.setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
}

async function showsShots(page: Page, count: number): Promise<void> {
  await page.getByText(`${count} shots`, { exact: true }).first().waitFor();
}

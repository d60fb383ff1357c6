import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '@clapper/access';
import { KINDS, type KindName } from '@clapper/documents';
import { readMedia } from '@clapper/documents/review';
import { newId, projectDocument, userDocument } from '@clapper/protocol';
import { openStorage } from '../../server/src/storage/open.ts';
import { goWithin, openPlan, pillSays, pillWords, signIn, typeInStage, unprovoked } from '../harness/app.ts';
import { newVisitor } from '../harness/browser.ts';
import { recordPushes } from '../harness/page-pushes.ts';
import { inviteCode, newProject, signUp, type Account } from '../harness/people.ts';
import { copyOf } from '../harness/replica.ts';
import { startServer, type RunningServer } from '../harness/server.ts';
import { borrowBrowser, giveBack } from '../harness/worker-browser.ts';
import { fixturesOf } from '@clapper/documents/fixtures';

// Every fixture of every kind that a page shows, opened as every role: looking at a document sends nothing, whatever it
// holds. A scratch document has no page.
const ROLES = ['owner', 'admin', 'editor', 'reviewer', 'viewer'] as const satisfies readonly Role[];
const OF_A_PROJECT = ['plan', 'board', 'talk', 'info', 'calendar', 'media', 'feed'] as const;
/** Each video has its own. */
const OF_A_VIDEO = ['review', 'notes'] as const;
/** A project shows the fixtures of one name; of a kind without it the filled one is there and not opened again. */
const NAMES = [...new Set(Object.values(KINDS).flatMap((kind) => Object.keys(fixturesOf(kind))))];

let server: RunningServer;
let browser: Browser;
const people = new Map<Role, Account>();
const projects = new Map<string, string>();

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer({ env: { REGISTRATION: 'open' } }), borrowBrowser()]);
  const owner = await signUp(server.url, 'Owner');
  people.set('owner', owner);
  for (const role of ROLES.slice(1)) people.set(role, await signUp(server.url, role));
  for (const name of NAMES) {
    const project = await newProject(owner, { name: `The ${name} one`, language: 'en' });
    projects.set(name, project);
    for (const role of ROLES.slice(1)) {
      const account = people.get(role)!;
      const invite = role === 'admin' ? 'editor' : role;
      await account.call('POST', '/projects/join', {
        invite_code: await inviteCode(owner, project, invite as 'editor'),
      });
      if (role === 'admin')
        await owner.call('PATCH', `/projects/${project}/participants/${account.id}`, { role: 'admin' });
    }
  }
  // A server owns its database alone: the fixtures go in while it is down.
  await server.kill();
  await putFixtures();
  await server.restart();
}, 120_000);
afterAll(async () => {
  await giveBack(browser);
  await server.stop();
});

/** Else its project shows the filled one, which another project is opened for. */
function has(kind: KindName, name: string): boolean {
  return fixturesOf(KINDS[kind])[name] !== undefined;
}

function fixture(kind: KindName, name: string): Uint8Array {
  const fixtures = fixturesOf(KINDS[kind]);
  return fixtures[name] ?? fixtures['filled']!;
}

/** The one whose room is opened. */
function firstVideo(name: string): string | null {
  const { videos } = readMedia(copyOf([fixture('media', name)]));
  return videos[0]?.id ?? null;
}

async function putFixtures(): Promise<void> {
  const log = { info: () => undefined, error: () => undefined };
  const storage = await openStorage(`file:${join(server.dataDir, 'clapper.db')}`, { log });
  const put = async (id: string, project: string | null, kind: KindName, name: string) => {
    const update = fixture(kind, name);
    const { documents } = storage;
    const { schemaVersion: schema } = KINDS[kind];
    const createdAt = Date.now();
    const made = { id, project, kind, epoch: newId(), schema, seed: update, createdAt };
    // A projection was there from the first minute: it gets the fixture on top.
    if ((await documents.create(made)) === 'created') return;
    const { epoch } = (await documents.head(id))!;
    const row = {
      update,
      user: null,
      device: null,
      n: null,
      clientId: null,
      clockFrom: null,
      clockTo: null,
      schema,
      receivedAt: createdAt,
    };
    await documents.append([{ document: id, epoch, rows: [row] }]);
  };
  for (const [name, project] of projects) {
    for (const kind of OF_A_PROJECT) await put(projectDocument(project, kind), project, kind, name);
    const video = firstVideo(name);
    if (video !== null)
      for (const kind of OF_A_VIDEO) await put(projectDocument(project, kind, video), project, kind, name);
  }
  const homes = Object.keys(fixturesOf(KINDS.home));
  for (const [index, role] of ROLES.entries())
    await put(
      userDocument(people.get(role)!.id, 'home'),
      null,
      'home',
      homes[index % homes.length] ?? 'filled',
    );
  await storage.close();
}

/** Rows of the log that a person or a device wrote. */
function writtenRows(): number {
  const client = new Database(join(server.dataDir, 'clapper.db'), { readonly: true });
  try {
    const rows = client.prepare('select count(*) as rows from document_updates where user_id is not null');
    return (rows.get() as { rows: number }).rows;
  } finally {
    client.close();
  }
}

const UP_TO_DATE = /^(Saved on server|Up to date)$/;

describe.each(ROLES)('as %s', (role) => {
  test(`${NAMES.length} projects and a home of fixtures are opened and looked at: no update leaves the page`, async () => {
    const before = writtenRows();
    const { page, context, complaints } = await newVisitor(browser, { baseURL: server.url });
    const pushed = recordPushes(page);
    await signIn(page, people.get(role)!);
    await page.getByRole('heading', { name: 'Projects' }).waitFor();
    await pillSays(page, UP_TO_DATE);
    for (const [name, project] of projects) {
      const rail = page.getByRole('navigation', { name: 'Project' });
      const open = async (part: string, title: string | RegExp = part) => {
        await rail.getByRole('link', { name: part }).first().click();
        await page.getByRole('heading', { name: title, level: 1 }).waitFor();
      };
      await goWithin(page, `/p/${project}`);
      await rail.waitFor();
      if (has('plan', name) || has('talk', name)) {
        await goWithin(page, `/p/${project}/plan`);
        await page.getByText('Side by side').click();
        await page.locator('main h2').first().waitFor();
        await pillSays(page, UP_TO_DATE);
      }
      if (has('board', name)) {
        await rail.getByRole('link', { name: 'Board' }).first().click();
        await page.waitForURL('**/board');
        await page.locator('main h2').first().waitFor();
        await pillSays(page, UP_TO_DATE);
      }
      if (has('calendar', name)) await open('Calendar', /20\d\d/);
      if (has('media', name)) await open('Reviews');
      const video = firstVideo(name);
      if (video !== null && (has('review', name) || has('notes', name))) {
        await goWithin(page, `/p/${project}/review/${video}`);
        await page.getByTestId('project-title').waitFor();
        await pillSays(page, UP_TO_DATE);
      }
      if (has('feed', name)) await open('Activity');
      if (has('info', name)) await open('Members');
      await pillSays(page, UP_TO_DATE);
      expect({ name, pushed }).toEqual({ name, pushed: [] });
    }
    await goWithin(page, '/');
    await page.getByRole('heading', { name: 'Projects' }).waitFor();
    await pillSays(page, UP_TO_DATE);
    expect(pushed).toEqual([]);
    expect(writtenRows()).toBe(before);
    // No page gave up on what it found, either; the bytes of the fixtures' pictures nobody has.
    expect(unprovoked(complaints, /status of 404/)).toEqual([]);
    await context.close();
  });
});

test('and one letter that is typed is counted', async () => {
  const before = writtenRows();
  const { page, context, complaints } = await newVisitor(browser, { baseURL: server.url });
  const pushed = recordPushes(page);
  await signIn(page, people.get('editor')!);
  const project = projects.get('empty')!;
  await openPlan(page, project);
  await typeInStage(page, 'x');
  await pillSays(page, 'Saved on server');
  expect(await pillWords(page)).toBe('Saved on server');
  expect(pushed).toEqual([projectDocument(project, 'plan')]);
  expect(writtenRows()).toBe(before + 1);
  expect(complaints).toEqual([]);
  await context.close();
});

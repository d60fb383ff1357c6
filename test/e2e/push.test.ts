import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Device } from '@clapper/device';
import { addThread } from '@clapper/documents';
import { canOpenOffline, fillSignIn, NETWORK_AWAY, signIn, unprovoked } from '../harness/app.ts';
import { launchChromium, newVisitor } from '../harness/browser.ts';
import { newDevice } from '../harness/devices.ts';
import { newMember, newProject, signUp, type Account } from '../harness/people.ts';
import { startPushService, type PushBrowser, type PushService } from '../harness/push-service.ts';
import { startServer, type RunningServer } from '../harness/server.ts';
import { until } from '../harness/wait.ts';

const PATIENCE_MS = 20_000;

let service: PushService;
let server: RunningServer;
let browser: Browser;
let mina: Account;
let jun: Account;
let project: string;
let device: Device;

beforeAll(async () => {
  service = await startPushService();
  [server, browser] = await Promise.all([
    startServer({ env: { REGISTRATION: 'open', ...service.env } }),
    launchChromium({ windows: true, args: ['--host-resolver-rules=MAP studio.lan 127.0.0.1'] }),
  ]);
  jun = await signUp(server.url, 'Jun');
  project = await newProject(jun, { name: 'Alley coffee', language: 'en' });
  device = await newDevice({ server: server.url, account: jun });
}, 60_000);
afterAll(async () => {
  await device.close();
  await browser.close();
  await server.stop();
  await service.close();
});

/** Nobody has told her anything yet, also when a test is tried again. */
beforeEach(async () => {
  mina = await newMember(server.url, jun, project, 'reviewer', 'Mina');
});

const section = (page: Page) => page.getByRole('region', { name: 'What concerns you, on this device' });
const allow = (page: Page) => section(page).getByRole('button', { name: 'Allow on this device' });

async function says(page: Page, words: RegExp): Promise<void> {
  await section(page).getByRole('status').filter({ hasText: words }).waitFor({ timeout: PATIENCE_MS });
}

async function accountPage(origin: string, account = mina) {
  const visitor = await newVisitor(browser, { baseURL: origin, opensOffline: true });
  await signIn(visitor.page, account);
  await visitor.page.goto('/account');
  return visitor;
}

test('where no device can be woken, the button says why', async () => {
  const none = await startServer({ env: { REGISTRATION: 'open' } });
  try {
    const without = await accountPage(none.url, await signUp(none.url, 'Nobody'));
    await says(without.page, /This server wakes no devices/);
    expect(await allow(without.page).isDisabled()).toBe(true);
    await without.context.close();
  } finally {
    await none.stop();
  }
  const lan = await accountPage(`http://studio.lan:${server.port}`);
  await says(lan.page, /plain http/);
  expect(await allow(lan.page).isDisabled()).toBe(true);
  await lan.context.close();

  // A Chromium without windows answers for its person: no.
  const { page, context } = await accountPage(server.url);
  await says(page, /^A message from the system/);
  await allow(page).click();
  await says(page, /blocked for this address/);
  expect(await allow(page).isDisabled()).toBe(true);

  // And it has no push service.
  await context.grantPermissions(['notifications'], { origin: server.url });
  await page.reload();
  await allow(page).click();
  await says(page, /push service of this browser did not answer/);
  await context.close();
});

/** What Debian's Chromium has nobody for: the rest of the way is real. */
async function subscribesTo(context: BrowserContext, { endpoint, keys }: PushBrowser): Promise<void> {
  await context.addInitScript(
    (given) => {
      const KEPT = 'test.subscribed';
      const subscription = {
        endpoint: given.endpoint,
        options: { applicationServerKey: null },
        toJSON: () => given,
        unsubscribe: async () => {
          localStorage.removeItem(KEPT);
          return true;
        },
      };
      Object.assign(PushManager.prototype, {
        async subscribe() {
          localStorage.setItem(KEPT, 'yes');
          return subscription;
        },
        getSubscription: async () => (localStorage.getItem(KEPT) === null ? null : subscription),
      });
    },
    { endpoint, keys },
  );
}

/** Hands it to the worker as a browser does that was woken, and waits until it has shown something. */
async function deliver(page: Page, text: string): Promise<void> {
  const origin = `${server.url}/`;
  const inside = await page.context().newCDPSession(page);
  const registrations = new Set<string>();
  inside.on('ServiceWorker.workerRegistrationUpdated', (event) => {
    for (const { registrationId, scopeURL, isDeleted } of event.registrations)
      if (scopeURL === origin && !isDeleted) registrations.add(registrationId);
      else registrations.delete(registrationId);
  });
  await inside.send('ServiceWorker.enable');
  await until(() => registrations.size > 0, { what: 'the service worker to be registered' });
  const [registrationId = ''] = registrations;
  // A worker that is being started may miss it; told twice it shows it once, as it has one tag.
  await until(
    async () => {
      await inside.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data: text });
      return until(async () => (await shown(page)).length > 0, { what: 'it to be shown', timeout: 2_000 });
    },
    { what: 'the worker to show what it is told', timeout: PATIENCE_MS },
  );
  await inside.detach();
}

/** As on the Account page of another device. */
async function endOtherSessions({ call }: Account): Promise<void> {
  const { body } = await call<{ sessions: { id: string; current: boolean }[] }>('GET', '/auth/sessions');
  for (const { id, current } of body.sessions) if (!current) await call('DELETE', `/auth/sessions/${id}`);
}

const shown = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    return (await registration.getNotifications()).map(({ title, body }) => ({ title, body }));
  });

test('who allowed it is told by the system, a click opens the place and reads it, and signing out ends it', async () => {
  const phone = service.newBrowser();
  const { page, context, complaints } = await accountPage(server.url);
  await context.grantPermissions(['notifications'], { origin: server.url });
  await subscribesTo(context, phone);
  await page.reload();
  await canOpenOffline(page);
  await allow(page).click();
  await says(page, /^This device tells you at once/);

  const { doc } = await device.open(`${project}/talk`).ready();
  const thread = addThread(
    doc,
    {
      anchor: { type: 'project' },
      words: '@Mina who opens the shop?',
      mentions: [{ user: mina.id, name: 'Mina' }],
      by: jun.id,
      at: Date.now(),
    },
    'test',
  );
  const pushed = await until(() => service.received.find(({ path }) => phone.endpoint.endsWith(path)), {
    what: 'the push to be taken',
    timeout: PATIENCE_MS,
  });
  const bell = (name: string) => page.getByRole('button', { name, exact: true });
  await bell('Inbox, 1 unread').waitFor({ timeout: PATIENCE_MS });

  await deliver(page, JSON.stringify(phone.read(pushed)));
  expect(await shown(page)).toEqual([{ title: 'Alley coffee', body: 'Jun mentioned you: Alley coffee' }]);

  const [worker] = context.serviceWorkers();
  await worker!.evaluate(async () => {
    const inside = globalThis as unknown as EventTarget & { registration: ServiceWorkerRegistration };
    const [notification] = await inside.registration.getNotifications();
    const Click = Reflect.get(globalThis, 'NotificationEvent') as new (type: string, init: object) => Event;
    inside.dispatchEvent(new Click('notificationclick', { notification }));
  });
  await page.waitForURL(`**/overview?thread=${thread}`);
  await page.getByText('who opens the shop?').first().waitFor();
  await bell('Inbox').waitFor();
  await until(async () => (await shown(page)).length === 0, { what: 'it to go', timeout: PATIENCE_MS });

  await page.goto('/account');
  await section(page).getByRole('button', { name: 'Stop on this device' }).click();
  await says(page, /^A message from the system/);
  await allow(page).click();
  await says(page, /^This device tells you at once/);

  // Signed out from elsewhere and in again: what was allowed here still is.
  await endOtherSessions(mina);
  await page.getByText('You were signed out.').waitFor();
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Sign in again, Mina' }).waitFor();
  await fillSignIn(page, mina);
  await page.waitForURL('**/account');
  await says(page, /^This device tells you at once/);

  await page.getByRole('main').getByRole('button', { name: 'Sign out' }).first().click();
  await page.waitForURL('**/sign-in**');
  await until(() => page.evaluate(() => localStorage.getItem('test.subscribed') === null), {
    what: 'the browser to let go of what woke it',
    timeout: PATIENCE_MS,
  });
  expect(unprovoked(complaints, NETWORK_AWAY, /status of 401/)).toEqual([]);
});

import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  openPlan,
  pillSays,
  pillWords,
  signIn,
  signInAs,
  stageReads,
  typeInStage,
  unprovoked,
  type User,
} from '../harness/app.ts';
import { newVisitor } from '../harness/browser.ts';
import { newProject, signUp, type Account } from '../harness/people.ts';
import { startServer } from '../harness/server.ts';
import { until } from '../harness/wait.ts';
import { borrowBrowser, giveBack, LAN_HOST } from '../harness/worker-browser.ts';
import { onTheServer, openStudio, type Studio } from './studio.ts';

let studio: Studio;
beforeAll(async () => {
  studio = await openStudio();
}, 60_000);
afterAll(() => studio.close());

/** The sockets of a person's pages, counted in the pages themselves: what the server has of this person. */
class Sockets {
  readonly #context: BrowserContext;
  readonly #crashed = new Set<Page>();

  private constructor(context: BrowserContext) {
    this.#context = context;
    context.on('page', (page) => page.on('crash', () => this.#crashed.add(page)));
    for (const page of context.pages()) page.on('crash', () => this.#crashed.add(page));
  }

  /** Of the pages that are opened from here on. */
  static async count(context: BrowserContext): Promise<Sockets> {
    await context.addInitScript(() => {
      const made: WebSocket[] = [];
      Object.assign(window, {
        made,
        WebSocket: class extends WebSocket {
          constructor(url: string, protocols: string[]) {
            super(url, protocols);
            made.push(this);
          }
        },
      });
    });
    return new Sockets(context);
  }

  /** One entry a socket: the page that has it. */
  async open(): Promise<Page[]> {
    const pages = this.#context.pages().filter((page) => !this.#crashed.has(page));
    const counts = await Promise.all(
      pages.map((page) =>
        page.evaluate(
          () =>
            (window as unknown as { made: WebSocket[] }).made.filter(({ readyState }) => readyState === 1)
              .length,
        ),
      ),
    );
    return pages.flatMap((page, i) => Array<Page>(counts[i]!).fill(page));
  }

  /** Waits until there is one, and says whose. */
  async leader(): Promise<Page> {
    let open: Page[] = [];
    await until(
      async () => {
        open = await this.open();
        return open.length === 1;
      },
      { what: 'one socket for all tabs', timeout: 10_000 },
    );
    return open[0]!;
  }
}

/** Three tabs at one plan, and what they hold. */
async function threeTabs(
  user: User,
  project: string,
): Promise<{ sockets: Sockets; tabs: Page[]; leader: Page; others: Page[] }> {
  const sockets = await Sockets.count(user.context);
  const tabs = [user.page, await user.context.newPage(), await user.context.newPage()];
  for (const tab of tabs) await openPlan(tab, project);
  for (const tab of tabs) await pillSays(tab, 'Saved on server');
  const leader = await sockets.leader();
  return { sockets, tabs, leader, others: tabs.filter((tab) => tab !== leader) };
}

/** Collects what the pill of a tab says, from here on. */
async function watchPill(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    const pill = document.querySelector('button[data-tone]')!;
    const note = () => {
      const words = pill.getAttribute('aria-label') ?? pill.textContent ?? '';
      if (said.at(-1) !== words) said.push(words);
    };
    note();
    new MutationObserver(note).observe(pill, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
  });
  return () => page.evaluate(() => (window as unknown as { said: string[] }).said);
}

/** As when another tab of the window is chosen. */
async function setHidden(page: Page, hidden: boolean): Promise<void> {
  await page.evaluate((hidden) => {
    Object.defineProperty(document, 'visibilityState', {
      configurable: true,
      get: () => (hidden ? 'hidden' : 'visible'),
    });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);
}

const both = (words: string[]) => (text: string) =>
  words.every((word) => text.split(word).length === 2) && text.length === words.join('').length;

async function story(url: string, owner: Account, project: string, user: User): Promise<void> {
  const { sockets, leader, others } = await threeTabs(user, project);
  const [typist, reader] = others as [Page, Page];
  const pills = await Promise.all([typist, reader].map(watchPill));

  // The tab that leads is closed while another types.
  const typing = typeInStage(typist, 'One two three four five six.');
  await stageReads(reader, (text) => text.includes('two'), 'the first words');
  await leader.close();
  await typing;
  await stageReads(reader, both(['One two three four five six.']), 'all words in the other tab');
  for (const tab of others) await pillSays(tab, 'Saved on server');
  const second = await sockets.leader();
  expect(others).toContain(second);

  // It ends without a goodbye.
  const last = others.find((tab) => tab !== second)!;
  await typeInStage(second, ' Seven.');
  // On the disk, and perhaps on its way to the server.
  await stageReads(last, (text) => text.includes('Seven.'), 'the last words of the tab that leads');
  await crash(user.context, second);
  await typeInStage(last, ' Eight.');
  await pillSays(last, 'Saved on server');
  expect(await sockets.leader()).toBe(last);
  // The pill may have been read before the page had drawn that there is something new.
  let stored = await onTheServer(url, owner, project);
  await until(
    async () => {
      stored = await onTheServer(url, owner, project);
      return stored.text.includes('Eight.');
    },
    { what: 'the last words on the server', timeout: 10_000 },
  );
  expect(stored.text.split('Seven.')).toHaveLength(2);
  expect(stored.text.split('Eight.')).toHaveLength(2);
  expect(stored.text).toContain('One two three four five six.');

  // Nobody was told that they are offline.
  for (const [i, tab] of others.entries()) {
    if (tab !== second) expect((await pills[i]!()).filter((words) => /Offline/.test(words))).toEqual([]);
  }
  expect(unprovoked(user.complaints)).toEqual([]);
}

async function crash(context: BrowserContext, page: Page): Promise<void> {
  const session = await context.newCDPSession(page);
  const crashed = new Promise<void>((resolve) => page.once('crash', () => resolve()));
  // The answer to this never comes.
  session.send('Page.crash').catch(() => undefined);
  await crashed;
}

test('[TB1] [TB2] three tabs of one person have one socket; the one that leads is closed, then crashes, while another types, and nothing is lost, doubled or called offline', async () => {
  const { server, browser, owner, project } = studio;
  const mina = await signInAs(browser, server.url, owner);
  await story(server.url, owner, project, mina);
  await mina.context.close();
});

test('[TB2] so it is on plain http of a network, where there are no locks', async () => {
  const [server, browser] = await Promise.all([
    startServer({ env: { REGISTRATION: 'open' } }),
    borrowBrowser(),
  ]);
  try {
    const owner = await signUp(server.url, 'Mina');
    const project = await newProject(owner, { language: 'en' });
    // Only the browser knows the way there.
    const visitor = await newVisitor(browser, { baseURL: `http://${LAN_HOST}:${server.port}` });
    await signIn(visitor.page, owner);
    const mina = { ...visitor, account: owner };
    expect(await mina.page.evaluate(() => 'locks' in navigator)).toBe(false);
    await story(server.url, owner, project, mina);
  } finally {
    await giveBack(browser);
    await server.stop();
  }
}, 120_000);

test('[TB3] a tab that is looked at takes the lead from a hidden one while both are typed in, and the pill does not flicker', async () => {
  const { server, browser, owner } = studio;
  const project = await newProject(owner, { language: 'en' });
  const mina = await signInAs(browser, server.url, owner);
  const { sockets, leader, others } = await threeTabs(mina, project);
  const [shown, covered] = others as [Page, Page];
  const pill = await watchPill(shown);
  await setHidden(covered, true);
  await setHidden(leader, true);
  const words: string[] = [];
  await until(
    async () => {
      const tab = words.length % 2 === 0 ? leader : shown;
      // Behind what the other tab typed, not into the middle of it.
      await stageReads(tab, (text) => text === words.join(''), 'what was typed so far');
      const word = `w${words.length}. `;
      words.push(word);
      await typeInStage(tab, word);
      const open = await sockets.open();
      return open.length === 1 && open[0] === shown;
    },
    { what: 'the lead to move to the tab that is looked at', timeout: 15_000 },
  );
  for (const tab of [leader, shown, covered]) {
    await stageReads(tab, (text) => text === words.join(''), 'every word once');
    await pillSays(tab, 'Saved on server');
  }
  const stored = await onTheServer(server.url, owner, project);
  expect(stored.text).toBe(words.join(''));
  const said = await pill();
  expect(said.filter((words) => !/^(Saved on server|Saving)/.test(words))).toEqual([]);
  expect(await pillWords(shown)).toBe('Saved on server');
  expect(unprovoked(mina.complaints)).toEqual([]);
  await mina.context.close();
});

/**
 * Nothing of it runs from here on, as when the browser froze it. (Chromium freezes only what is hidden, and pages of
 * tests never are.) A tab that others wait for in IndexedDB no browser freezes: this one goes on, and stands still later.
 */
async function freeze(context: BrowserContext, page: Page, other: Page): Promise<() => Promise<void>> {
  for (;;) {
    const session = await context.newCDPSession(page);
    const stands = new Promise<void>((resolve) => session.once('Debugger.paused', () => resolve()));
    await session.send('Debugger.enable');
    await session.send('Debugger.pause');
    await stands;
    const goOn = async () => {
      await session.send('Debugger.disable');
      await session.detach();
    };
    if (await canStore(other)) return goOn;
    await goOn();
  }
}

/** Whether a tab can write to every store of the device, within a second. */
function canStore(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    const answers = (await indexedDB.databases()).map(
      ({ name }) =>
        new Promise<void>((resolve, reject) => {
          const opening = indexedDB.open(name!);
          opening.onerror = () => reject(opening.error!);
          opening.onsuccess = () => {
            const db = opening.result;
            const tx = db.transaction([...db.objectStoreNames], 'readwrite');
            tx.oncomplete = () => {
              db.close();
              resolve();
            };
          };
        }),
    );
    const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 1_000));
    return Promise.race([Promise.all(answers).then(() => true), late]);
  });
}

test('[TB2] [TB10] the tab that leads stands still with its lock: another leads within seconds; thawed it follows', async () => {
  const { server, browser, owner } = studio;
  const project = await newProject(owner, { language: 'en' });
  const mina = await signInAs(browser, server.url, owner);
  const { sockets, leader, others } = await threeTabs(mina, project);
  const [typist, reader] = others as [Page, Page];
  await typeInStage(leader, 'Before. ');
  await stageReads(typist, (text) => text === 'Before. ', 'what the tab wrote before it was frozen');
  const goOn = await freeze(mina.context, leader, typist);
  await typeInStage(typist, 'Meanwhile. ');
  await stageReads(reader, (text) => text === 'Before. Meanwhile. ', 'what another wrote meanwhile');
  for (const tab of others) await pillSays(tab, 'Saved on server');
  await until(
    async () => (await onTheServer(server.url, owner, project)).text.trim() === 'Before. Meanwhile.',
    { what: 'every word on the server', timeout: 10_000 },
  );
  await goOn();
  await stageReads(leader, (text) => text === 'Before. Meanwhile. ', 'what it missed');
  await typeInStage(leader, 'After.');
  await stageReads(typist, (text) => text === 'Before. Meanwhile. After.', 'every word once');
  expect(others).toContain(await sockets.leader());
  await pillSays(leader, 'Saved on server');
  expect(unprovoked(mina.complaints)).toEqual([]);
  await mina.context.close();
});

import 'fake-indexeddb/auto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Browser } from '../testing/browser.ts';
import { closeAll, openTab, ready, SCRATCH, type, until, type Person } from '../testing/people.ts';
import { ScriptedServer } from '../testing/scripted-server.ts';

vi.setConfig({ testTimeout: 20_000 });

afterEach(closeAll);

const viewer = { read: true, write: false, role: 'viewer' } as const;

/** One tab that reads its lists late, and another one that does not. */
async function opened() {
  const server = new ScriptedServer();
  const browser = new Browser(server.net);
  server.write(SCRATCH, (doc) => doc.getText('text').insert(0, 'committed. '));
  const [late, other] = [await openTab(browser), await openTab(browser)];
  for (const tab of [late, other]) {
    await tab.handle.ready();
    await until(() => ready(tab).live);
  }
  return { server, late, other };
}

/** What this tab reads as a list is heard when it is let go. */
function holdLists({ tab }: Person): () => void {
  let letGo!: () => void;
  const gone = new Promise<void>((resolve) => (letGo = resolve));
  tab.listed = () => gone;
  return letGo;
}

const pill = ({ device }: Person) => device.status.get().state;
const kept = ({ device }: Person) => device.kept.get().map(({ text }) => text);

describe('the pill does not say that all is well', () => {
  test('[RP12] before what was refused can be read, in the tab that typed it', async () => {
    const { server, late, other } = await opened();
    const letGo = holdLists(late);
    type(late, 'the last words');
    server.setAccess(SCRATCH, viewer);
    // Written down, and here read by nobody yet.
    await until(() => kept(other).length === 1 && pill(other) === 'upToDate');
    expect([kept(late), pill(late)]).toEqual([[], 'saving']);
    letGo();
    await until(() => pill(late) === 'upToDate');
    expect(kept(late)).toEqual(['the last words']);
  });

  test('[RP12] nor before the end of it, typed while it was written down', async () => {
    const { server, late, other } = await opened();
    const letGo = holdLists(late);
    type(late, 'the last words, ');
    server.setAccess(SCRATCH, viewer);
    await until(() => kept(other).length === 1);
    type(late, 'and one more');
    late.tab.listed = () => new Promise((resolve) => setTimeout(resolve, 30));
    letGo();
    await until(() => pill(late) === 'upToDate');
    expect(kept(late)).toEqual(['the last words, and one more']);
  });

  test('[RP12] nor in another tab', async () => {
    const { server, late, other } = await opened();
    server.judge = () => ({ code: 'REFUSED', retry: false });
    const letGo = holdLists(late);
    type(other, 'the last words');
    await until(() => kept(other).length === 1 && pill(other) === 'saved');
    expect([kept(late), pill(late)]).toEqual([[], 'saving']);
    letGo();
    await until(() => pill(late) === 'saved');
    expect(kept(late)).toEqual(['the last words']);
  });
});

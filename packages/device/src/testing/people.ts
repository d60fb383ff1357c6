import type * as Y from 'yjs';
import { openDevice, type Device } from '../device.ts';
import type { Environment, Logger } from '../environment.ts';
import type { LeadingTimes } from '../leading/times.ts';
import type { DocumentHandle, ReadyState } from '../handle.ts';
import type { Browser, Tab } from './browser.ts';

export const PROJECT = '01900000-0000-7000-8000-000000000001';
export const USER = { id: '01900000-0000-7000-8000-0000000000aa', name: 'Jin' };
export const SCRATCH = `${PROJECT}/scratch/notes`;

/** One tab with its device, and short ways to type and read. */
export interface Person {
  tab: Tab;
  device: Device;
  handle: DocumentHandle;
}

export interface TabOptions {
  document?: string;
  server?: string;
  user?: { id: string; name: string };
  token?: () => Promise<string>;
  environment?: Partial<Environment>;
  times?: LeadingTimes;
  log?: Logger;
  listDocuments?: (project: string) => Promise<string[]>;
}

const open = new Set<Person>();

export async function openTab(browser: Browser, options: TabOptions = {}): Promise<Person> {
  const tab = browser.tab(options.environment);
  const { server = 'ws://memory', user = USER, token = () => Promise.resolve('token') } = options;
  const { listDocuments, times, log } = options;
  const device = await openDevice({
    server,
    user,
    token,
    environment: tab.environment,
    ...(log && { log }),
    ...(listDocuments && { listDocuments }),
    ...(times && { times }),
  });
  const person = { tab, device, handle: device.open(options.document ?? SCRATCH) };
  open.add(person);
  return person;
}

/** Closes the tab properly. */
export async function closeTab(person: Person): Promise<void> {
  open.delete(person);
  await person.device.close();
  person.tab.kill();
}

/** The tab is gone between two instructions: nothing is said, nothing is stored any more. */
export async function killTab(person: Person): Promise<void> {
  open.delete(person);
  person.tab.kill();
  await person.device.close();
}

export async function closeAll(): Promise<void> {
  await Promise.all([...open].map(closeTab));
}

export function ready({ handle }: Person): ReadyState {
  const state = handle.state.get();
  if (state.phase !== 'ready') throw new Error(`the document is ${state.phase}`);
  return state;
}

export function textOf(person: Person): string {
  return ready(person).doc.getText('text').toString();
}

export function type(person: Person, words: string, at = Infinity): void {
  const { doc } = ready(person);
  edit(person, () => {
    const text = doc.getText('text');
    text.insert(Math.min(at, text.length), words);
  });
}

export function edit(person: Person, change: (doc: Y.Doc) => void): void {
  const { doc } = ready(person);
  doc.transact(() => change(doc), 'typing');
}

/** Looks again until it holds: tests wait for what they expect, never for time. */
export async function until(what: () => unknown, ms = 10_000): Promise<void> {
  const end = Date.now() + ms;
  for (;;) {
    let failure: unknown;
    try {
      if ((await what()) !== false) return;
      failure = new Error(`never became true: ${what.toString()}`);
    } catch (error) {
      failure = error;
    }
    if (Date.now() > end) throw failure;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

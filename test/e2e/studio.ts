import type { Browser } from 'playwright-core';
import { inject } from 'vitest';
import { fragmentText, readBoard, readStages, stageContent, type Shot } from '@clapper/documents';
import { Desk } from '../harness/desk.ts';
import { newDevice } from '../harness/devices.ts';
import { newProject, signUp, type Account } from '../harness/people.ts';
import { startServer, type RunningServer } from '../harness/server.ts';
import { borrowBrowser, giveBack } from '../harness/worker-browser.ts';

/** A server that others use as well: it is not to be stopped, and nothing of it is known but where it is. */
type OpenServer = Pick<RunningServer, 'url'>;

/** A server with open registration, a browser, and an owner with a project. */
export interface Studio {
  server: OpenServer;
  browser: Browser;
  owner: Account;
  project: string;
  close(): Promise<void>;
}

/** The one of all browser tests, with open registration. */
export function openServer(): OpenServer {
  return { url: inject('openServer') };
}

/** With settings, if none at all, it has a server of its own, and its owner is the admin there. */
export async function openStudio(env?: Record<string, string>): Promise<Studio> {
  const [own, browser] = await Promise.all([
    env === undefined ? null : startServer({ env: { REGISTRATION: 'open', ...env } }),
    borrowBrowser(),
  ]);
  const server = own ?? openServer();
  const owner = await signUp(server.url, 'Mina');
  const project = await newProject(owner, { language: 'en' });
  return {
    server,
    browser,
    owner,
    project,
    async close() {
      await giveBack(browser);
      await own?.stop();
    },
  };
}

/** What the server has, as a device that was never here before gets it. */
export async function onTheServer(
  server: string,
  account: Account,
  project: string,
): Promise<{ text: string; shots: Shot[] }> {
  const device = await newDevice({ server, account });
  try {
    const plan = await Desk.open(device, `${project}/plan`);
    const board = await Desk.open(device, `${project}/board`);
    const { stages } = readStages(plan.doc);
    const content = stageContent(plan.doc, stages[0]?.id ?? '');
    return {
      text: content === null ? '' : fragmentText(content),
      shots: readBoard(board.doc, stages).shots,
    };
  } finally {
    await device.close();
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { readStages } from '@clapper/documents';
import { openPlan, signInAs } from '../harness/app.ts';
import { launchChromium } from '../harness/browser.ts';
import { newDevice } from '../harness/devices.ts';
import { newMember, newProject, signUp } from '../harness/people.ts';
import { countReactCommits, reactAtRest, reactCommits } from '../harness/react-commits.ts';
import { startServer } from '../harness/server.ts';
import { until } from '../harness/wait.ts';
import type { Row } from './report.ts';
import { Latencies, percentileOf } from './stats.ts';
import { startTrace } from './trace.ts';
import { connectLight, type LightClient } from './wire.ts';

const PEOPLE = 20;
/** What the app's own throttle lets through. */
const MOVES_A_SECOND = 20;
const SECONDS = 6;

/** 20 people point at one stage: what a device that listens gets of it, and what it costs a tab that shows it. */
export async function cursors(): Promise<Row[]> {
  // 21 accounts of one address, one after the other.
  const server = await startServer({ env: { LOG_LEVEL: 'warn' } });
  const chromium = await launchChromium({ windows: true });
  const people: Person[] = [];
  try {
    const owner = await signUp(server.url, '김하늘');
    const project = await newProject(owner);
    for (let person = 0; person < PEOPLE; person++) {
      const account = await newMember(server.url, owner, project, 'viewer', `Person ${person + 1}`);
      const subprotocols = ['clapper.auth', await account.token()];
      const url = `${server.url.replace('http', 'ws')}/sync`;
      people.push(
        personOf(await connectLight(url, `${project}/info`, { protocol: 'y-websocket', subprotocols })),
      );
    }
    const listener = await newDevice({ server: server.url, account: owner });
    const { awareness: heard } = await listener.open(`${project}/info`).ready();
    const { doc } = await listener.open(`${project}/plan`).ready();
    await until(() => readStages(doc).stages.length > 0, { what: 'the plan to arrive' });
    const on = `stage:${readStages(doc).stages[0]!.id}`;

    const { page, context } = await signInAs(chromium, server.url, owner);
    await countReactCommits(context);
    await openPlan(page, project);
    await page.keyboard.press('Alt+1');

    const sentAt = new Map<string, number>();
    const latencies = new Latencies();
    heard.on('change', ({ updated }: { updated: number[] }) => {
      const now = performance.now();
      for (const clientId of updated) {
        const key = `${clientId} ${(heard.getStates().get(clientId)?.['cursor'] as Cursor | undefined)?.x}`;
        const at = sentAt.get(key);
        if (at !== undefined) latencies.add(now - at);
        sentAt.delete(key);
      }
    });
    /** Each at another moment of the interval, to another place each time. */
    const move = async (rounds: number) => {
      const start = performance.now();
      for (let round = 0; round < rounds; round++) {
        for (const [person, { clientId, say }] of people.entries()) {
          const due = start + (round + person / PEOPLE) * (1_000 / MOVES_A_SECOND);
          if (due > performance.now()) await sleep(due - performance.now());
          const x = ((round + 1) / (rounds + 1)) * 0.9 + person * 1e-6;
          sentAt.set(`${clientId} ${x}`, performance.now());
          say({ page: 'plan', at: null, cursor: { on, block: null, x, y: person / PEOPLE } });
        }
      }
    };
    await move(1);
    await until(async () => (await page.locator('[data-cursor]').count()) === PEOPLE, {
      what: 'everybody to point at the stage',
    });
    await reactAtRest(page);

    const before = await reactCommits(page);
    const trace = await startTrace(page);
    await move(MOVES_A_SECOND * SECONDS);
    const tasks = await trace.mainThreadTasks();
    const commits = (await reactCommits(page)) - before;
    await context.close();
    await listener.close();
    const load = `${PEOPLE} people × ${MOVES_A_SECOND} cursor moves/s`;
    const told = latencies.percentile(0.95);
    const task = percentileOf(tasks, 0.95);
    return [
      row(load, 'told to a device p95 ms', told, '< 50 ms', told < 50),
      row(load, 'main-thread task of a tab p95 ms', task, '≤ 8 ms', task <= 8),
      row(load, 'commits of React in it', commits, '0', commits === 0),
    ];
  } finally {
    for (const { close } of people) close();
    await chromium.close();
    await server.stop();
  }
}

interface Cursor {
  x: number;
}

/** Says where they point, and listens to nothing: what 20 browsers do with it is no part of what is measured. */
interface Person {
  clientId: number;
  say(state: Record<string, unknown>): void;
  close(): void;
}

function personOf(client: LightClient): Person {
  const awareness = new Awareness(new Y.Doc());
  clearInterval(awareness._checkInterval as NodeJS.Timeout);
  const { clientID } = awareness;
  return {
    clientId: clientID,
    say(state) {
      awareness.setLocalState(state);
      client.send(client.awareness(encodeAwarenessUpdate(awareness, [clientID])));
    },
    close: client.close,
  };
}

function row(load: string, figure: string, value: number, bar: string, met: boolean): Row {
  return { bench: 'cursors', load, figure, values: { Clapper: value }, bar, met };
}

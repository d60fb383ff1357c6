import { fork } from 'node:child_process';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import * as Y from 'yjs';
import { projectDocument } from '@clapper/protocol';
import { until } from '../harness/wait.ts';
import { RawDevice, RawDocument } from '../protocol/raw-device.ts';
import { createWorld } from '../protocol/world.ts';
import { typePaper } from './paper.ts';
import type { Row } from './report.ts';

const PEOPLE = 300;

/** 300 people open the document of 259,778 edits at the same moment, while one types in it: for how long does the server stand still? */
export async function join(): Promise<Row[]> {
  const world = await createWorld();
  const child = fork(fileURLToPath(new URL('../protocol/joiners.ts', import.meta.url)), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  try {
    const people = [await world.person('ana', 'editor'), await world.person('ben', 'editor')];
    const document = projectDocument(world.project, 'scratch', 'paper');
    const writer = await RawDocument.join(await RawDevice.open(world.url, people[0]!.token), document);
    await world.sync.write(document, null, (doc) =>
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(typePaper(() => undefined)), 'paper'),
    );
    const heard: unknown[] = [];
    child.on('message', (message) => heard.push(message));
    await until(() => heard.includes('ready'), { what: 'the joiners to be ready', timeout: 20_000 });
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const start = performance.now();
    child.send({ url: world.url, document, tokens: people.map((person) => person.token), count: PEOPLE });
    while (!heard.includes('all')) await writer.type('x', 'beside');
    const seconds = (performance.now() - start) / 1_000;
    delay.disable();
    const p99 = delay.percentile(99) / 1e6;
    const load = `${PEOPLE} people join a document of 259,778 edits`;
    return [
      {
        bench: 'join',
        load,
        figure: 'loop delay p99 ms',
        values: { Clapper: p99 },
        bar: '< 50',
        met: p99 < 50,
      },
      { bench: 'join', load, figure: 's until all have it', values: { Clapper: seconds }, bar: '' },
    ];
  } finally {
    child.kill();
    RawDevice.closeAll();
    await world.close();
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import { projectDocument } from '@clapper/protocol';
import { until } from '../harness/wait.ts';
import { fill, turnPage } from '../protocol/one-megabyte.ts';
import { RawDevice, RawDocument } from '../protocol/raw-device.ts';
import { createWorld, type Person, type World } from '../protocol/world.ts';
import type { Row } from './report.ts';
import { Latencies, median } from './stats.ts';

const ROUNDS = 3;
const UPDATES = 1_000;
const EVERY_MS = 5;
/** What two runs of the same differ by. */
const SAME_MS = 5;

/** One person's device stops reading in a document of 1 MB while 1,000 updates are written: what do the others notice? */
export async function stalled(): Promise<Row[]> {
  const world = await createWorld();
  try {
    const people = [
      await world.person('ana', 'editor'),
      await world.person('ben', 'editor'),
      await world.person('cho', 'editor'),
    ] as const;
    const alone: number[] = [];
    const beside: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      alone.push(await p99(world, people, `read-${round}`, false));
      beside.push(await p99(world, people, `stalled-${round}`, true));
    }
    const load = `1 MB, ${UPDATES} updates of 32 KiB, 200/s`;
    const [without, withOne] = [median(alone), median(beside)];
    return [
      {
        bench: 'stalled reader',
        load,
        figure: 'others’ p99 ms, all read',
        values: { Clapper: without },
        bar: '',
      },
      {
        bench: 'stalled reader',
        load,
        figure: 'others’ p99 ms, one does not',
        values: { Clapper: withOne },
        bar: `the same, within ${SAME_MS} ms`,
        met: withOne <= without + SAME_MS,
      },
    ];
  } finally {
    await world.close();
  }
}

/** How late what one writes is at another's socket, while a third reads along, or does not. */
async function p99(
  world: World,
  people: readonly [Person, Person, Person],
  name: string,
  stalls: boolean,
): Promise<number> {
  const id = projectDocument(world.project, 'scratch', name);
  const [writer, reader, third] = await Promise.all(
    people.map(async ({ token }) => RawDocument.join(await RawDevice.open(world.url, token), id)),
  );
  if (writer === undefined || reader === undefined || third === undefined) throw new Error('three people');
  await fill(writer);
  await until(() => reader.read().seq === writer.seq, { what: 'the reader to have it' });
  if (stalls) third.device.socket.pause();

  const base = writer.seq;
  const sentAt: number[] = [];
  const latencies = new Latencies();
  reader.device.socket.on('message', () => {
    const message = reader.device.messages.at(-1);
    if (message?.type !== 'rows') return;
    const now = performance.now();
    while (latencies.count < message.to - base) latencies.add(now - sentAt[latencies.count]!);
  });
  const start = performance.now();
  for (let i = 0; i < UPDATES; i++) {
    const wait = start + i * EVERY_MS - performance.now();
    if (wait > 0) await sleep(wait);
    const update = writer.change(turnPage);
    sentAt.push(performance.now());
    writer.push(update);
  }
  await until(() => latencies.count === UPDATES, { what: 'the reader to have all', timeout: 20_000 });
  RawDevice.closeAll();
  await until(() => world.sync.stats().connections === 0, { what: 'everybody to be gone' });
  return latencies.percentile(0.99);
}

import { projectDocument, type JoinRequest, type Message } from '@clapper/protocol';
import type { Storage } from '@clapper/server/src/storage/storage.ts';
import { until } from '../harness/wait.ts';
import { RawDevice, RawDocument } from '../protocol/raw-device.ts';
import { createWorld } from '../protocol/world.ts';
import type { Row } from './report.ts';
import { median } from './stats.ts';

const DOCUMENTS = 500;
const CHANGED = 3;
const ROUNDS = 5;
/** Joined at once while the documents are made. */
const AT_ONCE = 50;

/** A device with 500 documents comes back, three of which others changed meanwhile: what does that take? */
export async function reconnect(): Promise<Row[]> {
  const read = new Set<string>();
  const world = await createWorld({ wrap: (storage) => watched(storage, (document) => read.add(document)) });
  try {
    const ana = await world.person('ana', 'editor');
    const ids = Array.from({ length: DOCUMENTS }, (_, i) =>
      projectDocument(world.project, 'scratch', `many-${i}`),
    );
    const first = await RawDevice.open(world.url, ana.token);
    const documents: RawDocument[] = [];
    for (let i = 0; i < ids.length; i += AT_ONCE) {
      const joined = await Promise.all(ids.slice(i, i + AT_ONCE).map((id) => RawDocument.join(first, id)));
      await Promise.all(joined.map((document) => document.type('x')));
      documents.push(...joined);
    }
    const have = documents.map(({ document, epoch, seq, tip }): JoinRequest => {
      return { document, epoch, seq, tip, clientIds: [], schema: 0, stateVector: null };
    });
    await Promise.all(documents.slice(0, CHANGED).map((document) => document.type('y')));
    first.close();
    await until(() => world.sync.stats().connections === 0, { what: 'the device to be gone' });
    await world.restart();

    const times: number[] = [];
    const frames: number[] = [];
    const loads: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      read.clear();
      const start = performance.now();
      const device = await RawDevice.open(world.url, ana.token);
      frames.push(await joinAll(device, have));
      times.push(performance.now() - start);
      loads.push(read.size);
      device.close();
    }
    const load = `${DOCUMENTS} documents, ${CHANGED} changed`;
    return [
      row(load, 'round trips', Math.max(...frames), '1', Math.max(...frames) === 1),
      row(load, 'documents read', Math.max(...loads), String(CHANGED), Math.max(...loads) === CHANGED),
      row(load, 'ms from opening the socket', median(times), '', undefined),
    ];
  } finally {
    RawDevice.closeAll();
    await world.close();
  }
}

/** Joins until every document is answered and what changed has come, all of it in answer to one JOIN; gives how often it had to speak. */
async function joinAll(device: RawDevice, have: readonly JoinRequest[]): Promise<number> {
  device.send({ type: 'join', documents: [...have] });
  const answers = (): Extract<Message, { type: 'joined' }>['documents'] =>
    device.messages.flatMap((message) => (message.type === 'joined' ? message.documents : []));
  const rows = (): number => device.messages.filter((message) => message.type === 'rows').length;
  await until(() => answers().length >= have.length && rows() >= CHANGED, {
    what: 'every document to be answered',
    timeout: 20_000,
    interval: 1,
  });
  const others = answers().filter(({ result }) => result !== 'joined');
  if (others.length > 0) throw new Error(`${others.length} documents were not joined: ${others[0]?.result}`);
  return 1;
}

/** Tells of every document whose content is read. */
function watched(storage: Storage, read: (document: string) => void): Storage {
  const { load, rows } = storage.documents;
  return {
    ...storage,
    documents: {
      ...storage.documents,
      load: (document, ...rest) => (read(document), load(document, ...rest)),
      rows: (document, ...rest) => (read(document), rows(document, ...rest)),
    },
  };
}

function row(load: string, figure: string, value: number, bar: string, met: boolean | undefined): Row {
  return {
    bench: 'reconnect',
    load,
    figure,
    values: { Clapper: value },
    bar,
    ...(met === undefined ? {} : { met }),
  };
}

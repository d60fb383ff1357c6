import { expect, test } from 'vitest';
import type { Device } from '@clapper/device';
import { Desk } from '../harness/desk.ts';
import { newDevice } from '../harness/devices.ts';
import { newMember, newProject, signUp, type Account } from '../harness/people.ts';
import { startPostgres } from '../harness/postgres.ts';
import { replicaOf } from '../harness/replica.ts';
import { startServer, type RunningServer } from '../harness/server.ts';
import { startServerOnSmallDisk } from '../harness/small-disk.ts';
import { until } from '../harness/wait.ts';

/** When the pill must have said so: five seconds, and a busy machine. */
const TOLD_MS = 12_000;

test('[DU1] [DU7] [RP9] a full disk takes no acknowledged edit and loses none: the person is told, and with room it saves everything', async () => {
  const disk = await startServerOnSmallDisk();
  const { server } = disk;
  const people = await twoPeople(server);
  const { writer, reader } = people;
  try {
    writer.type('before. ');
    await writer.saved();
    expect(await health(server)).toMatchObject({ status: 200, body: { status: 'ok' } });

    disk.fill();
    // The log has room left that it took before: sooner or later it must grow.
    await until(
      () => {
        writer.type('full '.repeat(10_000));
        return writer.device.ledger.get().some(({ state }) => state === 'unavailable');
      },
      { what: 'the server to refuse for now', timeout: 20_000, interval: 100 },
    );
    await until(() => writer.device.status.get().state === 'serverCannotSave', {
      what: 'the pill to say that the server cannot save',
      timeout: TOLD_MS,
    });
    expect(writer.device.status.get()).toMatchObject({ state: 'serverCannotSave', code: 'DISK_FULL' });
    await until(async () => (await health(server)).status === 503, { what: 'health to say so' });
    // What was acknowledged is still there for whoever comes now; nothing was refused, nothing left the writer.
    const late = await Desk.open(
      await newDevice({ server: server.url, account: people.colleague }),
      people.document,
    );
    await until(() => late.text.startsWith('before. '), { what: 'a newcomer to read what is stored' });
    expect(writer.device.kept.get()).toEqual([]);
    const typed = writer.text;

    disk.free();
    await writer.saved(20_000);
    expect(writer.text).toBe(typed);
    await until(() => reader.text === typed && late.text === typed, { what: 'everybody to have all of it' });
    expect(replicaOf(reader.doc)).toEqual(replicaOf(writer.doc));
    await until(async () => (await health(server)).status === 200, { what: 'health to recover' });
    await late.device.close();
  } finally {
    await people.close();
    await disk.stop();
  }
});

test('[DU7] [RP9] [HS11] a database that goes away and comes back takes nothing along: offered again, stored once', async () => {
  const postgres = await startPostgres();
  const server = await startServer({ env: { DATABASE_URL: postgres.url } });
  const people = await twoPeople(server);
  const { writer, reader } = people;
  try {
    writer.type('before. ');
    await writer.saved();
    await until(() => reader.text === 'before. ', { what: 'the reader to see it' });

    await postgres.kill();
    writer.type('meanwhile. ');
    await until(() => writer.device.status.get().state === 'serverCannotSave', {
      what: 'the pill to say that the server cannot save',
      timeout: TOLD_MS,
    });
    expect(await health(server)).toMatchObject({ status: 503 });
    // An outage never looks like a denial, nor like an empty document.
    expect(writer.state).toMatchObject({ refused: null, access: { write: true } });
    expect(reader.text).toBe('before. ');
    expect(writer.device.kept.get()).toEqual([]);

    await postgres.start();
    await writer.saved(30_000);
    await until(() => reader.text === 'before. meanwhile. ', { what: 'the reader to see it once' });
    expect(replicaOf(reader.doc)).toEqual(replicaOf(writer.doc));
    await until(async () => (await health(server)).status === 200, { what: 'health to recover' });
  } finally {
    await people.close();
    await server.stop();
    await postgres.stop();
  }
}, 120_000);

test('[J11] who opens a document while its database is away is told to wait, and gets it whole afterwards', async () => {
  const postgres = await startPostgres();
  const server = await startServer({ env: { DATABASE_URL: postgres.url } });
  const people = await twoPeople(server);
  const { writer, colleague, document } = people;
  try {
    writer.type('all of it');
    await writer.saved();
    // Nobody's room holds it any more.
    await server.restart();
    await postgres.kill();
    const device = await newDevice({ server: server.url, account: colleague });
    const handle = device.open(document);
    await until(() => handle.state.get().phase === 'failed', {
      what: 'the document to fail',
      timeout: TOLD_MS,
    });
    expect(handle.state.get()).toEqual({ phase: 'failed', code: 'UNAVAILABLE' });
    await postgres.start();
    const { doc } = await handle.ready();
    expect(doc.getText('text').toString()).toBe('all of it');
    await device.close();
  } finally {
    await people.close();
    await server.stop();
    await postgres.stop();
  }
}, 120_000);

interface TwoPeople {
  document: string;
  writer: Desk;
  reader: Desk;
  colleague: Account;
  close(): Promise<void>;
}

async function twoPeople(server: RunningServer): Promise<TwoPeople> {
  const owner = await signUp(server.url, 'Jin');
  const project = await newProject(owner);
  const document = `${project}/scratch/x`;
  const colleague = await newMember(server.url, owner, project, 'viewer', 'Mina');
  const devices: Device[] = [];
  const open = async (account: Account): Promise<Desk> => {
    const device = await newDevice({ server: server.url, account });
    devices.push(device);
    return Desk.open(device, document);
  };
  return {
    document,
    colleague,
    writer: await open(owner),
    reader: await open(colleague),
    async close() {
      for (const device of devices) await device.close();
    },
  };
}

async function health({ url }: RunningServer): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${url}/api/health`);
  return { status: response.status, body: await response.json() };
}

import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Device } from '@clapper/device';
import { runBackup } from '@clapper/server/src/admin/backup.ts';
import { runRestore } from '@clapper/server/src/admin/restore.ts';
import { SILENT } from '@clapper/server/src/log.ts';
import { openStorage } from '@clapper/server/src/storage/open.ts';
import { Desk } from '../harness/desk.ts';
import { Disk, newDevice } from '../harness/devices.ts';
import { newMember, newProject, signUp, type Account } from '../harness/people.ts';
import { startPostgres, type PostgresServer } from '../harness/postgres.ts';
import { copyOf, replicaOf } from '../harness/replica.ts';
import { startServer, type RunningServer } from '../harness/server.ts';
import { until } from '../harness/wait.ts';
import { StockClient } from '../protocol/stock-client.ts';
import type { Person } from '../protocol/world.ts';

let postgres: PostgresServer;
beforeAll(async () => {
  postgres = await startPostgres({ settings: { fsync: 'off' } });
});
afterAll(() => postgres.stop());

let folder: string;
let studio: Studio | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clapper-restore-'));
});
afterEach(async () => {
  await studio?.close();
  studio = undefined;
  rmSync(folder, { recursive: true });
});

/** A project of three people on a server that will lose its database. */
interface Studio {
  server: RunningServer;
  document: string;
  owner: Account;
  editor: Account;
  viewer: Account;
  open(account: Account, disk?: Disk): Promise<Desk>;
  /** Everything is lost, and the server runs on this backup. */
  restore(file: string, mode: '--lost' | '--rollback'): Promise<void>;
  backup(): Promise<string>;
  /** The words in the server's log and who wrote them. */
  blame(): Promise<{ user: string | null; words: string }[]>;
  close(): Promise<void>;
}

async function openStudio(driver: 'SQLite' | 'Postgres'): Promise<Studio> {
  const dataDir = join(folder, 'data');
  const databaseUrl =
    driver === 'SQLite' ? `file:${join(dataDir, 'clapper.db')}` : await postgres.createDatabase();
  const server = await startServer({ dataDir, env: { DATABASE_URL: databaseUrl } });
  const owner = await signUp(server.url, 'Jin');
  const project = await newProject(owner);
  const document = `${project}/scratch/x`;
  const editor = await newMember(server.url, owner, project, 'editor', 'Mina');
  const viewer = await newMember(server.url, owner, project, 'viewer', 'Park');
  const devices: Device[] = [];
  let backups = 0;
  return {
    server,
    document,
    owner,
    editor,
    viewer,
    async open(account, disk) {
      const device = await newDevice({
        server: server.url,
        account,
        ...(disk === undefined ? {} : { disk }),
      });
      devices.push(device);
      const desk = await Desk.open(device, document);
      await desk.live();
      return desk;
    },
    async backup() {
      const file = join(folder, `backup-${++backups}.db`);
      await runBackup([file], { dataDir, databaseUrl }, { version: 'test' });
      return file;
    },
    async restore(file, mode) {
      await server.kill('SIGKILL');
      await runRestore([file, mode], { dataDir, databaseUrl }, { log: SILENT });
      await server.restart();
      for (const device of devices) device.reconnect();
    },
    async blame() {
      await server.kill();
      const storage = await openStorage(databaseUrl, { log: SILENT });
      const { head } = (await storage.documents.load(document))!;
      const rows = await storage.documents.rows(document, head.epoch, 0, 10_000);
      await storage.close();
      return rows.map(({ user }, i) => {
        const text = (upTo: number) =>
          copyOf(rows.slice(0, upTo).map((row) => row.update))
            .getText('text')
            .toString();
        return { user, words: addedTo(text(i), text(i + 1)) };
      });
    },
    async close() {
      await Promise.all(devices.map((device) => device.close()));
      await server.kill();
    },
  };
}

/** What stands in the second and not in the first, when words were only added. */
function addedTo(before: string, after: string): string {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  return after.slice(start, start + after.length - before.length);
}

const WORDS = { kept: 'kept. ', jin: 'Jin wrote. ', mina: 'Mina wrote. ' };

/** Everybody is online; what Jin and Mina write after the backup everybody has seen. */
async function seen(
  studio: Studio,
  disk?: Disk,
): Promise<{ jin: Desk; mina: Desk; park: Desk; file: string }> {
  const [jin, mina, park] = [
    await studio.open(studio.owner, disk),
    await studio.open(studio.editor),
    await studio.open(studio.viewer),
  ];
  jin.type(WORDS.kept);
  await jin.saved();
  await until(() => mina.text === WORDS.kept, { what: 'Mina to see it' });
  const file = await studio.backup();
  jin.type(WORDS.jin);
  await jin.saved();
  await until(() => mina.text.includes(WORDS.jin), { what: 'Mina to see it' });
  mina.type(WORDS.mina);
  await mina.saved();
  const all = Object.values(WORDS).join('');
  await until(() => [jin, mina, park].every(({ text }) => text === all), {
    what: 'everybody to see all of it',
  });
  return { jin, mina, park, file };
}

const count = (text: string, words: string): number => text.split(words).length - 1;

describe.each(['SQLite', 'Postgres'] as const)('%s', (driver) => {
  test('[EP10] what was lost comes back through those who wrote it, once, under their names', async () => {
    studio = await openStudio(driver);
    const { owner, editor } = studio;
    const disk = new Disk();
    const { jin: closed, mina, park, file } = await seen(studio, disk);
    // Jin comes back to a page that knows of it all from its disk alone.
    await closed.device.close();
    await studio.restore(file, '--lost');
    const jin = await studio.open(owner, disk);
    const desks = [jin, mina, park];
    await until(
      () =>
        desks.every(
          (desk) => desk.state.live && Object.values(WORDS).every((word) => count(desk.text, word) === 1),
        ),
      { what: 'everybody to have all of it again', timeout: 20_000 },
    );
    await Promise.all([jin.saved(), mina.saved()]);
    expect(replicaOf(mina.doc)).toEqual(replicaOf(jin.doc));
    expect(replicaOf(park.doc)).toEqual(replicaOf(jin.doc));
    // It goes on as any document does.
    jin.type('On. ');
    await until(() => park.text.includes('On. '), { what: 'the reader to see what is new' });
    const blame = await studio.blame();
    const by = (user: string) => blame.filter((row) => row.user === user).map(({ words }) => words);
    expect(by(owner.id)).toEqual([WORDS.kept, WORDS.jin, 'On. ']);
    expect(by(editor.id)).toEqual([WORDS.mina]);
  });

  test('[EP4] [EP12] [EP13] what was rolled back does not come back by itself; who has it keeps it', async () => {
    studio = await openStudio(driver);
    const { jin, mina, park, file } = await seen(studio);
    // Another program of Mina's, which knows of no epochs and holds all of it.
    const url = studio.server.url.replace('http', 'ws');
    const person = { token: await studio.editor.token() } as Person;
    const stock = await new StockClient({ url }, studio.document, { person }).synced();
    stock.type('By a program. ');
    await until(() => [jin, mina, park].every(({ text }) => text.includes('By a program. ')), {
      what: 'everybody to see what the stock client wrote',
    });
    await studio.server.kill('SIGKILL');
    mina.type('unsent. ');
    await studio.restore(file, '--rollback');
    const desks = [jin, mina, park];
    await until(() => desks.every((desk) => desk.state.live && desk.text === WORDS.kept), {
      what: 'everybody to have what is left',
      timeout: 20_000,
    });
    await until(() => mina.device.kept.get().length === 2, { what: 'what waited to be kept' });
    const [unsent] = mina.device.kept.get().filter(({ copy }) => copy === undefined);
    expect(unsent).toMatchObject({ reason: 'EPOCH', text: expect.stringContaining('unsent.') });
    for (const { device } of desks) {
      const copies = () => device.kept.get().filter(({ copy }) => copy !== undefined);
      await until(() => copies().length === 1, { what: 'the copy to be kept' });
      const [copy] = copies();
      expect(copy).toMatchObject({ reason: 'EPOCH', copy: { seq: expect.any(Number) } });
      expect(copy!.text).toContain(WORDS.jin.trim());
      expect(copy!.text).toContain(WORDS.mina.trim());
      expect(copyOf(copy!.update).getText('text').toString()).toBe(
        `${Object.values(WORDS).join('')}By a program. `,
      );
      // Not by anybody's hand either.
      await expect(device.tryAgain(copy!.id)).rejects.toMatchObject({
        code: expect.stringMatching(/FORBIDDEN|STALE/),
      });
    }
    expect(await stock.whenClosed()).toMatchObject({ code: 4400 });
    stock.close();
    const late = await studio.open(studio.viewer);
    expect(late.text).toBe(WORDS.kept);
    expect((await studio.blame()).map(({ words }) => words)).toEqual([WORDS.kept]);
  });
});

test('[EP2] who stands at or before the backup keeps the very document, with what was not sent yet', async () => {
  studio = await openStudio('SQLite');
  const jin = await studio.open(studio.owner);
  const park = await studio.open(studio.viewer);
  jin.type(WORDS.kept);
  await jin.saved();
  await until(() => park.text === WORDS.kept, { what: 'the reader to see it' });
  const file = await studio.backup();
  await studio.server.kill('SIGKILL');
  jin.type('offline. ');
  const before = [jin.state.generation, park.state.generation];
  await studio.restore(file, '--lost');
  await until(() => park.text === `${WORDS.kept}offline. `, {
    what: 'the reader to see it',
    timeout: 20_000,
  });
  await jin.saved();
  expect([jin.state.generation, park.state.generation]).toEqual(before);
  // After a reload as well: the new history's name is stored.
  await studio.restore(await studio.backup(), '--lost');
  await until(() => jin.state.live && park.state.live, { what: 'everybody to be back', timeout: 20_000 });
  expect([jin.state.generation, park.state.generation]).toEqual(before);
  expect([jin, park].flatMap(({ device }) => device.kept.get())).toEqual([]);
});

test('[EP11] what its author does not bring back is a copy with everybody else, and comes when an owner takes it in', async () => {
  studio = await openStudio('SQLite');
  const { owner } = studio;
  const { jin, mina, park, file } = await seen(studio);
  await mina.device.close();
  await studio.restore(file, '--lost');
  await until(() => [jin, park].every((desk) => desk.state.live && desk.text === WORDS.kept + WORDS.jin), {
    what: 'what Jin wrote to come back',
    timeout: 20_000,
  });
  const copyAt = async ({ device }: Desk) => {
    await until(() => device.kept.get().length === 1, { what: 'the copy' });
    return device.kept.get()[0]!;
  };
  expect((await copyAt(jin)).text).toContain(WORDS.mina.trim());
  expect((await copyAt(jin)).text).not.toContain(WORDS.jin.trim());
  const parks = await copyAt(park);
  expect(parks.text).toContain(WORDS.mina.trim());
  await expect(park.device.tryAgain(parks.id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await jin.device.tryAgain((await copyAt(jin)).id);
  await until(() => park.text.includes(WORDS.mina), { what: 'the reader to see it' });
  expect(Object.values(WORDS).map((words) => count(park.text, words))).toEqual([1, 1, 1]);
  await jin.saved();
  expect(jin.device.kept.get()).toEqual([]);
  const { user } = (await studio.blame()).find(({ words }) => words === WORDS.mina)!;
  expect(user).toBe(owner.id);
});

test('[EP1] [EP10] an old database file that was copied back is noticed by every device, though nothing says so', async () => {
  studio = await openStudio('SQLite');
  const { server } = studio;
  const file = join(server.dataDir, 'clapper.db');
  const jin = await studio.open(studio.owner);
  jin.type(WORDS.kept);
  await jin.saved();
  // Stopped: everything is in the file.
  await server.kill();
  copyFileSync(file, join(folder, 'old.db'));
  await server.restart();
  jin.device.reconnect();
  const mina = await studio.open(studio.editor);
  const disk = new Disk();
  const away = await studio.open(studio.viewer, disk);
  await jin.live();
  jin.type(WORDS.jin);
  await jin.saved();
  mina.type(WORDS.mina);
  await mina.saved();
  const all = [jin, mina, away];
  await until(() => all.every(({ text }) => text.includes(WORDS.jin) && text.includes(WORDS.mina)), {
    what: 'everybody to see it',
  });
  await away.device.close();

  await server.kill();
  for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true });
  copyFileSync(join(folder, 'old.db'), file);
  await server.restart();
  for (const { device } of [jin, mina]) device.reconnect();
  await until(
    () =>
      [jin, mina].every(
        (desk) => desk.state.live && Object.values(WORDS).every((word) => count(desk.text, word) === 1),
      ),
    { what: 'what was lost to come back', timeout: 20_000 },
  );
  // More rows than the one who was away has seen: her place in the old history is a place in this one too.
  for (let i = 0; i < 5; i++) {
    jin.type(`${i} `);
    await jin.saved();
  }
  const back = await studio.open(studio.viewer, disk);
  await until(() => back.text === jin.text, { what: 'the one who was away to have this history' });
  expect(replicaOf(back.doc)).toEqual(replicaOf(jin.doc));
  expect(replicaOf(mina.doc)).toEqual(replicaOf(jin.doc));
});

import { newId } from '@clapper/protocol';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startPostgres, type PostgresServer } from '../../../../test/harness/postgres.ts';
import { startProxy, type Proxy } from '../../../../test/harness/proxy.ts';
import { until } from '../../../../test/harness/wait.ts';
import { bytes, EPOCH, givenDocument, NOW, row, silent } from '../conformance/given.ts';
import { openStorage, type OpenOptions } from '../open.ts';
import type { Storage } from '../storage.ts';
import { LOCK } from './locks.ts';

describe('a Postgres that fails', () => {
  let server: PostgresServer;
  const closing: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server?.stop());
  afterEach(async () => {
    for (const close of closing.splice(0).toReversed()) await close();
  });

  async function opening(url: string, options: Partial<OpenOptions> = {}): Promise<Storage> {
    const storage = await openStorage(url, { log: silent, ...options });
    closing.push(() => storage.close());
    return storage;
  }

  function asking(url: string): postgres.Sql {
    const sql = postgres(url, { max: 2, onnotice: () => undefined });
    closing.push(() => sql.end({ timeout: 1 }));
    return sql;
  }

  const works = (storage: Storage) =>
    until(async () => (await storage.accounts.count()) >= 0, {
      what: 'the storage to answer again',
      timeout: 15_000,
    });

  const appendTo = (storage: Storage, document: string) =>
    storage.documents.append([{ document, epoch: EPOCH, rows: [row(bytes(1))] }]);

  const unavailable = { code: 'UNAVAILABLE' };

  it('[ST8] syncs the disk at every commit, whatever the role has as its default', async () => {
    const url = await server.createDatabase();
    const sql = asking(url);
    await sql`alter role clapper set synchronous_commit = off`;
    closing.push(async () => {
      const admin = postgres(url, { max: 1 });
      await admin`alter role clapper reset synchronous_commit`;
      await admin.end();
    });
    const storage = await opening(url);
    expect(await storage.durability()).toEqual({
      synchronous_commit: 'on',
      fsync: 'on',
      full_page_writes: 'on',
    });
  });

  it('[ST6] answers UNAVAILABLE while it is away, and answers again when it is back', async () => {
    const storage = await opening(await server.createDatabase());
    const document = await givenDocument(storage);
    const acknowledged: number[] = [];
    let running = true;
    const writers = [1, 2, 3].map(async () => {
      while (running) {
        const [result] = await appendTo(storage, document);
        if (result?.ok) acknowledged.push(...result.seqs);
      }
    });
    await until(() => acknowledged.length > 50, { what: 'some rows' });
    const outcomes = Promise.allSettled(writers);
    await server.kill();
    running = false;
    for (const outcome of await outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject(unavailable);
    }
    await expect(storage.probe(NOW)).rejects.toMatchObject(unavailable);
    await server.start();
    await works(storage);
    const seqs = (await storage.documents.load(document))!.rows.map(({ seq }) => seq);
    expect(seqs).toEqual(expect.arrayContaining(acknowledged));
    expect(await appendTo(storage, document)).toMatchObject([{ ok: true, seqs: [seqs.length + 1] }]);
    // On a busy disk Postgres takes its time to recover.
  }, 60_000);

  describe('behind a network', () => {
    let proxy: Proxy;
    afterEach(() => proxy.close());

    async function behindProxy(): Promise<string> {
      const url = new URL(await server.createDatabase());
      proxy = await startProxy(`http://${url.host}`);
      url.host = new URL(proxy.url).host;
      return url.href;
    }

    it('[ST6] answers UNAVAILABLE in time when nothing comes back, and answers again when it does', async () => {
      const storage = await opening(await behindProxy(), { deadlineMs: 300 });
      await storage.probe(NOW);
      proxy.freeze('both');
      const calls = [storage.probe(NOW), storage.accounts.count(), storage.documents.load(newId())];
      for (const outcome of await Promise.allSettled(calls)) {
        expect(outcome).toMatchObject({ status: 'rejected', reason: unavailable });
      }
      proxy.thaw();
      await works(storage);
    });

    it('[ST6] answers UNAVAILABLE when its connections are cut, and answers again when they are not', async () => {
      const storage = await opening(await behindProxy());
      proxy.cut();
      await expect(storage.probe(NOW)).rejects.toMatchObject(unavailable);
      proxy.mend();
      await works(storage);
    });
  });

  it('[ST6] does not wait for ever behind somebody’s lock, and writes nothing later', async () => {
    const url = await server.createDatabase();
    const storage = await opening(url, { deadlineMs: 300 });
    const document = await givenDocument(storage);
    const sql = asking(url);
    await sql.begin(async (tx) => {
      await tx`lock table documents in access exclusive mode`;
      await expect(appendTo(storage, document)).rejects.toMatchObject(unavailable);
    });
    await works(storage);
    expect(await appendTo(storage, document)).toMatchObject([{ ok: true, seqs: [1] }]);
  });

  it('[ST5] answers nothing while another server may have taken its place', async () => {
    const url = await server.createDatabase();
    const storage = await opening(url);
    const rival = asking(url);
    const taken = rival`select pg_advisory_lock(${LOCK.owner}, hashtext(current_schema()))`.execute();
    const admin = asking(url);
    await until(
      async () => {
        const [waiting] = await admin`select 1 from pg_locks where locktype = 'advisory' and not granted`;
        return waiting;
      },
      { what: 'the rival to wait for the lock' },
    );
    await admin`
      select pg_terminate_backend(pid) from pg_locks
      where locktype = 'advisory' and classid = ${LOCK.owner} and granted`;
    await taken;
    await until(
      () =>
        storage.probe(NOW).then(
          () => false,
          () => true,
        ),
      { what: 'the storage to notice' },
    );
    await expect(storage.accounts.count()).rejects.toMatchObject(unavailable);
    await rival.end({ timeout: 0 });
    await works(storage);
  });

  it('[ST7] leaves a database of a newer program alone', async () => {
    const url = await server.createDatabase();
    await (await openStorage(url, { log: silent })).close();
    const sql = asking(url);
    await sql`insert into __drizzle_migrations (hash, created_at) values ('later', ${Date.now() + 1e9})`;
    await expect(openStorage(url, { log: silent })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: 'The database was written by a newer Clapper than this one; update the program.',
    });
  });

  it('[ST6] says in a sentence why it cannot be opened, and never the password', async () => {
    const url = new URL(server.url);
    url.password = 'secret-word';
    url.pathname = '/no_such_database';
    const refused = await openStorage(url.href, { log: silent }).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringMatching(/^The database of DATABASE_URL cannot be opened\. .*does not exist/),
    });
    url.port = '1';
    const unreachable = await openStorage(url.href, { log: silent }).catch((error: unknown) => error);
    expect(unreachable).toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringContaining('ECONNREFUSED'),
    });
    expect(String(refused) + String(unreachable)).not.toContain('secret-word');
  });
});

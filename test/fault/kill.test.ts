import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { count } from '../harness/counts.ts';
import { inviteCode, newProject, signUp, type Account } from '../harness/people.ts';
import { NO_POWER_CUTS, startPostgres, type PostgresServer } from '../harness/postgres.ts';
import { progressOf } from '../harness/progress.ts';
import { seeded } from '../harness/random.ts';
import { copyOf } from '../harness/replica.ts';
import { startServer, type RunningServer } from '../harness/server.ts';
import { until } from '../harness/wait.ts';
import { expectConverged, expectKept } from './promises.ts';
import { newWriter, stateOf, type Writer } from './writer.ts';

const KILLS = count(5, 50);
const PEOPLE = 5;
const PRINT = fileURLToPath(new URL('./print-document.ts', import.meta.url));
const NODE = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url));

let postgres: PostgresServer;
beforeAll(async () => {
  postgres = await startPostgres({ settings: NO_POWER_CUTS });
});
afterAll(() => postgres.stop());

describe.each(['SQLite', 'Postgres'] as const)('on %s', (driver) => {
  test(
    `[DU1] [DU2] [ST1] kill -9 in the middle of steady typing by ${PEOPLE} people takes nothing that was acknowledged or shown`,
    async () => {
      const databaseUrl = driver === 'Postgres' ? await postgres.createDatabase() : null;
      const server = await startServer({ env: databaseUrl === null ? {} : { DATABASE_URL: databaseUrl } });
      const read = (document: string) =>
        readInFreshProcess(databaseUrl ?? `file:${join(server.dataDir, 'clapper.db')}`, document);
      const writers: Writer[] = [];
      const done = progressOf(`kill -9 on ${driver}`, KILLS);
      try {
        const random = seeded(KILLS);
        const owner = await signUp(server.url, 'owner');
        const document = `${await newProject(owner)}/scratch/x`;
        for (const account of await people(server, owner, document)) {
          writers.push(await newWriter(server.url, account, document, random));
        }
        for (let kill = 1; kill <= KILLS; kill++) {
          const before = acknowledged(writers);
          const enough = 20 + random.below(150);
          for (const writer of writers) writer.start();
          await until(() => acknowledged(writers) - before >= enough, {
            what: `${enough} more answers before kill ${kill} of ${KILLS}`,
            timeout: 20_000,
            interval: 1,
            progress: () => acknowledged(writers),
            tell: () => stateOf(writers),
          });
          expect(await server.kill('SIGKILL')).toBe('SIGKILL');
          for (const writer of writers) writer.pause();
          const promised = writers.flatMap(({ record }) => record.promised(document));
          expectKept(await read(document), promised);
          await server.restart();
          done();
        }
        await expectConverged(writers, document, () => read(document));
      } finally {
        for (const writer of writers) await writer.close();
        await server.stop();
      }
    },
    count(300_000, 1_800_000),
  );
});

async function people(server: RunningServer, owner: Account, document: string): Promise<Account[]> {
  const [project = ''] = document.split('/');
  const code = await inviteCode(owner, project, 'editor');
  const names = Array.from({ length: PEOPLE - 1 }, (_, i) => `editor${i}x`);
  return [owner, ...(await Promise.all(names.map((name) => signUp(server.url, name, code))))];
}

function acknowledged(writers: readonly Writer[]): number {
  return writers.reduce((sum, { record }) => sum + record.acknowledged, 0);
}

/** What is on the disk, and in nobody's memory. */
async function readInFreshProcess(databaseUrl: string, document: string): Promise<Y.Doc> {
  const options = { maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = await promisify(execFile)(NODE, [PRINT, databaseUrl, document], options);
  return copyOf([Buffer.from(stdout, 'base64')]);
}

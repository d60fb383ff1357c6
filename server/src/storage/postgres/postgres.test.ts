import { afterAll, beforeAll } from 'vitest';
import { startPostgres, type PostgresServer } from '../../../../test/harness/postgres.ts';
import { describeStorage } from '../conformance.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server?.stop());

describeStorage('Postgres', { fresh: () => server.createDatabase() });

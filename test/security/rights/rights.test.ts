import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '@clapper/protocol';
import { RIGHTS_TABLES } from '../../../packages/documents/src/rights-tables.ts';
import { openStorage } from '../../../server/src/storage/open.ts';
import type { Storage } from '../../../server/src/storage/storage.ts';
import { signUp, type Account } from '../../harness/people.ts';
import { startServer, type RunningServer } from '../../harness/server.ts';
import { operationsOf } from './operations.ts';
import { ENDPOINTS, mayRead, mayWrite, Stage, type Endpoint, type Outcome } from './stage.ts';
import { COLUMNS, parseRows, printRows, type Column, type Row } from './table.ts';

/**
 * Who may do what to a document: every role × kind × operation, over a device's socket and over a plain one,
 * as updates that no client of ours made. The cells come from the kinds' declarations, what is expected of each
 * was written by hand (`rights-table.ts` of each): a cell without an expectation fails, and so does the reverse.
 */
const TABLES = Object.values(RIGHTS_TABLES);

/** What refuses for good, and says so. */
const REFUSALS = ['FORBIDDEN', 'REFUSED', 'INVALID_UPDATE'];

const SILENT = { info: () => undefined, error: () => undefined };

/** A row takes a fraction of a second; what is never answered must not cost a minute each. */
const CELL_TIMEOUT_MS = 10_000;

let server: RunningServer;
let storage: Storage;
const stages: { column: Column; endpoint: Endpoint; stage: Stage }[] = [];

beforeAll(async () => {
  // Each refusal is a warning of its own, thousands of them.
  server = await startServer({ env: { REGISTRATION: 'open', LOG_LEVEL: 'error' } });
  const { url } = server;
  // The server alone writes what concerns people: two things are kept beside it, so that there is something to forge.
  storage = await openStorage(`file:${server.dataDir}/clapper.db`, { log: SILENT, exclusive: false });
  const notify = (user: string, project: string): Promise<void> =>
    storage.notifications.put(
      [1, 2].map((at) => ({
        ...{ user, id: newId(), project, subject: '', at, cancelledAt: null },
        body: '{"type":"changed","place":{"type":"project","id":null}}',
      })),
    );
  const colleague = await signUp(url, 'Colleague');
  // What is a person's own they write on one endpoint only: two who write there at once would be in each other's way.
  for (const endpoint of ENDPOINTS) {
    const people = {} as Record<Column, Account>;
    for (const column of COLUMNS) people[column] = await signUp(url, column);
    const { owner } = people;
    for (const column of COLUMNS) {
      const person = people[column];
      const stage = await Stage.open({
        url,
        column,
        endpoint,
        person,
        owner,
        colleague,
        tables: TABLES,
        notify,
      });
      stages.push({ column, endpoint, stage });
    }
  }
}, 60_000);
afterAll(async () => {
  for (const { stage } of stages) stage.close();
  await storage?.close();
  await server?.stop();
});

/** Whether what was said is what the cell means. */
function saysSo(
  column: Column,
  endpoint: Endpoint,
  { cell, answer, deletesOnly }: Outcome,
  may: { read: boolean; write: boolean },
): boolean {
  if (cell === 'yes') return answer === (endpoint === 'device' ? 'ack' : 'open');
  if (column === 'stranger' || !may.read) return answer === (endpoint === 'device' ? 'UNAVAILABLE' : 4404);
  if (endpoint === 'device') return REFUSALS.includes(answer as string);
  // A stock client that only looks sends deletions of its own accord: they are passed over in silence.
  return answer === 4403 || answer === 4400 || (answer === 'open' && deletesOnly && !may.write);
}

describe.each(TABLES)('[GD4] [GD5] $kind', (table) => {
  const operations = operationsOf(table);
  const expected = parseRows(table.expected);
  const found = new Map<string, Row>();

  test('has a row in the table for each operation, and no other', () => {
    expect(operations.map(({ name }) => name).toSorted()).toEqual([...expected.keys()].toSorted());
  });

  test.each(operations)('$name', { timeout: CELL_TIMEOUT_MS }, async (operation) => {
    const runs = stages.map(async ({ column, endpoint, stage }) => ({
      column,
      endpoint,
      outcome: await stage.run(table, operation),
    }));
    // Also when one fails the others end here: the next operation finds every stage at rest.
    await Promise.allSettled(runs);
    const outcomes = await Promise.all(runs);
    const rows = ENDPOINTS.map((wanted) => {
      const cells = outcomes.filter(({ endpoint }) => endpoint === wanted);
      return Object.fromEntries(cells.map(({ column, outcome }) => [column, outcome.cell])) as Row;
    });
    found.set(operation.name, rows[0]!);
    const row = expected.get(operation.name);
    expect({ device: rows[0], plain: rows[1] }).toEqual({ device: row, plain: row });
    const wrongly = outcomes.filter(
      ({ column, endpoint, outcome }) =>
        !saysSo(column, endpoint, outcome, {
          read: mayRead(table.kind, column),
          write: mayWrite(table.kind, column),
        }),
    );
    expect(wrongly).toEqual([]);
  });

  test('[GD7] every replica holds what was allowed, and nothing of what was not', async () => {
    for (const { column, endpoint, stage } of stages) {
      const replicas = await stage.replicas(table);
      const same = Object.fromEntries(Object.keys(replicas).map((whose) => [whose, 'the same']));
      expect({ column, endpoint, ...replicas }).toEqual({ column, endpoint, ...same });
    }
  });

  afterAll(() => {
    console.log(`\n${table.kind}\n${printRows(found)}\n`);
  });
});

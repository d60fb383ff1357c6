import 'fake-indexeddb/auto';
import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { newId } from '@clapper/protocol';
import { appendConfirmed, COMPACT_ROWS, goOn } from './confirmed-rows.ts';
import { silent } from './environment.ts';
import { openLocalStore } from './local-store.ts';
import { newMeta, type PendingRow } from './rows.ts';
import { Browser } from './testing/browser.ts';
import { ScriptedServer } from './testing/scripted-server.ts';
import { memoryBackend, type Backend } from './transactions.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const doc = new Y.Doc();
const update = Y.encodeStateAsUpdate(doc);

const row = (n: number, at: number): PendingRow => ({
  document: 'd',
  n,
  clientId: 7,
  update,
  tab: 't',
  at,
  change: 1,
});

/** Edits that the server has acknowledged, one after the other. */
async function acknowledged(
  backend: Backend,
  meta: ReturnType<typeof newMeta>,
  rows: PendingRow[],
): Promise<void> {
  await backend.write(['meta', 'confirmed', 'pending', 'own'], 'strict', async (tx) => {
    for (const one of rows) {
      await tx.put('pending', one);
      const { n, clientId } = one;
      const at = { from: meta.seq + 1, to: meta.seq + 1, tip: 'tip' };
      await appendConfirmed(tx, meta, [{ update, rows: at, acknowledges: { n, clientId } }]);
    }
  });
}

test('[DV6] an acknowledgement is stored whole: out of what waits, into what is confirmed, with its seq', async () => {
  const { environment } = new Browser(new ScriptedServer().net).tab();
  const store = await openLocalStore(newId(), environment, silent);
  const edit = { clientId: 7, update, at: 1, change: 1, n: null };
  const batch = { epoch: 'e', from: null, generation: 0, tab: 't', afterN: 0, facts: {} };
  const [pending] = (await store.save('d', { ...batch, edits: [edit], confirmed: [] })).pending;
  const rows = { from: 1, to: 1, tip: 'tip' };
  const confirmed = [{ update, rows, acknowledges: { n: pending!.n, clientId: 7 } }];
  const held = async () => {
    const { meta, confirmed, pending } = await store.load('d');
    return { seq: meta!.seq, confirmed: confirmed.length, pending: pending.length };
  };
  // The last thing that is written of it cannot be: nothing of it was.
  const facts = { lastSyncAt: (() => undefined) as never };
  await expect(store.save('d', { ...batch, facts, edits: [], confirmed })).rejects.toMatchObject({
    name: 'DataCloneError',
  });
  expect(await held()).toEqual({ seq: 0, confirmed: 0, pending: 1 });
  await store.save('d', { ...batch, edits: [], confirmed });
  expect(await held()).toEqual({ seq: 1, confirmed: 1, pending: 0 });
  store.close();
});

const own = (backend: Backend) => backend.read(['own'], (tx) => tx.all('own', 'd'));

test('[EP9] an acknowledged edit stays at hand as it was pushed, and waits no more', async () => {
  const backend = memoryBackend();
  await acknowledged(backend, newMeta('d'), [row(1, 1), row(2, 2)]);
  expect(await own(backend)).toEqual([row(1, 1), row(2, 2)]);
  expect(await backend.read(['pending'], (tx) => tx.all('pending', 'd'))).toEqual([]);
});

test('[EP9] for 30 days', async () => {
  const backend = memoryBackend();
  const meta = newMeta('d');
  const now = 100 * DAY_MS;
  await acknowledged(backend, meta, [row(1, now - 31 * DAY_MS), row(2, now - 29 * DAY_MS)]);
  const many = Array.from({ length: COMPACT_ROWS }, (_, i) => row(3 + i, now));
  await acknowledged(backend, meta, many);
  expect((await own(backend)).map(({ n }) => n)).toEqual([2, ...many.map(({ n }) => n)]);
});

test('[EP9] a month of letters is not read again each time that the copy is compacted', async () => {
  const backend = memoryBackend();
  const meta = newMeta('d');
  const now = 100 * DAY_MS;
  // More than one could pass to a function as arguments.
  const month = 200_000;
  await backend.write(['own'], 'strict', async (tx) => {
    for (let n = 1; n <= month; n++) await tx.put('own', row(n, now - DAY_MS));
  });
  const read: number[] = [];
  await backend.write(['meta', 'confirmed', 'pending', 'own'], 'strict', async (tx) => {
    const watched: typeof tx = {
      ...tx,
      async first(table, document, most) {
        const rows = await tx.first(table, document, most);
        read.push(rows.length);
        return rows;
      },
    };
    meta.appendedRows = COMPACT_ROWS;
    await tx.put('pending', row(month + 1, now));
    const at = { from: 1, to: 1, tip: 'tip' };
    const acknowledges = { n: month + 1, clientId: 7 };
    await appendConfirmed(watched, meta, [{ update, rows: at, acknowledges }]);
  });
  expect(read).toEqual([100]);
  expect(await own(backend)).toHaveLength(month + 1);
}, 20_000);

test('[EP2] a copy takes the name of the history that goes on from it, and no other', () => {
  const meta = { ...newMeta('d'), epoch: 'before' };
  goOn(meta, 'another', null);
  goOn(meta, 'another', 'elsewhere');
  expect(meta.epoch).toBe('before');
  goOn(meta, 'after', 'before');
  expect(meta.epoch).toBe('after');
});

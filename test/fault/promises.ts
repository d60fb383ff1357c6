import * as Y from 'yjs';
import { expect } from 'vitest';
import { copyOf, replicaOf } from '../harness/replica.ts';
import { until } from '../harness/wait.ts';
import { marksOf, stateOf, type Writer } from './writer.ts';

/** As long as something still arrives at somebody, nothing hangs. */
const STALLED_MS = 20_000;

/**
 * Everything promised is in the stored document: applying it again changes nothing, neither content nor
 * clocks, and leaves nothing parked.
 */
export function expectKept(stored: Y.Doc, promised: readonly Uint8Array[]): void {
  const before = replicaOf(stored);
  expect(before.parked).toBe(false);
  const again = copyOf([Y.encodeStateAsUpdate(stored), ...promised]);
  try {
    expect(replicaOf(again)).toEqual(before);
  } catch (cause) {
    throw new Error(missingOf(stored, promised), { cause });
  }
  again.destroy();
}

/** In words, what of it is not there. */
function missingOf(stored: Y.Doc, promised: readonly Uint8Array[]): string {
  const clocks = Y.decodeStateVector(Y.encodeStateVector(stored));
  const missing = promised.flatMap((update) =>
    [...Y.parseUpdateMeta(update).to]
      .filter(([client, to]) => to > (clocks.get(client) ?? 0))
      .map(([client, to]) => `${client} up to ${to} (stored ${clocks.get(client) ?? 0})`),
  );
  const some = missing.slice(0, 5).join(', ');
  return missing.length > 0
    ? `of ${promised.length} promised updates ${missing.length} are not stored: ${some}`
    : `of ${promised.length} promised updates a deletion is not stored`;
}

/** Each edit once, on every device and in the database: nothing was lost on the way, nothing came twice. */
export async function expectConverged(
  writers: readonly Writer[],
  document: string,
  readStored: () => Promise<Y.Doc>,
): Promise<void> {
  await until(() => writers.every(({ desk }) => desk.isSaved), {
    what: 'everything to be saved',
    timeout: STALLED_MS,
    progress: () => writers.reduce((sum, { record }) => sum + record.promised(document).length, 0),
    tell: () => stateOf(writers),
  });
  const doc = await readStored();
  expect(marksOf(doc)).toEqual(writers.flatMap((writer) => writer.typed).sort());
  const stored = replicaOf(doc);
  expect(stored.parked).toBe(false);
  for (const { desk } of writers) {
    await until(() => expect(replicaOf(desk.doc)).toEqual(stored) ?? true, {
      what: `${desk.device.user.name} to hold what is stored`,
    });
  }
}

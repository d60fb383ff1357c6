import * as Y from 'yjs';
import { expect } from 'vitest';
import { copyOf, replicaOf } from '../harness/replica.ts';
import { until } from '../harness/wait.ts';
import { marksOf, type Writer } from './writer.ts';

/**
 * Everything promised is in the stored document: applying it again changes nothing, neither content nor
 * clocks, and leaves nothing parked.
 */
export function expectKept(stored: Y.Doc, promised: readonly Uint8Array[]): void {
  const before = replicaOf(stored);
  expect(before.parked).toBe(false);
  const again = copyOf([Y.encodeStateAsUpdate(stored), ...promised]);
  expect(replicaOf(again)).toEqual(before);
  again.destroy();
}

/** Each edit once, on every device and in the database: nothing was lost on the way, nothing came twice. */
export async function expectConverged(
  writers: readonly Writer[],
  readStored: () => Promise<Y.Doc>,
): Promise<void> {
  for (const { desk } of writers) await desk.saved(20_000);
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

import { describe, expect, it, vi } from 'vitest';
import { ClapperError } from '@clapper/protocol';
import { SILENT } from '../log.ts';
import type { OutboxRow } from '../storage/storage.ts';
import { startProjector } from './projector.ts';

/** An outbox in memory with the interface's promise: rows in order, gone when done. */
function world(rows: OutboxRow[]) {
  const outbox = {
    take: async (limit: number) => rows.slice(0, limit),
    async done(ids: number[]) {
      for (const id of ids)
        rows.splice(
          rows.findIndex((row) => row.id === id),
          1,
        );
    },
  };
  const refreshed: string[] = [];
  return { rows, outbox, refreshed };
}

const rowsOf = (...documents: string[]) => documents.map((document, id) => ({ id, document }));

describe('outbox projector', () => {
  it('brings each document up to date once for all rows that wait, at the start', async () => {
    const { rows, outbox, refreshed } = world(rowsOf('a/info', 'b/info', 'a/info'));
    const projector = startProjector({
      outbox,
      log: SILENT,
      refresh: async (document) => void refreshed.push(document),
    });
    await vi.waitFor(() => expect(rows).toEqual([]));
    expect(refreshed).toEqual(['a/info', 'b/info']);
    await projector.stop();
  });

  it('empties an outbox longer than one batch', async () => {
    const many = rowsOf(...Array.from({ length: 1_234 }, (_, i) => `${i}/info`));
    const { rows, outbox, refreshed } = world(many);
    const projector = startProjector({
      outbox,
      log: SILENT,
      refresh: async (document) => void refreshed.push(document),
    });
    await vi.waitFor(() => expect(rows).toEqual([]));
    expect(refreshed.length).toBe(1_234);
    await projector.stop();
  });

  it('hears whoever wakes it, also in the moment in which it comes to rest', async () => {
    for (let ticks = 1; ticks <= 12; ticks++) {
      const { rows, outbox } = world([]);
      const projector = startProjector({
        outbox: {
          ...outbox,
          async take(limit) {
            if (rows.length === 0) void wakeIn(ticks);
            return outbox.take(limit);
          },
        },
        log: SILENT,
        refresh: async () => undefined,
      });
      let woken = false;
      const wakeIn = async (left: number) => {
        for (; left > 0; left--) await Promise.resolve();
        if (woken) return;
        woken = true;
        rows.push({ id: 1, document: 'a/info' });
        projector.wake();
      };
      await vi.waitFor(() => expect([ticks, woken, rows]).toEqual([ticks, true, []]));
      await projector.stop();
    }
  });

  it('looks again when woken while it looks', async () => {
    const { rows, outbox, refreshed } = world(rowsOf('a/info'));
    const projector = startProjector({
      outbox,
      log: SILENT,
      async refresh(document) {
        refreshed.push(document);
        if (document !== 'a/info') return;
        rows.push({ id: 7, document: 'late/info' });
        projector.wake();
      },
    });
    await vi.waitFor(() => expect(rows).toEqual([]));
    expect(refreshed).toEqual(['a/info', 'late/info']);
    await projector.stop();
  });

  it('keeps the row of what failed, does the others, and tries again by itself', async () => {
    const { rows, outbox, refreshed } = world(rowsOf('a/info', 'b/info'));
    let fails = 2;
    const projector = startProjector({
      outbox,
      log: SILENT,
      async refresh(document) {
        if (document === 'a/info' && fails-- > 0) throw new ClapperError('UNAVAILABLE', 'The disk is full.');
        refreshed.push(document);
      },
    });
    await vi.waitFor(() => expect(refreshed).toEqual(['b/info']));
    expect(rows).toEqual([{ id: 0, document: 'a/info' }]);
    await vi.waitFor(() => expect(rows).toEqual([]), { timeout: 3_000 });
    expect(refreshed).toEqual(['b/info', 'a/info']);
    await projector.stop();
  });

  it('forgets the rows of a project that is gone', async () => {
    const { rows, outbox } = world(rowsOf('gone/info'));
    const refresh = async () => {
      throw new ClapperError('NOT_FOUND', 'There is no such project.');
    };
    const projector = startProjector({ outbox, log: SILENT, refresh });
    await vi.waitFor(() => expect(rows).toEqual([]));
    await projector.stop();
  });

  it('survives an outbox that cannot be read', async () => {
    const { rows, outbox, refreshed } = world(rowsOf('a/info'));
    let fails = 1;
    const take = async (limit: number) => {
      if (fails-- > 0) throw new ClapperError('UNAVAILABLE', 'The database went away.');
      return outbox.take(limit);
    };
    const projector = startProjector({
      outbox: { ...outbox, take },
      log: SILENT,
      refresh: async (document) => void refreshed.push(document),
    });
    await vi.waitFor(() => expect(rows).toEqual([]), { timeout: 3_000 });
    await projector.stop();
  });

  it('finishes what it is doing when stopped, and starts nothing more', async () => {
    const { rows, outbox, refreshed } = world(rowsOf('a/info', 'b/info'));
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const projector = startProjector({
      outbox,
      log: SILENT,
      async refresh(document) {
        await held;
        refreshed.push(document);
      },
    });
    const stopped = projector.stop();
    release();
    await stopped;
    projector.wake();
    expect(refreshed.length).toBeLessThanOrEqual(1);
    expect(rows.length).toBe(2 - refreshed.length);
  });
});

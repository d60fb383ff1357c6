import { describe, expect, it, vi } from 'vitest';
import { ClapperError } from '@clapper/protocol';
import { SILENT } from '../log.ts';
import type { Activity, ActivityRow } from '../storage/storage.ts';
import type { Happened } from './happened.ts';
import { createTeller } from './teller.ts';

const EVENT = {
  type: 'resolved',
  target: { type: 'thread', id: 't', name: '' },
  deviceAt: null,
  more: 0,
  detail: {},
};

const row = (id: string, project = 'p', count = 1): ActivityRow => ({
  id,
  project,
  user: 'ana',
  userName: 'Ana',
  type: 'resolved',
  targetType: 'thread',
  target: 't',
  event: JSON.stringify(EVENT),
  at: 1,
  until: 2,
  count,
});

/** Activity in memory with the interface's promise: what was told in full waits no more. */
function world(rows: ActivityRow[]) {
  let now = 0;
  let fails = '';
  const told: [string, Happened[]][] = [];
  const activity: Activity = {
    countUp: async () => undefined,
    list: async () => rows,
    tally: async () => ({ spans: [], targets: [], resolved: [] }),
    untold: async (limit) => rows.slice(0, limit),
    async told(known) {
      for (const { id, count } of known) {
        const at = rows.findIndex((one) => one.id === id && one.count <= count);
        if (at >= 0) rows.splice(at, 1);
      }
    },
    prune: async () => 0,
  };
  const write = vi.fn(async () => undefined);
  const shown: string[] = [];
  const teller = createTeller({
    activity,
    bursts: { write },
    async refresh(document) {
      if (document.startsWith('gone/')) throw new ClapperError('NOT_FOUND', 'There is no such document.');
      shown.push(document);
    },
    notify: {
      async tell(project, happened) {
        if (project === fails) throw new Error('nobody is there');
        told.push([project, [...happened]]);
      },
    },
    log: SILENT,
    now: () => now,
  });
  return {
    rows,
    told,
    shown,
    teller,
    write,
    pass: (ms: number) => (now += ms),
    fail: (project: string) => (fails = project),
  };
}

describe('telling what happened', () => {
  it('[AC4] tells what the process before it did not, once for each project', async () => {
    const { teller, told, shown, rows } = world([row('1'), row('2', 'q'), row('3', 'p', 4)]);
    await teller.tell();
    const happened = (id: string, count = 1): Happened =>
      ({ id, event: EVENT, actor: 'ana', at: 1, count }) as Happened;
    expect(told).toEqual([
      ['p', [happened('1'), happened('3', 4)]],
      ['q', [happened('2')]],
    ]);
    expect(shown).toEqual(['p/feed', 'q/feed']);
    expect(rows).toEqual([]);
    await teller.tell();
    expect(told).toHaveLength(2);
  });

  it('[AC4] tells again what could not be told, and the others meanwhile', async () => {
    const { teller, told, rows, pass, fail } = world([row('1'), row('2', 'q')]);
    fail('p');
    await teller.tell();
    expect(told.map(([project]) => project)).toEqual(['q']);
    expect(rows).toHaveLength(1);
    fail('');
    await teller.tell();
    expect(told).toHaveLength(1);
    pass(10_000);
    await teller.tell();
    expect(told.map(([project]) => project)).toEqual(['q', 'p']);
  });

  it('of a project that was deleted nothing is left to tell', async () => {
    const { teller, rows } = world([row('1', 'gone')]);
    await teller.tell();
    expect(rows).toEqual([]);
  });

  it('tells more than fits into one go', async () => {
    const { teller, told, rows } = world(Array.from({ length: 1_234 }, (_, i) => row(String(i))));
    await teller.tell();
    expect(rows).toEqual([]);
    expect(told.flatMap(([, happened]) => happened)).toHaveLength(1_234);
  });

  it('looks only when something happened, and counts now and then', async () => {
    const { teller, told, rows, write, pass } = world([]);
    await teller.tell();
    rows.push(row('1'));
    await teller.tell();
    expect(told).toEqual([]);
    teller.happened();
    await teller.tell();
    expect(told).toHaveLength(1);
    expect(write).not.toHaveBeenCalled();
    pass(15_000);
    await teller.tell();
    expect(write).toHaveBeenCalledTimes(1);
  });
});

import { describe, expect, it, vi } from 'vitest';
import type { DomainEvent } from '@clapper/documents';
import type { NewActivity } from '../storage/storage.ts';
import { Bursts, type Act } from './bursts.ts';

const MINUTE_MS = 60_000;
const START = 1_800_000_000_000;

const event = (rest: object): DomainEvent =>
  ({
    type: 'edited',
    target: { type: 'stage', id: 's2', name: '전개' },
    deviceAt: null,
    more: 0,
    detail: { fields: ['content'] },
    ...rest,
  }) as DomainEvent;

const EDITED = event({});

/** What reaches the disk, from commits that all succeed unless told otherwise. */
function world() {
  let now = START;
  const happened = vi.fn();
  const bursts = new Bursts(() => now, happened);
  const rows = new Map<string, Omit<NewActivity, 'event'> & { event: DomainEvent }>();
  const readable = (row: NewActivity) => ({ ...row, event: JSON.parse(row.event) as DomainEvent });

  function commit(acts: readonly Act[], { fails = false, document = 'p/plan' } = {}): void {
    const telling = bursts.take(document, 'p', acts);
    if (fails) return;
    for (const row of telling.rows) rows.set(row.id, readable({ ...row }));
    telling.stored();
  }
  return {
    bursts,
    happened,
    rows,
    commit,
    pass: (ms: number) => (now += ms),
    did: (user: string, what = EDITED, options: Parameters<typeof commit>[1] = {}) =>
      commit([{ user, event: what, at: now }], options),
    write: () =>
      bursts.write({
        async countUp(counted) {
          for (const one of counted) rows.set(one.id, readable({ ...rows.get(one.id)!, ...one }));
        },
      }),
    told: () =>
      Array.from(rows.values(), ({ user, count, at, until }) => [user, count, at - START, until - START]),
  };
}

describe('bursts', () => {
  it('[AC2] somebody who goes on is told once, and counts up', async () => {
    const { did, pass, write, told } = world();
    for (let i = 0; i < 14; i++) {
      did('ana');
      if (i < 13) pass(MINUTE_MS);
    }
    await write();
    expect(told()).toEqual([['ana', 14, 0, 13 * MINUTE_MS]]);
  });

  it('[AC2] after five minutes of rest, and after an hour, it is told anew', async () => {
    const { did, pass, write, told } = world();
    did('ana');
    pass(5 * MINUTE_MS + 1);
    for (let i = 0; i < 62; i++) {
      did('ana');
      pass(MINUTE_MS);
    }
    await write();
    expect(told().map(([, count]) => count)).toEqual([1, 61, 1]);
  });

  it('[AC2] of different people, places, documents and acts nothing is told as one', async () => {
    const { did, write, told } = world();
    did('ana');
    did('ben');
    did('ana', event({ target: { type: 'stage', id: 's3', name: '' } }));
    did('ana', event({ type: 'renamed', detail: { from: 'a' } }));
    did('ana', EDITED, { document: 'p/board' });
    did('ana', event({ type: 'resolved', detail: {} }));
    did('ana', event({ type: 'resolved', detail: {} }));
    await write();
    expect(told().map(([, count]) => count)).toEqual([1, 1, 1, 1, 1, 1, 1]);
  });

  it('[AC2] says what it was before the first and is after the last', async () => {
    const { did, write, rows } = world();
    did('ana', event({ type: 'statusChanged', detail: { from: 'draft', to: 'review' } }));
    did('ana', event({ type: 'statusChanged', detail: { from: 'review', to: 'approved' } }));
    did('ana', event({ detail: { fields: ['content'] } }));
    did('ana', event({ detail: { fields: ['notes'] }, target: { type: 'stage', id: 's2', name: '위기' } }));
    await write();
    expect(Array.from(rows.values(), (row) => [row.event.detail, row.event.target.name])).toEqual([
      [{ from: 'draft', to: 'approved' }, '전개'],
      [{ fields: ['content', 'notes'] }, '위기'],
    ]);
  });

  it('[AC2] replies are told as one only to the same people', async () => {
    const { did, write, rows } = world();
    const reply = (note: string, mentions: string[]) =>
      event({
        type: 'replied',
        target: { type: 'thread', id: 't', name: '' },
        detail: { note, to: null, mentions },
      });
    did('ana', reply('1', []));
    did('ana', reply('2', ['ben']));
    did('ana', reply('3', []));
    did('ana', reply('4', ['ben', 'cho']));
    await write();
    expect(Array.from(rows.values(), ({ count, event: { detail } }) => [count, detail])).toEqual([
      [2, { note: '3', to: null, mentions: [] }],
      [1, { note: '2', to: null, mentions: ['ben'] }],
      [1, { note: '4', to: null, mentions: ['ben', 'cho'] }],
    ]);
  });

  it('counts several in one commit, and nothing that was not committed', async () => {
    const { did, commit, write, told } = world();
    did('ana', EDITED, { fails: true });
    commit([1, 2, 3].map(() => ({ user: 'ana', event: EDITED, at: START })));
    did('ana', EDITED, { fails: true });
    did('ana');
    await write();
    expect(told()).toEqual([['ana', 4, 0, 0]]);
  });

  it('a count that could not be written is written the next time', async () => {
    const { did, bursts, write, told, happened } = world();
    did('ana');
    did('ana');
    await expect(bursts.write({ countUp: () => Promise.reject(new Error('no disk')) })).rejects.toThrow(
      'no disk',
    );
    expect(told().map(([, count]) => count)).toEqual([1]);
    expect(happened).toHaveBeenCalledTimes(1);
    await write();
    await write();
    expect(told().map(([, count]) => count)).toEqual([2]);
    expect(happened).toHaveBeenCalledTimes(2);
  });
});

import { describe, expect, test } from 'vitest';
import type { JoinAnswer, JoinRequest, Message } from '@clapper/protocol';
import { SharedDocument } from './shared-document.ts';

const DOCUMENT = 'p/plan';
const request = (seq: number, clientId: number, more: Partial<JoinRequest> = {}): JoinRequest => ({
  document: DOCUMENT,
  epoch: seq === 0 ? null : 'e',
  seq,
  tip: seq === 0 ? null : `tip-${seq}`,
  clientIds: [clientId],
  schema: 1,
  stateVector: null,
  ...more,
});
const joined = (headSeq: number): JoinAnswer => ({
  result: 'joined',
  document: DOCUMENT,
  epoch: 'e',
  base: null,
  firstSeq: 1,
  headSeq,
  headTip: `tip-${headSeq}`,
  access: { read: true, write: true, role: 'editor' },
  schema: 1,
});
const rows = (from: number, to: number): Extract<Message, { type: 'rows' }> => ({
  type: 'rows',
  document: DOCUMENT,
  epoch: 'e',
  from,
  to,
  tip: `tip-${to}`,
  update: Uint8Array.of(from, to),
});
const push = (n: number, clientId: number): Extract<Message, { type: 'push' }> => ({
  type: 'push',
  document: DOCUMENT,
  epoch: 'e',
  n,
  clientId,
  schema: 1,
  update: Uint8Array.of(n),
});
const ack = (n: number, seq: number): Extract<Message, { type: 'ack' }> => ({
  type: 'ack',
  document: DOCUMENT,
  n,
  seq,
  tip: `tip-${seq}`,
});
const who = (told: { tab: string }[]) => told.map(({ tab }) => tab);

/** Both tabs in the document, at the seq the server is at. */
function twoTabs(seq: number): SharedDocument {
  const shared = new SharedDocument(DOCUMENT);
  for (const [tab, clientId] of [
    ['a', 1],
    ['b', 2],
  ] as const) {
    shared.asks(tab, request(seq, clientId));
    shared.nextJoin();
    shared.answered(joined(seq));
  }
  return shared;
}

describe('[TB4] one document of several tabs', () => {
  test('joins from where the tab stands that is furthest behind, with the ids of all', () => {
    const shared = twoTabs(7);
    shared.asks('c', request(5, 3));
    expect(shared.nextJoin()).toMatchObject({ seq: 5, tip: 'tip-5', clientIds: [1, 2, 3] });
    shared.asks('d', request(3, 4));
    expect(shared.nextJoin()).toBeNull();
    expect(who(shared.answered(joined(9)))).toEqual(['a', 'b', 'c']);
    expect(who(shared.rows(rows(6, 9)))).toEqual(['a', 'b', 'c']);
    expect(shared.nextJoin()).toMatchObject({ seq: 3, clientIds: [1, 2, 3, 4] });
    shared.answered(joined(9));
    // The others have been shown these.
    expect(who(shared.rows(rows(4, 9)))).toEqual(['d']);
  });

  test('a tab that is ahead does not make the others miss rows', () => {
    const shared = twoTabs(7);
    shared.asks('c', request(9, 3));
    // Those that are in already stand at 7.
    expect(shared.nextJoin()).toMatchObject({ epoch: 'e', seq: 7 });
  });

  test('where histories differ each is asked for by itself, and the others join again from their place', () => {
    const shared = twoTabs(7);
    shared.asks('c', request(9, 3, { epoch: 'older' }));
    expect(shared.nextJoin()).toMatchObject({ epoch: 'older', seq: 9 });
    expect(who(shared.answered(joined(10)))).toEqual(['c']);
    expect(shared.nextJoin()).toMatchObject({ epoch: 'e', seq: 7, tip: 'tip-7' });
    expect(who(shared.answered(joined(10)))).toEqual(['a', 'b', 'c']);
  });

  test('a diff is only for the tab whose state vector was sent', () => {
    const shared = twoTabs(7);
    const stateVector = Uint8Array.of(0);
    shared.asks('c', request(1, 3));
    shared.nextJoin();
    expect(shared.answered({ result: 'want', document: DOCUMENT, want: 'stateVector' })).toMatchObject([
      { tab: 'c' },
    ]);
    shared.asks('c', request(1, 3, { stateVector }));
    expect(shared.nextJoin()).toMatchObject({ seq: 7, stateVector: null });
    shared.answered(joined(300));
    expect(shared.nextJoin()).toMatchObject({ seq: 1, stateVector });
    expect(who(shared.answered(joined(300)))).toEqual(['c']);
    expect(shared.nextJoin()).toBeNull();
    expect(who(shared.rows(rows(0, 300)))).toEqual(['c']);
    expect(shared.nextJoin()).toMatchObject({ seq: 7 });
    expect(who(shared.answered(joined(300)))).toEqual(['a', 'b', 'c']);
  });

  test('a refusal of one copy is told to whoever asked with it; any other to all', () => {
    const shared = twoTabs(7);
    shared.asks('c', request(9, 3, { epoch: 'lost' }));
    shared.nextJoin();
    const refused = (code: 'EPOCH' | 'NOT_FOUND'): JoinAnswer => ({
      result: 'refused',
      document: DOCUMENT,
      code,
      retryAfterMs: 0,
    });
    expect(who(shared.answered(refused('EPOCH')))).toEqual(['c']);
    expect(shared.nextJoin()).toMatchObject({ seq: 7, clientIds: [1, 2] });
    expect(who(shared.answered(refused('NOT_FOUND')))).toEqual(['a', 'b']);
    expect(shared.isEmpty).toBe(true);
  });

  test('while it is being joined nothing is pushed: after the answer it comes again', () => {
    const shared = twoTabs(7);
    expect(shared.push('a', push(1, 1))).toBe(true);
    shared.asks('c', request(7, 3));
    shared.nextJoin();
    expect(shared.push('a', push(2, 1))).toBe(false);
    // All are told to push again, the answer to the first will not come.
    expect(who(shared.answered(joined(8)))).toEqual(['a', 'b', 'c']);
    expect(shared.acknowledged(ack(1, 8))).toEqual([]);
    expect(shared.push('a', push(1, 1))).toBe(true);
  });
});

describe('[TB5] answers', () => {
  test('an ACK goes to the tab that pushed, its row to the others', () => {
    const shared = twoTabs(7);
    shared.push('b', push(4, 2));
    expect(shared.acknowledged(ack(4, 8))).toEqual([
      { tab: 'b', message: ack(4, 8) },
      {
        tab: 'a',
        message: { ...rows(8, 8), update: Uint8Array.of(4) },
      },
    ]);
    shared.push('a', push(5, 1));
    expect(who(shared.refusedPush({ ...nack, n: 5 }))).toEqual(['a']);
  });

  test('two tabs that push the same row are answered one after the other', () => {
    const shared = twoTabs(7);
    shared.push('b', push(4, 2));
    shared.push('a', push(4, 2));
    expect(who(shared.acknowledged(ack(4, 8)))).toEqual(['b', 'a']);
    expect(who(shared.acknowledged({ ...ack(4, 8), seq: null, tip: null }))).toEqual(['a']);
  });

  test('the row of a tab that has left meanwhile is shown to those who stay', () => {
    const shared = twoTabs(7);
    shared.push('b', push(4, 2));
    shared.leaves('b');
    expect(who(shared.acknowledged(ack(4, 8)))).toEqual(['b', 'a']);
  });

  test('a tab that asked again before its answer came is shown the row by its join', () => {
    const shared = twoTabs(7);
    shared.push('b', push(4, 2));
    // It lets go of what it waited for.
    shared.asks('b', request(7, 2));
    expect(shared.nextJoin()).toMatchObject({ seq: 7 });
    expect(who(shared.acknowledged(ack(4, 8)))).toEqual(['b', 'a']);
    expect(who(shared.answered(joined(8)))).toEqual(['a', 'b']);
    expect(who(shared.rows(rows(8, 8)))).toEqual(['b']);
  });
});

const nack: Extract<Message, { type: 'nack' }> = {
  type: 'nack',
  document: DOCUMENT,
  n: 0,
  code: 'REFUSED',
  paths: [],
  retry: false,
};

import * as Y from 'yjs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PresenceEntry } from '@clapper/protocol';
import { Presence } from './presence.ts';

let sent: PresenceEntry[] = [];
let presence: Presence;
let doc: Y.Doc;

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  doc = new Y.Doc();
  presence = new Presence(doc, Date.now, (entries) => {
    sent.push(...entries);
    return true;
  });
});
afterEach(() => {
  presence.destroy();
  vi.useRealTimers();
});

const states = () => [...presence.awareness.getStates()].filter(([id]) => id !== doc.clientID);

describe('presence', () => {
  test('[PR5] sends at most thirty times a second, and the last state is never lost', () => {
    for (let i = 0; i < 1_000; i++) {
      presence.awareness.setLocalStateField('x', i);
      vi.advanceTimersByTime(1);
    }
    vi.advanceTimersByTime(100);
    expect(sent.length).toBeGreaterThan(25);
    expect(sent.length).toBeLessThanOrEqual(31);
    expect(JSON.parse(sent.at(-1)!.state!)).toEqual({ x: 999 });
  });

  test('says nothing of a document nobody touched, nor after a minute of silence', () => {
    presence.announce();
    vi.advanceTimersByTime(60_000);
    expect(sent).toEqual([]);
  });

  test('says it again after joining, and goodbye at the end', () => {
    presence.awareness.setLocalStateField('x', 1);
    presence.announce();
    presence.destroy();
    expect(sent.map((entry) => entry.state)).toEqual(['{"x":1}', '{"x":1}', null]);
  });

  test('[PR2] never says who it is: the server knows', () => {
    presence.awareness.setLocalState({ user: { id: 'forged' }, x: 1 });
    expect(sent.map((entry) => entry.state)).toEqual(['{"x":1}']);
  });

  test('shows others with the user the server stamped, and tells what changed', () => {
    const changes: unknown[] = [];
    presence.awareness.on('change', (change: unknown) => changes.push(change));
    const user = { id: 'u', name: 'Ana' };
    presence.receive([{ clientId: 7, state: '{"x":1,"user":{"id":"forged"}}', user }]);
    presence.receive([{ clientId: 7, state: '{"x":2}', user }]);
    expect(states()).toEqual([[7, { x: 2, user }]]);
    presence.receive([{ clientId: 7, state: null, user: null }]);
    presence.receive([{ clientId: 7, state: '{"x":3}', user }]);
    expect(changes).toEqual([
      { added: [7], updated: [], removed: [] },
      { added: [], updated: [7], removed: [] },
      { added: [], updated: [], removed: [7] },
      { added: [7], updated: [], removed: [] },
    ]);
    vi.advanceTimersByTime(120_000);
    expect(states()).toHaveLength(1);
    presence.clear();
    expect(states()).toEqual([]);
    // Others' coming and going is never said on.
    expect(sent).toEqual([]);
  });

  test('a state that cannot be read is nobody, and our own id is ours', () => {
    presence.awareness.setLocalStateField('x', 1);
    presence.receive([
      { clientId: 7, state: 'no json', user: null },
      { clientId: 8, state: '[1]', user: null },
      { clientId: doc.clientID, state: '{"x":"forged"}', user: null },
    ]);
    expect(states()).toEqual([]);
    expect(presence.awareness.getLocalState()).toEqual({ x: 1 });
  });
});

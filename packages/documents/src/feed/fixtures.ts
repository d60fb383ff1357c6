import * as Y from 'yjs';
import type { DomainEvent } from '../events/domain-event.ts';
import { FIXTURE_PERSON, fixtureUpdate } from '../fixture-facts.ts';
import { derivedId } from '../seed.ts';
import type { FeedEntry } from './reads.ts';
import { FEED_SIZE } from './schema.ts';
import { writeFeed } from './writes.ts';

export function feedFixtures(): Record<string, Uint8Array> {
  return {
    // As long as the server has not filled it.
    empty: fixtureUpdate(null, () => {}),
    filled: fixtureUpdate(null, (doc) => writeFeed(doc, entries(EVENTS.length), 'fixture')),
    many: fixtureUpdate(null, (doc) => writeFeed(doc, entries(FEED_SIZE), 'fixture')),
    broken: fixtureUpdate(null, (doc) => {
      writeFeed(doc, entries(4), 'fixture');
      const root = doc.getMap<unknown>('entries');
      root.set('list', ['a record that is no map']);
      root.set('nobody', new Y.Map([['at', 1]]));
      const entry = root.get(derivedId('activity', 1)) as Y.Map<unknown>;
      entry.set('event', { ...EVENTS[1], type: 'dreamt' });
      (root.get(derivedId('activity', 2)) as Y.Map<unknown>).set('count', 'often');
    }),
  };
}

const EVENTS: readonly DomainEvent[] = [
  told('edited', { type: 'stage', id: 's2', name: '전개' }, { fields: ['content'] }),
  told(
    'commented',
    { type: 'thread', id: 't1', name: '골목 끝에서' },
    { place: { type: 'stage', id: 's2' }, mentions: [] },
  ),
  told('statusChanged', { type: 'shot', id: 'c4', name: '비 오는 골목' }, { from: 'draft', to: 'review' }),
  told('moved', { type: 'event', id: 'e1', name: '1차 촬영' }, { from: null, to: '2026-12-01' }),
  told('memberJoined', { type: 'member', id: 'm1', name: '이서진' }, { role: 'reviewer' }),
  told('approved', { type: 'stage', id: 's1', name: '발단' }, {}),
];

function told(
  type: DomainEvent['type'],
  target: DomainEvent['target'],
  detail: DomainEvent['detail'],
): DomainEvent {
  return { type, target, deviceAt: null, more: 0, detail } as DomainEvent;
}

function entries(count: number): FeedEntry[] {
  const { by, at } = FIXTURE_PERSON;
  return Array.from({ length: count }, (_, index) => ({
    id: derivedId('activity', index),
    user: index % 3 === 0 ? by : derivedId('member', index % 5),
    userName: ['김하늘', '이서진', '박도윤'][index % 3]!,
    event: EVENTS[index % EVENTS.length]!,
    at: at + index * 60_000,
    until: at + index * 60_000 + (index % 4) * 1_000,
    count: 1 + (index % 4),
  }));
}

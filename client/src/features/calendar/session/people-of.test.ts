import type { EventPerson } from '@clapper/documents';
import type { Occurrence } from '@clapper/documents/calendar';
import { expect, test } from 'vitest';
import { peopleOf } from './people-of.ts';

const occurrence = (...people: EventPerson[]) => ({ event: { people } }) as unknown as Occurrence;
const member = (id: string, name: string) => ({ id, name, role: 'editor' }) as const;

test('members come first, also those without an event, then whoever is named, once however the name is written', () => {
  const occurrences = [
    occurrence({ user: 'a', name: '' }, { user: null, name: 'Gaffer Kim' }),
    occurrence({ user: null, name: ' gaffer kim' }),
    occurrence({ user: 'gone', name: 'Marco' }),
  ];
  const members = [member('a', '김하늘'), member('b', '이서진')] as unknown as Parameters<typeof peopleOf>[1];
  expect(peopleOf(occurrences, members).map(({ key, name, count }) => [key, name, count])).toEqual([
    ['a', '김하늘', 1],
    ['b', '이서진', 0],
    ['name:gaffer kim', 'Gaffer Kim', 2],
    ['gone', 'Marco', 1],
  ]);
});

import type { CalendarEvent, EventPerson, InfoFacts } from '@clapper/documents';
import type { Occurrence } from '@clapper/documents/calendar';
import { personKey } from './filter.ts';

/** Somebody for whom events are: a member, or anybody by name. */
export interface Booked {
  key: string;
  name: string;
  person: EventPerson;
  /** Of how many of these events. */
  count: number;
}

/** The members, whether they have something to do or not, then everybody else who is named. */
export function peopleOf(
  occurrences: readonly Occurrence[],
  members: InfoFacts['members'],
): readonly Booked[] {
  const counts = new Map<string, { person: EventPerson; count: number }>();
  for (const { event } of occurrences) {
    for (const person of event.people) {
      const known = counts.get(personKey(person));
      if (known === undefined) counts.set(personKey(person), { person, count: 1 });
      else known.count += 1;
    }
  }
  const rest = [...counts].filter(([key]) => !members.some(({ id }) => id === key));
  return [
    ...members.map(({ id, name }) => ({
      key: id,
      name,
      person: { user: id, name },
      count: counts.get(id)?.count ?? 0,
    })),
    ...rest.map(([key, { person, count }]) => ({ key, name: person.name, person, count })),
  ];
}

/** Who hears of what is said of an event: whoever made it, and the members who have to be there. */
export function concernedBy({ createdBy, people }: CalendarEvent): string[] {
  return [createdBy, ...people.map(({ user }) => user)].filter((user) => user !== null);
}

import { occurrencesOf, type Occurrence } from '@clapper/documents/calendar';
import { conflictsOf, type Calendar, type CalendarEvent, type EventPerson } from '@clapper/documents';
import { useComputedColorScheme } from '@mantine/core';
import { useMemo, type CSSProperties } from 'react';
import { usePart } from '../../../app/store.ts';
import { personColor } from '../../presence/colors.ts';
import { useCalendar, type Draft, type Ghost } from '../session/calendar-session.ts';
import { itemOf, type Item } from './item.ts';

/** An event where it does not stand: in somebody's hand, or where one of two wanted it who were apart. */
export interface Hand {
  id: string;
  item: Item;
  title: string;
  type: Draft['type'];
  /** For whom it is. */
  people: readonly EventPerson[];
  /** Whose hand; null: mine, or nobody's. */
  person: Ghost['person'] | null;
  /** Nobody holds it: it is a place that is still to be decided about. */
  apart: boolean;
  style: CSSProperties;
}

/** Mine, then the others'; what somebody only edits stands where it stood. */
export function useHands(): readonly Hand[] {
  const session = useCalendar();
  const mine = usePart(session.draft, (value) => value);
  const others = usePart(session.ghosts, (value) => value);
  const scheme = useComputedColorScheme('light');
  const zone = session.zone();
  const calendar = session.calendar();
  const apart = useMemo(() => handsApart(calendar, zone), [calendar, zone]);
  return useMemo(() => {
    const all = [...(mine === null ? [] : [{ id: 'mine', draft: mine, person: null }]), ...others];
    const held = all.flatMap(({ id, draft, person }): Hand[] => {
      if (draft.doing === 'edit') return [];
      const { color, on } =
        person === null
          ? { color: 'var(--clapper-accent)', on: 'var(--clapper-on-accent)' }
          : personColor(person.id, scheme);
      const style = { '--hand': color, '--on-hand': on } as CSSProperties;
      const item = itemOf(occurrenceAt(draft, zone), zone);
      const people = draft.people ?? peopleOfEvent(calendar, draft.event);
      return [{ id, item, title: draft.title, type: draft.type, people, person, apart: false, style }];
    });
    return [...apart, ...held];
  }, [mine, others, apart, zone, scheme, calendar]);
}

/** Of what was moved apart, the places at which it does not stand. */
function handsApart(calendar: Calendar, zone: string): readonly Hand[] {
  return conflictsOf(calendar).flatMap(({ event: { title, type, people }, choices }) =>
    choices.slice(1).flatMap(({ event, by, when, cancelled }): Hand[] => {
      if (cancelled) return [];
      const item = itemOf(occurrenceAt({ when, title, type }, zone), zone);
      return [
        { id: `apart ${event} ${by}`, item, title, type, people, person: null, apart: true, style: {} },
      ];
    }),
  );
}

function peopleOfEvent(calendar: Calendar, id: string | null): readonly EventPerson[] {
  return calendar.events.find((event) => event.id === id)?.people ?? [];
}

function occurrenceAt(
  { when, title, type }: Pick<Draft, 'when' | 'title' | 'type'>,
  zone: string,
): Occurrence {
  const event = { id: 'in hand', when, title, type, repeats: null, endsBefore: null, exceptions: new Map() };
  const window = { from: -8.64e14, to: 7e12, zone };
  const [occurrence] = occurrencesOf(event as unknown as CalendarEvent, window);
  return occurrence!;
}

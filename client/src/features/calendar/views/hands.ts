import { occurrencesOf, type Occurrence } from '@clapper/documents/calendar';
import type { CalendarEvent } from '@clapper/documents';
import { useComputedColorScheme } from '@mantine/core';
import { useMemo, type CSSProperties } from 'react';
import { personColor } from '../../presence/colors.ts';
import { useCalendar, usePart, type Draft, type Ghost } from '../session/calendar-session.ts';
import { itemOf, type Item } from './item.ts';

/** What somebody has in hand, where it would stand. */
export interface Hand {
  id: string;
  item: Item;
  title: string;
  type: Draft['type'];
  /** Null: mine. */
  person: Ghost['person'] | null;
  style: CSSProperties;
}

/** Mine, then the others'; what somebody only edits stands where it stood. */
export function useHands(): readonly Hand[] {
  const session = useCalendar();
  const mine = usePart(session.draft, (value) => value);
  const others = usePart(session.ghosts, (value) => value);
  const scheme = useComputedColorScheme('light');
  const zone = session.zone();
  return useMemo(() => {
    const all = [...(mine === null ? [] : [{ id: 'mine', draft: mine, person: null }]), ...others];
    return all.flatMap(({ id, draft, person }): Hand[] => {
      if (draft.doing === 'edit') return [];
      const item = itemOf(occurrenceAt(draft, zone), zone);
      const { color, on } =
        person === null
          ? { color: 'var(--clapper-accent)', on: 'var(--clapper-on-accent)' }
          : personColor(person.id, scheme);
      const style = { '--hand': color, '--on-hand': on } as CSSProperties;
      return [{ id, item, title: draft.title, type: draft.type, person, style }];
    });
  }, [mine, others, zone, scheme]);
}

function occurrenceAt({ when, title, type }: Draft, zone: string): Occurrence {
  const event = { id: 'in hand', when, title, type, repeats: null, endsBefore: null, exceptions: new Map() };
  const window = { from: -8.64e14, to: 7e12, zone };
  const [occurrence] = occurrencesOf(event as unknown as CalendarEvent, window);
  return occurrence!;
}

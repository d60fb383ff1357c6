import type { EventPerson } from '@clapper/documents';
import { personKey } from '../session/filter.ts';
import type { Booked } from '../session/people-of.ts';
import type { Hand } from './hands.ts';
import type { Item } from './item.ts';
import { layOutWeek, type Bar } from './lay-out-week.ts';
import type { Span } from './span.ts';

/** The days of one person; of nobody: what is for no one by name. */
export interface Lane {
  key: string;
  booked: Booked | null;
  bars: readonly Bar[];
  /** Lines it takes, at least one. */
  lines: number;
  hands: readonly Hand[];
}

export const NOBODY = 'nobody';

/** What is for several people stands with each of them. Nobody's lane is there while something is in it. */
export function layOutPeople(
  items: readonly Item[],
  hands: readonly Hand[],
  people: readonly Booked[],
  span: Span,
): readonly Lane[] {
  const lanes = people.map((booked) => laneOf(booked.key, booked, items, hands, span));
  const nobody = laneOf(NOBODY, null, items, hands, span);
  return nobody.bars.length + nobody.hands.length === 0 ? lanes : [...lanes, nobody];
}

function laneOf(
  key: string,
  booked: Booked | null,
  items: readonly Item[],
  hands: readonly Hand[],
  span: Span,
): Lane {
  const isHere = (people: readonly EventPerson[]) =>
    booked === null ? people.length === 0 : people.some((person) => personKey(person) === key);
  const own = items.filter(({ occurrence }) => isHere(occurrence.event.people));
  const { bars, lanes } = layOutWeek(own, span.from, span.to - span.from, Number.POSITIVE_INFINITY);
  const inHand = hands.filter(
    ({ item, people }) => isHere(people) && item.first < span.to && item.last >= span.from,
  );
  return { key, booked, bars, lines: Math.max(lanes + Number(inHand.length > 0), 1), hands: inHand };
}

/** The people of something that is taken out of one lane and put into another; undefined: they stay who they are. */
export function reassigned(
  people: readonly EventPerson[],
  from: string,
  to: { key: string; person: EventPerson | null },
): readonly EventPerson[] | undefined {
  if (from === to.key) return undefined;
  const others = people.filter((person) => personKey(person) !== from);
  // Nobody's lane takes it from the one it was with; whoever else it is for keeps it.
  if (to.person === null || others.some((person) => personKey(person) === to.key)) return others;
  return [...others, to.person];
}

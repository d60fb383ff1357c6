import type { Chip, Member, Shot } from '@clapper/documents';
import { findHangul } from '../../../ui/hangul.ts';
import { typedDay, type Day } from './days.ts';

/** Something that a chip could stand for, and which letters of its name were typed. */
export interface Offer<Of> {
  of: Of;
  typed: { from: number; to: number } | null;
}

/** The chip knows it by a name of one line. */
const LONGEST_NAME = 200;

/** By number or by words of the title; those of the stage one writes in first, as far as they answer alike. */
export function offeredShots<Of extends Pick<Shot, 'number' | 'title' | 'place'>>(
  shots: readonly Of[],
  query: string,
  stage: string,
): Offer<Of>[] {
  const wanted = query.trim();
  const ranked = shots.flatMap((shot): { rank: number; offer: Offer<Of> }[] => {
    const rank = (answers: number) => answers * 2 + (shot.place.stage === stage ? 0 : 1);
    if (shot.number === wanted) return [{ rank: rank(0), offer: { of: shot, typed: null } }];
    const typed = findHangul(shot.title, wanted);
    if (typed !== null) return [{ rank: rank(typed.from === 0 ? 1 : 2), offer: { of: shot, typed } }];
    const numbered = findHangul(`${shot.number} ${shot.title}`, wanted)?.from === 0;
    return numbered ? [{ rank: rank(1), offer: { of: shot, typed: null } }] : [];
  });
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ offer }) => offer);
}

export function offeredPeople<Of extends Pick<Member, 'name'>>(
  people: readonly Of[],
  query: string,
): Offer<Of>[] {
  const found = people.flatMap((of): Offer<Of>[] => {
    const typed = findHangul(of.name, query.trim());
    return typed === null ? [] : [{ of, typed }];
  });
  return found.toSorted((a, b) => Number(a.typed?.from !== 0) - Number(b.typed?.from !== 0));
}

/** Days by what they are called, and the one that is typed out. */
export function offeredDays(
  days: readonly Day[],
  query: string,
  today: string,
  nameOf: (day: Day) => string,
): Offer<Day>[] {
  const typedOut = typedDay(query, today);
  if (typedOut !== null) {
    const known = days.find(({ date }) => date === typedOut);
    return [{ of: known ?? { date: typedOut, is: 'day' }, typed: null }];
  }
  return days.flatMap((of): Offer<Day>[] => {
    const typed = findHangul(nameOf(of), query.trim());
    return typed === null ? [] : [{ of, typed }];
  });
}

export function shotChip({ id, title }: Pick<Shot, 'id' | 'title'>): Chip {
  return { type: 'shot', shot: id, name: oneLine(title) };
}

export function personChip({ id, name }: Pick<Member, 'id' | 'name'>): Chip {
  return { type: 'person', person: id, name: oneLine(name) };
}

function oneLine(name: string): string {
  return name.replaceAll(/\s+/gu, ' ').trim().slice(0, LONGEST_NAME);
}

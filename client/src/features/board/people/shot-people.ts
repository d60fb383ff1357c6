import { useMemo, useState } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import { usePeople, type Person } from '../../presence/index.ts';
import { isFieldName, type FieldName } from '../session/fields.ts';

/** Somebody else at a shot: they selected it, or write in one of its fields. */
export interface ShotPerson {
  id: string;
  name: string;
  field: FieldName | null;
}

const NOBODY: ReadonlyMap<string, ShotPerson> = new Map();

/** Who stands out on each shot; writing counts more than having selected. Stable while nothing changes. */
export function useShotPeople(awareness: Awareness, me: string): ReadonlyMap<string, ShotPerson> {
  const people = usePeople(awareness);
  const found = useMemo(() => shotPeople(people, me), [people, me]);
  return useStable(found);
}

/** The map before it, as long as it says the same: cards are drawn again only when something changed. */
function useStable(found: ReadonlyMap<string, ShotPerson>): ReadonlyMap<string, ShotPerson> {
  const [kept, setKept] = useState(NOBODY);
  if (kept === found) return kept;
  if (kept.size === found.size && [...found].every(([shot, person]) => samePerson(kept.get(shot), person)))
    return kept;
  const next = new Map(
    [...found].map(([shot, person]) => {
      const known = kept.get(shot);
      return [shot, known !== undefined && samePerson(known, person) ? known : person];
    }),
  );
  setKept(next);
  return next;
}

function samePerson(a: ShotPerson | undefined, b: ShotPerson): boolean {
  return a !== undefined && a.id === b.id && a.name === b.name && a.field === b.field;
}

export function shotPeople(people: readonly Person[], me: string): ReadonlyMap<string, ShotPerson> {
  const found = new Map<string, ShotPerson>();
  const others = people.filter(({ id }) => id !== me);
  for (const { id, name, state } of others) {
    for (const shot of readShots(state).selected)
      if (!found.has(shot)) found.set(shot, { id, name, field: null });
  }
  for (const { id, name, state } of others) {
    const { editing } = readShots(state);
    if (editing !== null) found.set(editing.id, { id, name, field: editing.field });
  }
  return found;
}

/** What another device says about itself, as far as it makes sense. */
function readShots(state: Readonly<Record<string, unknown>>): {
  selected: readonly string[];
  editing: { id: string; field: FieldName } | null;
} {
  const shots = state['shots'];
  if (typeof shots !== 'object' || shots === null) return { selected: [], editing: null };
  const { selected, editing } = shots as { selected?: unknown; editing?: unknown };
  const ids = Array.isArray(selected) ? selected.filter((id) => typeof id === 'string') : [];
  if (typeof editing !== 'object' || editing === null) return { selected: ids, editing: null };
  const { id, field } = editing as { id?: unknown; field?: unknown };
  return { selected: ids, editing: typeof id === 'string' && isFieldName(field) ? { id, field } : null };
}

import { useMemo, useRef } from 'react';
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
  const before = useRef(NOBODY);
  return useMemo(() => (before.current = shotPeople(people, me, before.current)), [people, me]);
}

export function shotPeople(
  people: readonly Person[],
  me: string,
  before: ReadonlyMap<string, ShotPerson> = NOBODY,
): ReadonlyMap<string, ShotPerson> {
  const found = new Map<string, ShotPerson>();
  const put = (shot: string, person: ShotPerson) => {
    const known = before.get(shot);
    const same = known?.id === person.id && known.field === person.field && known.name === person.name;
    found.set(shot, same ? known : person);
  };
  for (const { id, name, state } of people) {
    if (id === me) continue;
    for (const shot of readShots(state).selected) if (!found.has(shot)) put(shot, { id, name, field: null });
  }
  for (const { id, name, state } of people) {
    if (id === me) continue;
    const { editing } = readShots(state);
    if (editing !== null) put(editing.id, { id, name, field: editing.field });
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

import { personOf, type Seen } from '../editor/presence-memory.ts';

export interface StagePerson {
  id: string;
  name: string;
  idle: boolean;
  lastSeenAt: number | null;
}

/** Everybody else in a stage, each once, by name. */
export function peopleInStage(others: readonly Seen[], stage: string, me: string): readonly StagePerson[] {
  const found = new Map<string, StagePerson>();
  for (const { state, lastSeenAt } of others) {
    const person = personOf(state);
    if (person === null || person.id === me || stageOf(state) !== stage) continue;
    const idle = state['idle'] === true && (found.get(person.id)?.idle ?? true);
    found.set(person.id, { ...person, idle, lastSeenAt });
  }
  return [...found.values()].toSorted((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
}

export function samePeople(a: readonly StagePerson[], b: readonly StagePerson[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ id, name, idle, lastSeenAt }, index) => {
      const other = b[index];
      return (
        other?.id === id && other.name === name && other.idle === idle && other.lastSeenAt === lastSeenAt
      );
    })
  );
}

function stageOf(state: Readonly<Record<string, unknown>>): string | null {
  const at = state['at'];
  if (typeof at !== 'object' || at === null) return null;
  const { page, stage } = at as { page?: unknown; stage?: unknown };
  return page === 'plan' && typeof stage === 'string' ? stage : null;
}

import { EVENT_TYPES, whenSchema, type EventType } from '@clapper/documents';
import type { Draft, Ghost } from '../session/calendar-session.ts';

const DOING = ['move', 'resize', 'copy', 'create', 'edit'] as const satisfies readonly Draft['doing'][];
const MOST_TITLE = 200;

/** What another device says it has in hand, as far as it makes sense. */
export function readDraft(said: unknown): Draft | null {
  if (typeof said !== 'object' || said === null) return null;
  const { doing, key, event, when, title, type } = said as Partial<Record<keyof Draft, unknown>>;
  const known = DOING.find((one) => one === doing);
  const place = whenSchema.safeParse(when);
  if (known === undefined || !place.success || !isId(key) || !isId(event)) return null;
  return {
    doing: known,
    key,
    event,
    when: place.data,
    title: typeof title === 'string' ? title.slice(0, MOST_TITLE) : '',
    type: EVENT_TYPES.find((one): one is EventType => one === type) ?? 'prep',
  };
}

function isId(value: unknown): value is string | null {
  return value === null || (typeof value === 'string' && value.length <= MOST_TITLE);
}

/** What others have in hand, one a tab; not what other tabs of mine do. */
export function readGhosts(
  states: Iterable<readonly [clientId: number, state: Readonly<Record<string, unknown>>]>,
  me: string,
): Ghost[] {
  return [...states].flatMap(([clientId, state]): Ghost[] => {
    const draft = readDraft(state['draft']);
    const { id, name } = (state['user'] ?? {}) as { id?: unknown; name?: unknown };
    if (draft === null || typeof id !== 'string' || typeof name !== 'string' || id === me) return [];
    return [{ id: `${clientId}`, draft, person: { id, name } }];
  });
}

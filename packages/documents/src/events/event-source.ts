import type * as Y from 'yjs';
import type { Touch } from '../inspect/touch.ts';
import type { DomainEvent, DomainEventType, EventDetails, EventTarget, TargetType } from './domain-event.ts';

/** An event before it is known what its target is called: that is read when the edit has been applied. */
export type Happening = { [T in DomainEventType]: HappeningOf<T> }[DomainEventType];

interface HappeningOf<T extends DomainEventType> {
  type: T;
  target: Omit<EventTarget, 'name'>;
  deviceAt: number | null;
  more: number;
  detail: EventDetails[T];
}

/** How the edits of one kind of document read as events. */
export interface EventSource {
  /**
   * `doc` as it was before the edit: it says what changed from what. Asked, never written. `name`: of a document that
   * has one, which says what all of it is about.
   */
  happened(touches: readonly Touch[], doc: Y.Doc, name: string | null): Happening[];
  /** What a target of this kind is called now. */
  nameOf(target: Omit<EventTarget, 'name'>, doc: Y.Doc): string;
}

export function happening<T extends DomainEventType>(
  type: T,
  target: TargetType,
  id: string,
  detail: EventDetails[T],
  deviceAt: unknown = null,
): Happening {
  const at = typeof deviceAt === 'number' ? deviceAt : null;
  return { type, target: { type: target, id }, deviceAt: at, more: 0, detail } as Happening;
}

/** The same done to more things than this by one edit is told as one: a board that is filled, a calendar that comes in. */
const TOLD_APART = 10;
/** However different: of what one edit says more than this is told more coarsely. */
const MOST_EVENTS = 100;

/** What an update did, in the order it did it. `doc` as it was before. */
export function eventsOf(
  source: EventSource,
  touches: readonly Touch[],
  doc: Y.Doc,
  name: string | null = null,
): Happening[] {
  const all = source.happened(touches, doc, name);
  if (all.length <= TOLD_APART) return all;
  let told = summed(
    all,
    ({ type, target, detail }) => [type, target.type, JSON.stringify(detail)].join(),
    TOLD_APART,
  );
  for (const keyOf of COARSER) {
    if (told.length <= MOST_EVENTS) break;
    told = summed(told, keyOf, 1);
  }
  return told;
}

/** What else is told as one when there is too much of it, least loss first: the last leaves a handful. */
const COARSER: readonly ((one: Happening) => string)[] = [
  ({ type, target }) => `${type},${target.type},${target.id}`,
  ({ type, target, detail }) => `${type},${target.type},${type === 'assigned' ? detail.to : ''}`,
  ({ type, target }) => `${type},${target.type}`,
];

function summed(all: readonly Happening[], keyOf: (one: Happening) => string, leave: number): Happening[] {
  const groups = Map.groupBy(all, keyOf);
  return [...groups.values()].flatMap((group) => {
    if (group.length <= leave) return group;
    const more = group.reduce((sum, one) => sum + one.more + 1, -1);
    const [first] = group as [Happening, ...Happening[]];
    return [{ ...first, more, detail: { ...first.detail, ...peopleOf(group) } } as Happening];
  });
}

const PEOPLE = ['mentions', 'added', 'removed'] as const;

/** Everybody whom any of them names: whoever is named hears of it, however much else came along. */
function peopleOf(group: readonly Happening[]): Partial<Record<(typeof PEOPLE)[number], string[]>> {
  const details = group.map(({ detail }) => detail as Partial<Record<(typeof PEOPLE)[number], string[]>>);
  return Object.fromEntries(
    PEOPLE.filter((key) => details[0]?.[key] !== undefined).map((key) => [
      key,
      [...new Set(details.flatMap((detail) => detail[key] ?? []))],
    ]),
  );
}

/** `doc` as it is now. */
export function named(source: EventSource, one: Happening, doc: Y.Doc): DomainEvent {
  return { ...one, target: { ...one.target, name: source.nameOf(one.target, doc) } } as DomainEvent;
}

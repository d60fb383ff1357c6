/** What somebody is at: a stage, a shot, an event, a day. Its element carries `elementId(at)`. */
export interface At {
  type: (typeof AT_TYPES)[number];
  id: string;
  /** As it is called on their screen: the number of a shot, the title of an event. */
  label: string;
}
const AT_TYPES = ['stage', 'shot', 'event', 'day', 'video'] as const;

/** A point that means the same in every window: where in an element, from 0 to 1. */
export interface Spot {
  /** `data-presence-id` of the element. */
  on: string;
  /** Which block of the words in it; null: the element itself. */
  block: number | null;
  x: number;
  y: number;
}

/** Idle: nobody has touched anything for a while. Away: for long, or they look at something else. */
export type Attention = 'here' | 'idle' | 'away';

/** What one tab tells the others of the project. */
export interface Doing {
  page: string | null;
  at: At | null;
  attention: Attention;
  cursor: Spot | null;
  /** What stands a third down their window: only told while somebody follows. */
  view: Spot | null;
  /** The thread they write in. */
  typing: string | null;
  /** Whom they follow. */
  following: string | null;
}

export const NOTHING: Doing = {
  page: null,
  at: null,
  attention: 'here',
  cursor: null,
  view: null,
  typing: null,
  following: null,
};

/** Longer is nothing of ours. */
const LONGEST = 100;
/** Names of elements go into a style sheet: they hold nothing else. */
const ELEMENT = /^[a-z]{1,16}:[\w-]{1,80}$/;

export function elementId({ type, id }: Pick<At, 'type' | 'id'>): string {
  return `${type}:${id}`;
}

/** Total: what another device says may be of another version, or forged; what makes no sense was not said. */
export function readDoing(state: Readonly<Record<string, unknown>>): Doing {
  return {
    page: text(state['page']),
    at: readAt(state['at']),
    attention: state['attention'] === 'idle' || state['attention'] === 'away' ? state['attention'] : 'here',
    cursor: readSpot(state['cursor']),
    view: readSpot(state['view']),
    typing: text(state['typing']),
    following: text(state['following']),
  };
}

function readAt(value: unknown): At | null {
  const { type, id, label } = fields(value);
  const known = AT_TYPES.find((one) => one === type);
  const name = text(id);
  if (known === undefined || name === null || !isElement(`${known}:${name}`)) return null;
  return { type: known, id: name, label: text(label) ?? '' };
}

function readSpot(value: unknown): Spot | null {
  const { on, block, x, y } = fields(value);
  if (!isElement(on) || !isShare(x) || !isShare(y)) return null;
  return { on, block: Number.isInteger(block) && (block as number) >= 0 ? (block as number) : null, x, y };
}

function fields(value: unknown): Partial<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? value : {};
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value.length <= LONGEST ? value : null;
}

function isElement(value: unknown): value is string {
  return typeof value === 'string' && ELEMENT.test(value);
}

/** A little outside is still at it. */
function isShare(value: unknown): value is number {
  return typeof value === 'number' && value >= -1 && value <= 2;
}

/**
 * What happened, in the words of people: read off the touches that the guard let through, never off what a client
 * says about them. Activity keeps it, the inbox decides by it who hears of it. Nothing of what was said in a thread is
 * in it: words that are deleted or taken from sight live on nowhere else.
 */
export interface DomainEventOf<T extends DomainEventType> {
  type: T;
  target: EventTarget;
  /** When it was done by the clock of the device, where the edit says so: hours ago for who was offline. */
  deviceAt: number | null;
  /**
   * So many more things had the same done to them by the same edit; where it did too much to tell it all, the like of
   * it, and `detail` is the first one's with everybody whom they name.
   */
  more: number;
  detail: EventDetails[T];
}

export type DomainEvent = { [T in DomainEventType]: DomainEventOf<T> }[DomainEventType];

export type DomainEventType = keyof EventDetails;

/** What it was done to. */
export interface EventTarget {
  type: TargetType;
  /** Of the record; of the project, or the member's user id. */
  id: string;
  /** What it was called then; of a thread the words of the plan it hangs on. '' where it has no name. */
  name: string;
  /** Of a note on a video, which is a thread too: the video. */
  video?: string | undefined;
}

export const TARGET_TYPES = ['project', 'stage', 'shot', 'event', 'thread', 'member', 'video'] as const;

export type TargetType = (typeof TARGET_TYPES)[number];

/** What a thread hangs on. */
export interface EventPlace {
  type: Exclude<TargetType, 'thread' | 'member'>;
  /** '' for the project, which is the one the document belongs to. */
  id: string;
}

/** By type, what its readers need besides the target. People are user ids. */
export interface EventDetails {
  created: Nothing;
  /** Fields by their names in the record; `content` is the page of a stage. */
  edited: { fields: string[] };
  renamed: { from: string };
  /** A shot to another place on the board (ids of stages), an event to another time (`from` is not told). */
  moved: { from: string | null; to: string };
  deleted: Nothing;
  restored: Nothing;
  statusChanged: { from: string; to: string };
  /** The project's own; `2026-12-18`, null: it has none. */
  deadlineMoved: { from: string | null; to: string | null };
  assigned: { from: string | null; to: string | null };
  /** People of an event who have an account. */
  peopleChanged: { added: string[]; removed: string[] };
  commented: { place: EventPlace; mentions: string[] };
  /** `to`: the reply it answers; null: the thread itself. */
  replied: { note: string; to: string | null; mentions: string[] };
  /** Somebody's name came into words that stood there, or went: also when the words were deleted. */
  mentionsChanged: { note: string; added: string[]; removed: string[] };
  /** The words of a note (the thread's own, or a reply's). */
  wordsEdited: { note: string };
  noteDeleted: { note: string };
  noteHidden: { note: string };
  noteShown: { note: string };
  resolved: Nothing;
  reopened: Nothing;
  reacted: { note: string; emoji: string[] };
  approved: Nothing;
  changesRequested: Nothing;
  verdictWithdrawn: Nothing;
  /** A new version of a video. */
  cutAdded: { cut: string };
  memberJoined: { role: string };
  memberLeft: { role: string };
  memberRemoved: { role: string };
  roleChanged: { from: string; to: string };
  accessRequested: { role: string };
}

type Nothing = Record<string, never>;

/** Every type there is; the compiler asks for a line when one comes. */
const ALL: Readonly<Record<DomainEventType, true>> = {
  created: true,
  edited: true,
  renamed: true,
  moved: true,
  deleted: true,
  restored: true,
  statusChanged: true,
  deadlineMoved: true,
  assigned: true,
  peopleChanged: true,
  commented: true,
  replied: true,
  mentionsChanged: true,
  wordsEdited: true,
  noteDeleted: true,
  noteHidden: true,
  noteShown: true,
  resolved: true,
  reopened: true,
  reacted: true,
  approved: true,
  changesRequested: true,
  verdictWithdrawn: true,
  cutAdded: true,
  memberJoined: true,
  memberLeft: true,
  memberRemoved: true,
  roleChanged: true,
  accessRequested: true,
};

export const DOMAIN_EVENT_TYPES = Object.keys(ALL) as DomainEventType[];

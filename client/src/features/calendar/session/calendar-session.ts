import type { Calendar, EventPerson, EventType, When } from '@clapper/documents';
import type { Occurrence } from '@clapper/documents/calendar';
import { createContext, useContext } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { RecordUndo } from '../../../app/record-undo.ts';
import type { Settable } from '../../../app/store.ts';
import type { Typed } from '../form/unsaved.ts';
import type { Item } from '../views/item.ts';
import type { Span, View } from '../views/span.ts';
import type { CalendarActions, EventEdit } from './actions.ts';
import type { Filter } from './filter.ts';

/** What a person has in hand: told to the others as awareness while it lasts, written once when it is let go. */
export interface Draft {
  doing: 'move' | 'resize' | 'copy' | 'create' | 'edit';
  /** The occurrence it is of; null: of an event that is not there yet. */
  key: string | null;
  event: string | null;
  when: When;
  title: string;
  type: EventType;
  /** For whom, where that is to be otherwise than it was. */
  people?: readonly EventPerson[];
}

/** A draft of somebody else, as the views paint it. */
export interface Ghost {
  /** The same as long as it lasts. */
  id: string;
  draft: Draft;
  person: { id: string; name: string };
}

/** What the panel shows. */
export type Opened =
  | { show: 'event'; key: string }
  | { show: 'new'; when: When; people: readonly EventPerson[] };

/** A change to one day of a series waits for the answer how much of it is meant. */
export type Asking = { occurrence: Occurrence } & (
  | { to: 'edit'; edit: EventEdit; saved: (() => void) | undefined }
  | { to: 'remove' }
);

/** What the page stands at. */
export interface Place {
  view: View;
  day: number;
}

/** What all parts of the page share; the object stays the same while the document does. */
export interface CalendarSession {
  project: string;
  doc: Y.Doc;
  awareness: Awareness;
  me: { id: string; name: string };
  writable: boolean;
  undo: RecordUndo;
  actions: CalendarActions;
  now(): number;
  calendar(): Calendar;
  /** Whose days and hours the page shows. */
  zone(): string;
  place: Settable<Place>;
  filter: Settable<Filter>;
  /** What I have in hand. */
  draft: Settable<Draft | null>;
  /** What others have in hand: set by `together/`. */
  ghosts: Settable<readonly Ghost[]>;
  opened: Settable<Opened | null>;
  /** What is in its form and not saved. */
  typed: Settable<Typed | null>;
  /** What the form begins with that is opened next. */
  resumed: Settable<Typed | null>;
  /** How many threads are open on events that have any, by series: set by the page. */
  openThreads: Settable<ReadonlyMap<string, number>>;
  /** How many notes of others on them were not seen yet. */
  unread: Settable<ReadonlyMap<string, number>>;
  asking: Settable<Asking | null>;
  /** What is on the page, in order: set by the page when it has drawn it. */
  shown: Settable<Shown>;
  /** For screen readers: what a key just did. */
  said: Settable<string>;
}

export interface Shown {
  span: Span;
  items: readonly Item[];
  byKey: ReadonlyMap<string, Item>;
}

const CalendarContext = createContext<CalendarSession | null>(null);
export const CalendarProvider = CalendarContext.Provider;

export function useCalendar(): CalendarSession {
  const session = useContext(CalendarContext);
  if (session === null) throw new Error('useCalendar outside of the calendar page');
  return session;
}

import { boardEvents } from './board/events.ts';
import { calendarEvents } from './calendar/events.ts';
import type { EventSource } from './events/event-source.ts';
import { mediaEvents } from './media/events.ts';
import { planEvents } from './plan/events.ts';
import type { KindName } from './registry.ts';
import { reviewEvents } from './review/events.ts';
import { talkEvents } from './talk/events.ts';

/**
 * How the edits of each kind read as events; null: they tell nobody anything. Beside the registry and not in it: only
 * the server asks, and the app need not load it.
 */
export const EVENT_SOURCES: Readonly<Record<KindName, EventSource | null>> = {
  plan: planEvents,
  board: boardEvents,
  calendar: calendarEvents,
  talk: talkEvents,
  media: mediaEvents,
  review: reviewEvents,
  // What happened is shown to all members of a project, and these are their editors’.
  notes: null,
  // Projections of SQL: what changes there is told where it is changed.
  info: null,
  feed: null,
  home: null,
  // No schema, no meaning.
  scratch: null,
};

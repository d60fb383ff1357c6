import { formatDate } from '@clapper/documents/calendar';
import type { At } from '../../presence/index.ts';

/**
 * How the others are told of an event one is at. An occurrence is `<event>@<date>` on this page; names of elements
 * hold letters, digits, dashes and underscores only, and ids have no underscore.
 */
export function atEvent(key: string, label: string): At {
  return { type: 'event', id: key.replace('@', '_'), label };
}

export function keyOfEvent(id: string): string {
  return id.replace('_', '@');
}

export function atDay(day: number, label: string): At {
  return { type: 'day', id: formatDate(day), label };
}

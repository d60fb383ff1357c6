import type { When } from '@clapper/documents';
import {
  formatDate,
  formatWall,
  instantOf,
  isKnownZone,
  minutesOfDay,
  parseDate,
  wallMinutes,
  wallOf,
  whenOn,
} from '@clapper/documents/calendar';

/** A place on the page: a day, and a minute of it where the page shows hours. */
export interface Spot {
  day: number;
  minute: number | null;
}

export type Edge = 'start' | 'end';

/** Hours are caught at quarters, unless Shift is held. */
export const SNAP_MINUTES = 15;
const LEAST_MINUTES = 15;
/** What is dropped among the hours from where there are none. */
const NEW_MINUTES = 60;

export interface DragOptions {
  /** In which the page shows hours. */
  zone: string;
  /** Minutes; 1: not caught anywhere. */
  snap: number;
}

/** Where something stands that is taken at one spot and let go at another. */
export function movedWhen(when: When, from: Spot, to: Spot, { zone, snap }: DragOptions): When {
  if (to.minute === null) {
    if (from.minute === null) return whenOn(when, parseDate(when.start) + to.day - from.day);
    const days = when.allDay ? parseDate(when.end) - parseDate(when.start) : 1;
    return { allDay: true, start: formatDate(to.day), end: formatDate(to.day + days) };
  }
  if (when.allDay || from.minute === null) {
    const start = caught(to.minute, snap);
    if (when.allDay) return timed(to.day, start, start + NEW_MINUTES, zone);
    return whenOn(when, parseDate(when.start) + to.day - from.day);
  }
  const by = (to.day - from.day) * 1_440 + to.minute - from.minute;
  const start = wallMinutes(when.start);
  const moved = caught(start + by, snap);
  return { ...when, start: formatWall(moved), end: formatWall(moved + wallMinutes(when.end) - start) };
}

/** The same with one of its ends put to a spot. It stays at least a day, or a quarter of an hour. */
export function resizedWhen(when: When, edge: Edge, to: Spot, { zone, snap }: DragOptions): When {
  if (when.allDay) {
    if (edge === 'end') {
      const end = Math.max(to.day + 1, parseDate(when.start) + 1);
      return { ...when, end: formatDate(end) };
    }
    return { ...when, start: formatDate(Math.min(to.day, parseDate(when.end) - 1)) };
  }
  const own = edge === 'end' ? when.end : when.start;
  // Where there are no hours, an end keeps its own.
  const wall =
    to.minute === null
      ? to.day * 1_440 + minutesOfDay(own.slice(11))
      : wallMinutes(inZone(formatWall(to.day * 1_440 + caught(to.minute, snap)), zone, when.zone));
  if (edge === 'end') {
    return { ...when, end: formatWall(Math.max(wall, wallMinutes(when.start) + LEAST_MINUTES)) };
  }
  return { ...when, start: formatWall(Math.min(wall, wallMinutes(when.end) - LEAST_MINUTES)) };
}

/** What is drawn from one spot to another, in either direction. */
export function drawnWhen(from: Spot, to: Spot, { zone, snap }: DragOptions): When {
  if (from.minute === null || to.minute === null) {
    const [first, last] = [Math.min(from.day, to.day), Math.max(from.day, to.day)];
    return { allDay: true, start: formatDate(first), end: formatDate(last + 1) };
  }
  const a = from.day * 1_440 + from.minute;
  const b = to.day * 1_440 + to.minute;
  const start = Math.floor(Math.min(a, b) / snap) * snap;
  const end = Math.max(Math.ceil(Math.max(a, b) / snap) * snap, start + LEAST_MINUTES);
  return timed(0, start, end, zone);
}

/** A press without a drag: the day, or an hour from there. */
export function pressedWhen({ day, minute }: Spot, zone: string): When {
  if (minute === null) return { allDay: true, start: formatDate(day), end: formatDate(day + 1) };
  const start = Math.floor(minute / 30) * 30;
  return timed(day, start, start + NEW_MINUTES, zone);
}

/** By keys: so many days and minutes on. */
export function nudgedWhen(when: When, days: number, minutes: number): When {
  const moved = whenOn(when, parseDate(when.start) + days);
  if (moved.allDay || minutes === 0) return moved;
  return {
    ...moved,
    start: formatWall(wallMinutes(moved.start) + minutes),
    end: formatWall(wallMinutes(moved.end) + minutes),
  };
}

/** By keys: so much longer, or shorter. */
export function stretchedWhen(when: When, days: number, minutes: number): When {
  if (when.allDay) {
    return { ...when, end: formatDate(Math.max(parseDate(when.end) + days, parseDate(when.start) + 1)) };
  }
  const end = wallMinutes(when.end) + days * 1_440 + minutes;
  return { ...when, end: formatWall(Math.max(end, wallMinutes(when.start) + LEAST_MINUTES)) };
}

function timed(day: number, start: number, end: number, zone: string): When {
  const wall = (minute: number) => formatWall(day * 1_440 + minute);
  return { allDay: false, start: wall(start), end: wall(end), zone };
}

/** What the clocks of another zone show then; the same where the zone is unknown here. */
function inZone(wall: string, from: string, to: string): string {
  if (from === to || !isKnownZone(to)) return wall;
  return wallOf(instantOf(wall, from), to);
}

function caught(minute: number, snap: number): number {
  return Math.round(minute / snap) * snap;
}

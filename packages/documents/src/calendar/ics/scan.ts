/**
 * A calendar file taken apart into its events and time zones, line by line, before anything is parsed: so that a bad
 * event harms itself alone, and no file costs more than it is long.
 */
export const ICS_LIMITS = {
  /** Bytes of a file. */
  file: 10 * 1024 * 1024,
  /** Characters of a line, unfolded. */
  line: 64 * 1024,
  events: 5_000,
  /** Single days of one series. */
  exceptions: 500,
  /** Characters that those say otherwise than their series. */
  changes: 128 * 1024,
} as const;

/** Why a file cannot be read at all. */
export type IcsFileProblem =
  | 'too_large'
  | 'too_many_events'
  /** It does not begin as a calendar does. */
  | 'no_calendar'
  /** It ends in the middle. */
  | 'cut_off'
  /** Components that end without having begun, or a line that continues nothing. */
  | 'bad_structure';

export interface ScannedEvent {
  /** Of its BEGIN, from 1. */
  line: number;
  lines: string[];
  /** The first line that is none: bad folding, or far too long. */
  badLine: number | null;
}

export type Scan =
  | { ok: true; name: string; events: ScannedEvent[]; zones: string[][] }
  | { ok: false; code: IcsFileProblem; line: number };

/** What is read of an event. Pictures, alarms and other programs' own words are left where they are. */
const READ =
  /^(UID|DTSTART|DTEND|DURATION|RRULE|EXRULE|EXDATE|RDATE|RECURRENCE-ID|SUMMARY|DESCRIPTION|LOCATION|STATUS|CATEGORIES|ATTENDEE|SEQUENCE|LAST-MODIFIED|X-CLAPPER-[A-Z-]+)(?=[;:])/i;
const PROPERTY = /^[A-Za-z0-9-]+[;:]/;

export function scanIcs(text: string): Scan {
  const open: string[] = [];
  const events: ScannedEvent[] = [];
  const zones: string[][] = [];
  let name = '';
  let event: ScannedEvent | null = null;
  let zone: string[] | null = null;
  let ended = false;
  for (const { line, number, tooLong } of unfolded(text)) {
    if (line === null) return { ok: false, code: 'bad_structure', line: number };
    if (line.trim() === '') continue;
    const [, edge, of] = /^(BEGIN|END):\s*([A-Za-z0-9-]{1,64})\s*$/i.exec(line) ?? [];
    const component = of?.toUpperCase();
    if (open.length === 0 && (edge?.toUpperCase() !== 'BEGIN' || component !== 'VCALENDAR')) {
      // A second calendar may follow; anything else behind the first is no part of it.
      if (ended) continue;
      return { ok: false, code: 'no_calendar', line: number };
    }
    if (edge?.toUpperCase() === 'BEGIN') {
      open.push(component!);
      if (open.length > 16) return { ok: false, code: 'bad_structure', line: number };
      if (open.length === 2 && component === 'VEVENT') {
        if (events.length === ICS_LIMITS.events) return { ok: false, code: 'too_many_events', line: number };
        events.push((event = { line: number, lines: [], badLine: null }));
      }
      if (open.length === 2 && component === 'VTIMEZONE') zones.push((zone = []));
      else zone?.push(line);
      continue;
    }
    if (edge?.toUpperCase() === 'END') {
      if (open.pop() !== component) return { ok: false, code: 'bad_structure', line: number };
      if (open.length === 0) ended = true;
      if (open.length === 1) event = zone = null;
      else zone?.push(line);
      continue;
    }
    if (open.length === 1 && /^X-WR-CALNAME[;:]/i.test(line)) name = line.slice(line.indexOf(':') + 1);
    if (zone !== null && zone.length < 1_000) zone.push(line);
    if (event === null || open.length !== 2) continue;
    if (READ.test(line) && !tooLong) event.lines.push(line);
    else if (READ.test(line) || !PROPERTY.test(line)) event.badLine ??= number;
  }
  if (open.length > 0 || !ended)
    return { ok: false, code: ended || open.length > 0 ? 'cut_off' : 'no_calendar', line: 0 };
  return { ok: true, name: unescaped(name), events, zones };
}

interface Line {
  /** null: it continues nothing. */
  line: string | null;
  number: number;
  tooLong: boolean;
}

/** Lines with their continuations; each character is looked at once. */
function* unfolded(text: string): Generator<Line> {
  let parts: string[] = [];
  let length = 0;
  let number = 0;
  let begun = 0;
  for (let at = text.charCodeAt(0) === 0xfeff ? 1 : 0; at < text.length;) {
    let end = text.indexOf('\n', at);
    if (end < 0) end = text.length;
    const stop = text.charCodeAt(end - 1) === 13 && end > at ? end - 1 : end;
    const continues = text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9;
    number++;
    if (continues && begun === 0) {
      yield { line: null, number, tooLong: false };
      return;
    }
    if (!continues) {
      if (begun > 0) yield { line: parts.join(''), number: begun, tooLong: length > ICS_LIMITS.line };
      parts = [];
      length = 0;
      begun = number;
    }
    length += stop - at;
    // What is too long is not kept: its name tells whether it is missed.
    if (length <= ICS_LIMITS.line) parts.push(text.slice(continues ? at + 1 : at, stop));
    else if (parts.length === 0) parts.push(text.slice(at, at + 256));
    at = end + 1;
  }
  if (begun > 0) yield { line: parts.join(''), number: begun, tooLong: length > ICS_LIMITS.line };
}

function unescaped(text: string): string {
  return text.replaceAll(/\\([\\;,])/g, '$1').trim();
}

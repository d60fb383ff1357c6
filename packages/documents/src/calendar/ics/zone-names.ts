import { isKnownZone, offsetAt, transitionsIn } from '../zones.ts';

/** What a file calls its zones, in names that are known here. */
export interface ZoneReader {
  /** Of clocks without a zone. */
  own: string;
  /** null: nobody knows. */
  named(tzid: string): string | null;
}

/** A year of which every zone's present rule is known. */
const YEAR = 2025;

/**
 * A name is taken as it is, or as the end of a longer one (`/freeassociation.sourceforge.net/Asia/Seoul`). Any other
 * (`Korea Standard Time`) is the zone whose clocks go as the file describes: the project's own if it fits, else the first.
 */
export function zoneReader(described: readonly string[][], own: string): ZoneReader {
  const descriptions = new Map(described.map((lines) => [valueOf(lines, 'TZID') ?? '', lines]));
  const known = new Map<string, string | null>();
  return {
    own,
    named(tzid) {
      const name = tzid.trim();
      const found = known.get(name);
      if (found !== undefined) return found;
      const zone = byName(name) ?? byDescription(descriptions.get(name), own);
      known.set(name, zone);
      return zone;
    },
  };
}

function byName(name: string): string | null {
  const parts = name.split('/').filter((part) => part !== '');
  for (const length of [parts.length, 3, 2, 1]) {
    const end = parts.slice(-length).join('/');
    if (/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(end) && end.length <= 64 && isKnownZone(end))
      return end;
  }
  return null;
}

interface Clocks {
  standard: number;
  /** null: clocks never change. */
  daylight: number | null;
  /** In January, as in the south, rather than in July. */
  south: boolean;
}

function byDescription(lines: readonly string[] | undefined, own: string): string | null {
  if (lines === undefined) return null;
  const named = byName(valueOf(lines, 'X-LIC-LOCATION') ?? '');
  if (named !== null) return named;
  const wanted = clocksOf(lines);
  if (wanted === null) return null;
  const fits = (zone: string): boolean => {
    const [january, july] = [0, 6].map((month) => offsetAt(Date.UTC(YEAR, month, 15), zone));
    if (wanted.daylight === null)
      return january === wanted.standard && transitionsIn(YEAR, zone).length === 0;
    const [summer, winter] = wanted.south ? [january, july] : [july, january];
    return winter === wanted.standard && summer === wanted.daylight;
  };
  return [own, ...Intl.supportedValuesOf('timeZone')].find(fits) ?? null;
}

/** The newest of each kind that the description ends with. */
function clocksOf(lines: readonly string[]): Clocks | null {
  const newest = new Map<string, { start: string; offset: number; month: number }>();
  let kind: string | null = null;
  let inside: string[] = [];
  for (const line of lines) {
    if (/^BEGIN:/i.test(line)) {
      kind = line.slice(6).trim().toUpperCase();
      inside = [];
    } else if (/^END:/i.test(line) && kind !== null) {
      const start = valueOf(inside, 'DTSTART') ?? '';
      const offset = offsetIn(valueOf(inside, 'TZOFFSETTO') ?? '');
      const month = Number(/BYMONTH=(\d+)/i.exec(valueOf(inside, 'RRULE') ?? '')?.[1] ?? start.slice(4, 6));
      const known = newest.get(kind);
      if (offset !== null && (known === undefined || known.start <= start))
        newest.set(kind, { start, offset, month });
      kind = null;
    } else {
      inside.push(line);
    }
  }
  const [standard, daylight] = [newest.get('STANDARD'), newest.get('DAYLIGHT')];
  if (standard === undefined) return null;
  return {
    standard: standard.offset,
    daylight: daylight?.offset ?? null,
    south: daylight !== undefined && daylight.month > standard.month,
  };
}

function offsetIn(text: string): number | null {
  const found = /^([+-])(\d{2})(\d{2})/.exec(text.trim());
  if (found === null) return null;
  const minutes = Number(found[2]) * 60 + Number(found[3]);
  return found[1] === '-' ? -minutes : minutes;
}

function valueOf(lines: readonly string[], name: string): string | null {
  const line = lines.find(
    (one) =>
      one
        .slice(0, name.length + 1)
        .toUpperCase()
        .replace(';', ':') === `${name}:`,
  );
  return line === undefined ? null : line.slice(line.indexOf(':') + 1).trim();
}

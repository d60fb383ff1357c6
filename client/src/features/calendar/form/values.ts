import type { CalendarEvent, EventPerson, EventStatus, EventType, Repeats, When } from '@clapper/documents';
import { addDays, isDate, parseDate, weekdayOf, WEEKDAYS } from '@clapper/documents/calendar';
import type { EventEdit, EventFields } from '../session/actions.ts';

/** What the form holds, as its fields show it. The last day is one of the event's days. */
export interface FormValues {
  title: string;
  type: EventType;
  status: EventStatus;
  allDay: boolean;
  start: string;
  startTime: string;
  end: string;
  endTime: string;
  zone: string;
  callTime: string;
  people: readonly EventPerson[];
  location: string;
  shots: readonly string[];
  description: string;
  repeat: RepeatName;
  until: string;
  /** A rule that the form has no words for is left as it is. */
  rule: Repeats | null;
}

export const REPEAT_NAMES = [
  'never',
  'daily',
  'weekdays',
  'weekly',
  'biweekly',
  'monthly',
  'yearly',
] as const;
export type RepeatName = (typeof REPEAT_NAMES)[number] | 'custom';

const WORKDAYS = WEEKDAYS.slice(0, 5);

type FormEvent = Pick<
  CalendarEvent,
  'title' | 'type' | 'status' | 'callTime' | 'people' | 'location' | 'shots' | 'description' | 'repeats'
>;

export const NEW_EVENT: FormEvent = {
  title: '',
  type: 'shoot',
  status: 'confirmed',
  callTime: null,
  people: [],
  location: '',
  shots: [],
  description: '',
  repeats: null,
};

export function valuesOf(event: FormEvent, when: When, zone: string): FormValues {
  const { title, type, status, callTime, people, location, shots, description, repeats } = event;
  return {
    ...{ title, type, status, people, location, shots, description },
    callTime: callTime ?? '',
    ...timesOf(when, zone),
    repeat: repeatName(repeats, when),
    until: repeats?.until ?? '',
    rule: repeats,
  };
}

function timesOf(when: When, zone: string) {
  if (when.allDay) {
    return {
      ...{ allDay: true, start: when.start, end: addDays(when.end, -1) },
      ...{ startTime: '10:00', endTime: '11:00', zone },
    };
  }
  const [start, startTime] = split(when.start);
  const [end, endTime] = split(when.end);
  return { allDay: false, start, startTime, end, endTime, zone: when.zone };
}

function split(wall: string): [string, string] {
  return [wall.slice(0, 10), wall.slice(11)];
}

export type FormProblem = 'form.noDate' | 'form.endsEarly';

/** Where the fields put it, or what is wrong with them. */
export function whenOf(values: FormValues): { when: When } | { problem: FormProblem } {
  const { allDay, start, startTime, end, endTime, zone } = values;
  if (!isDate(start) || !isDate(end)) return { problem: 'form.noDate' };
  if (allDay) {
    return start > end ? { problem: 'form.endsEarly' } : { when: { allDay, start, end: addDays(end, 1) } };
  }
  if (startTime === '' || endTime === '') return { problem: 'form.noDate' };
  const when: When = { allDay, start: `${start}T${startTime}`, end: `${end}T${endTime}`, zone };
  return when.start > when.end ? { problem: 'form.endsEarly' } : { when };
}

/** A start that is put behind the end takes it along. */
export function withStart(values: FormValues, start: string): FormValues {
  if (!isDate(start) || !isDate(values.start) || !isDate(values.end)) return { ...values, start };
  return { ...values, start, end: addDays(values.end, parseDate(start) - parseDate(values.start)) };
}

export function ruleOf({ repeat, until, rule, start }: FormValues): Repeats | null {
  if (repeat === 'never') return null;
  if (repeat === 'custom') return rule;
  const ends = isDate(until) ? { until } : {};
  const day = WEEKDAYS[weekdayOf(parseDate(start))]!;
  switch (repeat) {
    case 'daily':
      return { freq: 'daily', interval: 1, ...ends };
    case 'weekdays':
      return { freq: 'weekly', interval: 1, byDay: WORKDAYS.map((one) => ({ day: one })), ...ends };
    case 'weekly':
      return { freq: 'weekly', interval: 1, byDay: [{ day }], ...ends };
    case 'biweekly':
      return { freq: 'weekly', interval: 2, byDay: [{ day }], ...ends };
    case 'monthly':
      return { freq: 'monthly', interval: 1, ...ends };
    case 'yearly':
      return { freq: 'yearly', interval: 1, ...ends };
    default:
      return repeat satisfies never;
  }
}

function repeatName(rule: Repeats | null, when: When): RepeatName {
  if (rule === null) return 'never';
  const start = when.start.slice(0, 10);
  const until = rule.until ?? '';
  const same = REPEAT_NAMES.find((repeat) => {
    const made = ruleOf({ repeat, until, rule: null, start } as FormValues);
    return made !== null && isSameRule(made, rule);
  });
  return same ?? 'custom';
}

function isSameRule(a: Repeats, b: Repeats): boolean {
  const text = (rule: Repeats) =>
    JSON.stringify(Object.entries(rule).toSorted(([x], [y]) => (x < y ? -1 : 1)));
  return text(a) === text(b);
}

/** Only what was changed: what others change meanwhile in other fields stays theirs. Null: nothing. */
export function editOf(before: FormValues, after: FormValues, when: When): EventEdit | null {
  const fields: Record<string, unknown> = {};
  for (const field of ['title', 'type', 'status', 'people', 'location', 'shots', 'description'] as const) {
    if (JSON.stringify(before[field]) !== JSON.stringify(after[field])) fields[field] = after[field];
  }
  if (before.callTime !== after.callTime) fields['callTime'] = after.callTime || null;
  const was = whenOf(before);
  const edit: EventEdit = {};
  if (!('when' in was) || JSON.stringify(was.when) !== JSON.stringify(when)) edit.when = when;
  if (Object.keys(fields).length > 0) edit.fields = fields as EventFields;
  if (before.repeat !== after.repeat || before.until !== after.until) edit.repeats = ruleOf(after);
  return Object.keys(edit).length === 0 ? null : edit;
}

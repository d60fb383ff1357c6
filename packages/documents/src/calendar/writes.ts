import { safeParse } from 'zod';
import * as Y from 'yjs';
import { ClapperError, newId } from '@clapper/protocol';
import type { Act } from '../act.ts';
import { recordOf, rootMap, sameValue, setDifferent } from '../records.ts';
import { writeText } from '../text.ts';
import { parseVoteKey, voteKey, type Vote } from '../votes.ts';
import { fieldMust, invalidField, recordMust } from '../write-checks.ts';
import { formatDate, parseDate } from './dates.ts';
import { daysOf, whenOn } from './occurrences.ts';
import { nextStamp, type Stamp } from './proposals.ts';
import {
  eventText,
  occurrenceSubject,
  readCalendar,
  type CalendarEvent,
  type EventException,
  type Proposal,
} from './reads.ts';
import { movedRule, seriesDays } from './repeats.ts';
import {
  EVENT_FIELDS,
  EVENT_LIMITS,
  EVENT_TEXTS,
  exceptionSchema,
  moveSchema,
  repeatsSchema,
  SETTINGS_FIELDS,
  whenSchema,
  type EventText,
  type OccurrenceChanges,
  type Repeats,
  type When,
} from './schema.ts';
import { isKnownZone } from './zones.ts';

/** Plain values of an event that a person sets; place, rule, texts and deletion have their own writes. */
const SCALARS = ['type', 'status', 'people', 'location', 'shots', 'callTime'] as const;

export type EventChange = Partial<Pick<CalendarEvent, (typeof SCALARS)[number]>>;

export interface NewEvent extends Act {
  when: When;
  fields?: EventChange & Partial<Pick<CalendarEvent, EventText>>;
  repeats?: Repeats | null;
  /** Of an event that comes from another calendar. */
  uid?: string | null;
  sequence?: number;
  /** Occurrences that are other than its rule has them. */
  exceptions?: readonly ({ date: string } & Exception)[];
}

/** Makes an event and returns its id. */
export function addEvent(doc: Y.Doc, event: NewEvent, origin: unknown): string {
  const { by, at, uid = null, sequence = 0 } = event;
  const { title, description, ...change } = event.fields ?? {};
  const values = {
    when: checkedWhen(event.when),
    ...checkedChange(change),
    repeats: checkedRepeats(event.repeats ?? null),
    uid: fieldMust('uid', EVENT_FIELDS.uid.schema, uid),
    revision: sequence === 0 ? null : { n: sequence, at },
    createdBy: by,
    createdAt: at,
  };
  const texts = checkedTexts({ title, description });
  const stamp = { at, n: 1, saw: [] };
  const exceptions = (event.exceptions ?? []).map(({ date, cancelled, when, changes }) => {
    const value = { cancelled, when, changes, ...stamp };
    return [date, fieldMust('exceptions', exceptionSchema, value)] as const;
  });
  const id = newId(at);
  doc.transact(() => {
    insertEvent(doc, id, values, texts);
    for (const [date, value] of exceptions) {
      doc.getMap('exceptions').set(voteKey({ subject: occurrenceSubject(id, date), user: by }), value);
    }
  }, origin);
  return id;
}

/** A second one like it somewhere else, once: not its series, not its conflict. Returns its id. */
export function duplicateEvent(doc: Y.Doc, id: string, when: When, { by, at }: Act, origin: unknown): string {
  const source = eventMust(doc, id);
  return addEvent(doc, { when, fields: fieldsOf(source), by, at }, origin);
}

/** Sets plain values; what is already so is not written again. */
export function setEvent(doc: Y.Doc, id: string, change: EventChange, { at }: Act, origin: unknown): void {
  const values = checkedChange(change);
  const record = recordMust(doc, 'events', id);
  const differs = Object.entries(values).filter(
    // A missing key reads as its default: writing the default there would say nothing new.
    ([field, value]) =>
      !sameValue(record.get(field) ?? EVENT_FIELDS[field as keyof EventChange].fallback?.value, value),
  );
  if (differs.length === 0) return;
  doc.transact(() => {
    for (const [field, value] of differs) record.set(field, value);
    revise(record, at);
  }, origin);
}

/** Makes a shared text of an event say `text`, touching only what differs. */
export function setEventText(doc: Y.Doc, id: string, field: EventText, text: string, origin: unknown): void {
  checkedTexts({ [field]: text });
  recordMust(doc, 'events', id);
  const shared = eventText(doc, id, field);
  if (shared === null) throw invalidField(field, 'unreadable');
  doc.transact(() => writeText(shared, text), origin);
}

/**
 * Puts an event somewhere: the whole series, if it repeats. It decides over everything that is there, so it also settles
 * a conflict. A series that moves to another day takes its rule and the changed days along.
 */
export function moveEvent(doc: Y.Doc, id: string, when: When, act: Act, origin: unknown): void {
  const event = eventMust(doc, id);
  const checked = checkedWhen(when);
  if (event.proposals.length === 0 && sameValue(event.when, checked)) return;
  doc.transact(() => {
    vote(doc, 'moves', id, { when: checked }, act);
    const [from, to] = [parseDate(event.when.start), parseDate(checked.start)];
    if (event.repeats === null || from === to) return;
    const repeats = movedRule(event.repeats, from, to);
    setDifferent(recordMust(doc, 'events', id), { repeats });
    const old = daysWithExceptions(event);
    const now = seriesDays(to, repeats, { limit: old.length });
    carryExceptions(doc, event, old, { id, days: now }, act);
  }, origin);
}

/**
 * Takes one of several proposals, whosever it is. Another way to go on from the same day is taken back as undo would:
 * deleted and following nothing. Were it only deleted, two who choose apart would delete each other's choice, and the
 * days were nobody's.
 */
export function keepProposal(doc: Y.Doc, id: string, proposal: Proposal, act: Act, origin: unknown): void {
  const rivals = eventMust(doc, id)
    .proposals.map(({ event }) => event)
    .filter((event) => event !== proposal.event);
  doc.transact(() => {
    for (const record of recordsOf(doc, rivals)) setDifferent(record, { follows: null });
    deleteEvents(doc, rivals, act, origin);
    moveEvent(doc, proposal.event, proposal.when, act, origin);
  }, origin);
}

/** Makes an event repeat, or repeat otherwise, or (null) happen once. */
export function setRepeats(
  doc: Y.Doc,
  id: string,
  repeats: Repeats | null,
  { at }: Act,
  origin: unknown,
): void {
  const checked = checkedRepeats(repeats);
  const record = recordMust(doc, 'events', id);
  if (sameValue(record.get('repeats') ?? null, checked)) return;
  doc.transact(() => {
    record.set('repeats', checked);
    revise(record, at);
  }, origin);
}

/** What one occurrence has otherwise than its series. */
export interface OccurrenceChange {
  /** null: where the series has it. */
  when?: When | null;
  /** Besides what was changed before. */
  changes?: OccurrenceChanges;
  /** All that is changed of it: what was changed before is as the series has it again. */
  instead?: OccurrenceChanges;
}

/** "This": changes one occurrence. `date` is the day its rule has it on. */
export function changeOccurrence(
  doc: Y.Doc,
  id: string,
  date: string,
  { when, changes, instead }: OccurrenceChange,
  act: Act,
  origin: unknown,
): void {
  const { event, exception } = occurrenceMust(doc, id, date);
  if (when != null) checkedWhen(when);
  const value = {
    cancelled: false,
    when: when === undefined ? (exception?.when ?? null) : when,
    changes: defined({ ...(instead ?? exception?.changes), ...defined(changes ?? {}) }),
  };
  except(doc, event, date, value, act, origin);
}

/** "This": takes one occurrence out. What was changed of it is kept for when it comes back. */
export function cancelOccurrence(doc: Y.Doc, id: string, date: string, act: Act, origin: unknown): void {
  const { event, exception } = occurrenceMust(doc, id, date);
  const { when = null, changes = {} } = exception ?? {};
  except(doc, event, date, { cancelled: true, when, changes }, act, origin);
}

export function restoreOccurrence(doc: Y.Doc, id: string, date: string, act: Act, origin: unknown): void {
  changeOccurrence(doc, id, date, {}, act, origin);
}

export interface Split {
  /** Where the first of them shall stand; by default where it stands. */
  when?: When;
  /** How those behind it repeat; by default as before. */
  repeats?: Repeats | null;
  fields?: NonNullable<NewEvent['fields']>;
}

/**
 * "This and following": from `date` on another event goes on, which is returned. The series is not written: it ends
 * where the new one begins. From its first day on there is nothing to split: then the event itself is meant.
 * Under an origin of its own the record is made as one that is deleted and follows nothing: what is undone
 * under `origin` is then the split, and the record that somebody may be writing in stays.
 */
export function splitSeries(
  doc: Y.Doc,
  id: string,
  date: string,
  split: Split,
  { by, at }: Act,
  origin: unknown,
  createOrigin: unknown = origin,
): string {
  const { event, day, index } = occurrenceMust(doc, id, date);
  if (index === 0) throw invalidField('date', 'first');
  const { title, description, ...change } = { ...fieldsOf(event), ...split.fields };
  const when = checkedWhen(split.when ?? whenOn(event.when, day));
  const start = parseDate(when.start);
  const goesOn = movedRule(
    upToNext(event, withoutFirst(event.repeats!, index), index, start - day),
    day,
    start,
  );
  const repeats = checkedRepeats(split.repeats === undefined ? goesOn : split.repeats);
  const values = { when, ...checkedChange(change), repeats, createdBy: by, createdAt: at };
  const follows = { event: event.series, from: date };
  const texts = checkedTexts({ title, description });
  const next = newId(at);
  if (createOrigin === origin) {
    doc.transact(() => {
      insertEvent(doc, next, { ...values, follows }, texts);
      carry();
    }, origin);
    return next;
  }
  const deleted = { by, at };
  doc.transact(() => insertEvent(doc, next, { ...values, deleted }, texts), createOrigin);
  doc.transact(() => {
    setDifferent(recordMust(doc, 'events', next), { follows, deleted: null });
    carry();
  }, origin);
  return next;

  function carry(): void {
    if (start === day || repeats === null) return;
    const old = daysWithExceptions(event).slice(index);
    const days = seriesDays(start, repeats, { limit: old.length });
    carryExceptions(doc, event, old, { id: next, days }, { by, at });
  }
}

/**
 * Moved to earlier days, a rule would come once more before those that follow it begin: it has as many days as there
 * were.
 */
function upToNext(event: CalendarEvent, rule: Repeats, index: number, by: number): Repeats {
  if (event.endsBefore === null || by >= 0) return rule;
  const { until: _until, ...rest } = rule;
  return { ...rest, count: daysOf(event, parseDate(event.endsBefore)).length - index };
}

/** "This and following", deleted: the series ends before `date`, also where it was split behind it. */
export function endSeriesBefore(doc: Y.Doc, id: string, date: string, act: Act, origin: unknown): void {
  const { event, day, index } = occurrenceMust(doc, id, date);
  const { events, outdone } = readCalendar(doc);
  // What another part outdoes would stand up in its place.
  const behind = [...events, ...outdone].filter(
    ({ series, follows }) =>
      series === event.series && follows !== null && follows.from > (event.follows?.from ?? ''),
  );
  doc.transact(() => {
    deleteEvents(doc, [...behind.map((part) => part.id), ...(index === 0 ? [id] : [])], act, origin);
    if (index === 0) return;
    const { count: _count, ...rule } = event.repeats!;
    setRepeats(doc, id, { ...rule, until: formatDate(day - 1) }, act, origin);
  }, origin);
}

/** Says whose days and hours the production goes by. What stands in the calendar stays where it is. */
export function setCalendarZone(doc: Y.Doc, zone: string, origin: unknown): void {
  const checked = fieldMust('zone', SETTINGS_FIELDS.zone.schema, zone);
  if (!isKnownZone(zone)) throw invalidField('zone', 'unknown');
  const settings = rootMap(doc, 'settings');
  if (settings === null) throw invalidField('settings', 'unreadable');
  doc.transact(() => setDifferent(settings, { zone: checked }), origin);
}

/** Marks events deleted. Their content stays in place: late edits land, restoring brings it all back. */
export function deleteEvents(doc: Y.Doc, ids: readonly string[], { by, at }: Act, origin: unknown): void {
  doc.transact(() => {
    for (const record of recordsOf(doc, ids)) {
      if (record.get('deleted') == null) record.set('deleted', { by, at });
    }
  }, origin);
}

export function restoreEvents(doc: Y.Doc, ids: readonly string[], { at }: Act, origin: unknown): void {
  doc.transact(() => {
    for (const record of recordsOf(doc, ids)) {
      if (record.get('deleted') == null) continue;
      record.set('deleted', null);
      revise(record, at);
    }
  }, origin);
}

/** Puts a new record; nulls are left out, a missing key reads the same. */
export function insertEvent(
  doc: Y.Doc,
  id: string,
  values: Readonly<Record<string, unknown>>,
  texts: Partial<Readonly<Record<EventText, string>>>,
): void {
  const event = new Y.Map<unknown>();
  for (const [field, value] of Object.entries(values)) if (value !== null) event.set(field, value);
  for (const field of EVENT_TEXTS) event.set(field, new Y.Text(texts[field] ?? ''));
  doc.getMap('events').set(id, event);
}

function fieldsOf(event: CalendarEvent): NonNullable<NewEvent['fields']> {
  return Object.fromEntries([...SCALARS, ...EVENT_TEXTS].map((field) => [field, event[field]]));
}

/** Ids that are gone are passed over: somebody else's selection may be older than this doc. */
function recordsOf(doc: Y.Doc, ids: readonly string[]): Y.Map<unknown>[] {
  return ids.map((id) => recordOf(doc, 'events', id)).filter((record) => record !== null);
}

/** @throws ClapperError NOT_FOUND */
function eventMust(doc: Y.Doc, id: string): CalendarEvent {
  const { events, deleted, outdone } = readCalendar(doc);
  const event = [...events, ...deleted, ...outdone].find((one) => one.id === id);
  if (event === undefined) throw new ClapperError('NOT_FOUND', `There is no event ${id}.`);
  return event;
}

/** @throws ClapperError NOT_FOUND when the series does not take place on that day by its rule */
function occurrenceMust(
  doc: Y.Doc,
  id: string,
  date: string,
): { event: CalendarEvent; day: number; index: number; exception: EventException | null } {
  const event = eventMust(doc, id);
  const day = parseDate(date);
  const days = event.repeats === null || Number.isNaN(day) ? [] : daysOf(event, day);
  const index = days.at(-1) === day ? days.length - 1 : -1;
  if (index < 0) throw new ClapperError('NOT_FOUND', `The event ${id} does not take place on ${date}.`);
  return { event, day, index, exception: event.exceptions.get(date) ?? null };
}

type Exception = Pick<EventException, 'cancelled' | 'when' | 'changes'>;

function except(
  doc: Y.Doc,
  { id, exceptions }: CalendarEvent,
  date: string,
  value: Exception,
  act: Act,
  origin: unknown,
): void {
  const { cancelled = false, when = null, changes = {}, others = [] } = exceptions.get(date) ?? {};
  if (others.length === 0 && sameValue({ cancelled, when, changes }, value)) return;
  doc.transact(() => vote(doc, 'exceptions', occurrenceSubject(id, date), value, act), origin);
}

/** The days of a series as far as something was changed of them. */
function daysWithExceptions(event: CalendarEvent): number[] {
  const last = [...event.exceptions.keys()].toSorted().at(-1);
  return last === undefined ? [] : daysOf(event, parseDate(last));
}

/**
 * Takes the changed days of a series along to its new ones, each to the day that has its place in the row. What
 * stood on a day that is now another's place is taken from it.
 */
function carryExceptions(
  doc: Y.Doc,
  { exceptions }: CalendarEvent,
  old: readonly number[],
  now: { id: string; days: readonly number[] },
  act: Act,
): void {
  const values = new Map<string, Exception>();
  const changed = old.flatMap((day, index) => {
    const exception = exceptions.get(formatDate(day));
    return exception === undefined ? [] : [{ exception, target: now.days[index] }];
  });
  for (const { exception } of changed) {
    values.set(exception.date, { cancelled: false, when: null, changes: {} });
  }
  for (const { exception, target } of changed) {
    const { cancelled, when, changes } = exception;
    if (target !== undefined) values.set(formatDate(target), { cancelled, when, changes });
  }
  for (const [date, value] of values) {
    vote(doc, 'exceptions', occurrenceSubject(now.id, date), value, act);
  }
}

const VOTES = { moves: moveSchema, exceptions: exceptionSchema } as const;

/** Writes this person's key of a subject, over everything that anybody has said of it. */
function vote(doc: Y.Doc, root: keyof typeof VOTES, subject: string, value: object, act: Act): void {
  const map = rootMap(doc, root);
  if (map === null) throw invalidField(root, 'unreadable');
  const votes: Vote<Stamp>[] = [];
  // Everybody's value of this one thing is a handful of keys among all.
  for (const [key, raw] of map) {
    if (!key.startsWith(`${subject}/`)) continue;
    const address = parseVoteKey(key);
    const parsed = VOTES[root].safeParse(raw);
    if (address !== null && parsed.success) votes.push({ ...address, value: parsed.data });
  }
  const said = fieldMust<object>(root, VOTES[root], { ...value, ...nextStamp(votes, act) });
  map.set(voteKey({ subject, user: act.by }), said);
}

function defined<T extends object>(values: T): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
}

/** Counted for those who keep a copy of it in another calendar. */
function revise(record: Y.Map<unknown>, at: number): void {
  const { schema, fallback } = EVENT_FIELDS.revision;
  const read = safeParse(schema, record.get('revision'));
  const { n } = read.success ? read.data : fallback!.value;
  record.set('revision', { n: n + 1, at });
}

/** A rule that has already given its first `past` days. */
function withoutFirst(repeats: Repeats, past: number): Repeats {
  const { count } = repeats;
  return count === undefined ? repeats : { ...repeats, count: Math.max(count - past, 1) };
}

function checkedWhen(when: When): When {
  const checked = fieldMust('when', whenSchema, when);
  if (!checked.allDay && !isKnownZone(checked.zone)) throw invalidField('zone', 'unknown');
  return checked;
}

function checkedRepeats(repeats: Repeats | null): Repeats | null {
  return repeats === null ? null : fieldMust('repeats', repeatsSchema, repeats);
}

function checkedChange(change: EventChange): EventChange {
  const values: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(change)) {
    if (!(SCALARS as readonly string[]).includes(field)) throw invalidField(field, 'unknown');
    if (value === undefined) continue;
    values[field] = fieldMust<unknown>(field, EVENT_FIELDS[field as keyof EventChange].schema, value);
  }
  return values;
}

function checkedTexts(
  texts: Partial<Record<EventText, string | undefined>>,
): Partial<Record<EventText, string>> {
  const values: Partial<Record<EventText, string>> = {};
  for (const field of EVENT_TEXTS) {
    const text = texts[field];
    if (text === undefined) continue;
    if (text.length > EVENT_LIMITS[field]) throw invalidField(field, 'too_long');
    values[field] = text;
  }
  return values;
}

import { z } from 'zod';
import type { RootShape } from '../define-document.ts';
import { optional, required, text } from '../fields.ts';
import { dateSchema as date } from '../record-values.ts';
import { isClock, isWall, WEEKDAYS } from './dates.ts';

/**
 * The calendar: events, where each of their people last put them, and what is different on single days.
 *
 * **Time is a wall clock in a zone**, not an instant: the call is at 06:00 in Seoul whatever happens to the
 * clocks until then, and a series stays at 06:00 through them. All-day events are dates and have no zone. Ends are
 * exclusive.
 *
 * **Who moves an event writes one key of their own**, `moves[<event>/<user>]`, and never the record. Two people who
 * moved the same event apart from each other so leave two values, where a shared key would keep one of them and
 * lose the other without a trace. `saw` says which of the others' moves the writer had before their eyes: the values
 * that no other saw are the proposals, one in the ordinary case, several where people were apart. Everybody
 * derives the same from them in whatever order they arrive: where the event stands (the latest proposal), and whether
 * there is something to decide. Deciding is a move that saw them all. A move costs one key in a transaction:
 * what is overwritten leaves some ten bytes.
 *
 * **One occurrence of a series** is changed or taken out in the same way under `exceptions[<event>@<date>/<user>]`, as one plain
 * value: two people who change the same Tuesday cannot make two Tuesdays of it. The date is the one the rule gives.
 *
 * **"This and following"** is a new event that `follows` an older one from a date on. The older one is not written at
 * all: it ends where the next of those that follow it begins. So each day of a series belongs to one of them, however
 * many people split it and wherever.
 */
export const EVENT_TYPES = [
  'prep',
  'shoot',
  'pickup',
  'edit',
  'review',
  'delivery',
  'travel',
  'dayOff',
  'milestone',
  'deadline',
] as const;
export const EVENT_STATUSES = ['confirmed', 'tentative'] as const;
export const FREQUENCIES = ['daily', 'weekly', 'monthly', 'yearly'] as const;
/** What two may type in at once. */
export const EVENT_TEXTS = ['title', 'description'] as const;

export type EventType = (typeof EVENT_TYPES)[number];
export type EventStatus = (typeof EVENT_STATUSES)[number];
export type EventText = (typeof EVENT_TEXTS)[number];

/** Characters and counts. */
export const EVENT_LIMITS = {
  title: 200,
  description: 5_000,
  location: 300,
  people: 50,
  shots: 200,
  /** Of a person without an account. */
  name: 100,
  uid: 255,
  interval: 999,
  count: 10_000,
  /** People whose moves a move remembers having seen. */
  saw: 50,
} as const;

/** Ids that people, shots and events go by. No `/`: keys of votes are made of two of them. */
const id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[^/]*$/);
const time = z.int().min(0);
const wall = z.string().max(16).refine(isWall, 'It is no wall clock.');
/** By form only: which zones there are differs with the machine that reads. */
const zone = z
  .string()
  .max(64)
  .regex(/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/);

export const whenSchema = z
  .discriminatedUnion('allDay', [
    z.object({ allDay: z.literal(true), start: date, end: date }),
    z.object({ allDay: z.literal(false), start: wall, end: wall, zone }),
  ])
  .refine(({ allDay, start, end }) => (allDay ? start < end : start <= end), 'It ends before it has begun.');

/** Where an event stands in time. */
export type When = z.infer<typeof whenSchema>;

const few = (least: number, most: number) =>
  z
    .array(
      z
        .int()
        .min(least)
        .max(most)
        .refine((value) => value !== 0),
    )
    .min(1)
    .max(62);
const weekday = z.enum(WEEKDAYS);

/** What an RRULE can say of days; times of day within one are events of their own. */
export const repeatsSchema = z
  .object({
    freq: z.enum(FREQUENCIES),
    interval: z.int().min(1).max(EVENT_LIMITS.interval),
    /** How often, or the last day; neither: for ever. */
    count: z.int().min(1).max(EVENT_LIMITS.count).optional(),
    until: date.optional(),
    byDay: z
      .array(z.object({ day: weekday, nth: z.int().min(-53).max(53).optional() }))
      .min(1)
      .max(62)
      .optional(),
    byMonthDay: few(-31, 31).optional(),
    byMonth: few(1, 12).optional(),
    bySetPos: few(-366, 366).optional(),
    weekStart: weekday.optional(),
  })
  .refine(({ count, until }) => count === undefined || until === undefined, 'It ends by count or by date.')
  .refine(
    ({ freq, byDay }) =>
      freq === 'monthly' || freq === 'yearly' || !byDay?.some(({ nth }) => nth !== undefined),
    'Only days of a month or year are counted.',
  )
  .refine(({ byDay }) => !byDay?.some(({ nth }) => nth === 0), 'Days are counted from 1.')
  .refine(({ freq, byMonthDay }) => freq !== 'weekly' || byMonthDay === undefined, 'A week has no such day.')
  .refine(
    ({ byDay, byMonthDay }) => byMonthDay === undefined || !byDay?.some(({ nth }) => nth !== undefined),
    'A day is found by its number or by its weekday.',
  )
  .refine(
    ({ bySetPos, byDay, byMonthDay, byMonth }) =>
      bySetPos === undefined || (byDay ?? byMonthDay ?? byMonth) !== undefined,
    'There is nothing to choose from.',
  );

export type Repeats = z.infer<typeof repeatsSchema>;

/** Somebody of the project, or anybody else by name: crews are larger than memberships. */
const person = z.object({ user: id.nullable(), name: z.string().max(EVENT_LIMITS.name) });

export type EventPerson = z.infer<typeof person>;

const type = z.enum(EVENT_TYPES);
const status = z.enum(EVENT_STATUSES);
const people = z.array(person).max(EVENT_LIMITS.people);
const location = z.string().max(EVENT_LIMITS.location);
const shots = z.array(id).max(EVENT_LIMITS.shots);
const callTime = z.string().max(5).refine(isClock, 'It is no time of day.').nullable();

const made = {
  at: time,
  /** How many this person has made here: the sum of everybody's is the SEQUENCE that calendars ask for. */
  n: z.int().min(1),
  saw: z.array(z.object({ user: id, at: time })).max(EVENT_LIMITS.saw),
};

export const moveSchema = z.object({ when: whenSchema, ...made });

export const exceptionSchema = z.object({
  cancelled: z.boolean(),
  /** null: where the series has it. */
  when: whenSchema.nullable(),
  /** What is said differently of this one. */
  changes: z.object({
    title: z.string().max(EVENT_LIMITS.title).optional(),
    description: z.string().max(EVENT_LIMITS.description).optional(),
    type: type.optional(),
    status: status.optional(),
    people: people.optional(),
    location: location.optional(),
    shots: shots.optional(),
    callTime: callTime.optional(),
  }),
  ...made,
});

export type Move = z.infer<typeof moveSchema>;
export type ExceptionValue = z.infer<typeof exceptionSchema>;
export type OccurrenceChanges = ExceptionValue['changes'];

export const EVENT_FIELDS = {
  when: required(whenSchema, 'where it was first put; `moves` say where it stands'),
  title: text(EVENT_LIMITS.title, 'what it is called'),
  description: text(EVENT_LIMITS.description, 'what there is to know'),
  type: optional(type, 'prep', 'what kind of day it is'),
  status: optional(status, 'confirmed', 'whether it is sure'),
  people: optional(people, [], 'who has to be there; user null: somebody without an account'),
  location: optional(location, '', 'where, in words'),
  shots: optional(shots, [], 'ids of shots of the board'),
  callTime: optional(callTime, null, 'when people have to be there, `05:30`; null: when it starts'),
  repeats: optional(repeatsSchema.nullable(), null, 'its rule; null: it happens once'),
  follows: optional(
    z.object({ event: id, from: date }).nullable(),
    null,
    'the first of the series it goes on from that date; that one ends there',
  ),
  uid: optional(
    z.string().min(1).max(EVENT_LIMITS.uid).nullable(),
    null,
    'its name in the calendar it came from',
  ),
  revision: optional(
    z.object({ n: z.int().min(0), at: time }),
    { n: 0, at: 0 },
    'changes that other calendars have to hear of, besides moves, and the last of them',
  ),
  createdBy: optional(id.nullable(), null, 'user id'),
  createdAt: optional(time.nullable(), null, 'milliseconds'),
  deleted: optional(
    z.object({ by: id, at: time }).nullable(),
    null,
    'deletion is a key: who and when; null after restoring, the record stays',
  ),
};

export const SETTINGS_FIELDS = {
  zone: optional(zone.nullable(), null, 'whose days and hours the production goes by; null: nobody has said'),
};

export const CALENDAR_ROOTS = {
  events: { type: 'records', about: 'the events by id', fields: EVENT_FIELDS },
  moves: { type: 'votes', about: 'where a person last put an event, `<event>/<user>`', value: moveSchema },
  exceptions: {
    type: 'votes',
    about: 'what a person last made of one occurrence of a series, `<event>@<date>/<user>`',
    value: exceptionSchema,
  },
  settings: { type: 'map', about: 'the calendar as a whole', fields: SETTINGS_FIELDS },
} as const satisfies Record<string, RootShape>;

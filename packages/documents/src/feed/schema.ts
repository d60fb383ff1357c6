import { z } from 'zod';
import type { RootShape } from '../define-document.ts';
import { DOMAIN_EVENT_TYPES, TARGET_TYPES, type DomainEvent } from '../events/domain-event.ts';
import { optional, required } from '../fields.ts';

/** So many of the newest are in the document, and so there offline; older ones are to be had over HTTP. */
export const FEED_SIZE = 300;

const time = z.int().min(0);

/** What is in `detail` goes by the type (`EventDetails`); a type that this version does not know makes a record that is left out. */
const eventSchema = z.object({
  type: z.enum(DOMAIN_EVENT_TYPES),
  target: z.object({
    type: z.enum(TARGET_TYPES),
    id: z.string(),
    name: z.string(),
    video: z.string().optional(),
  }),
  deviceAt: time.nullable(),
  more: z.int().min(0),
  detail: z.record(z.string(), z.unknown()),
}) as unknown as z.core.$ZodType<DomainEvent>;

export const FEED_ENTRY_FIELDS = {
  user: required(z.string().min(1), 'who did it'),
  userName: optional(z.string(), '', 'as they are called; empty for an account that is gone'),
  event: required(eventSchema, 'what was done to what'),
  at: required(time, 'when the server had the first of it'),
  until: required(time, 'when it had the last'),
  count: optional(z.int().min(1), 1, 'how often: a burst is one that counts up'),
};

export const FEED_ROOTS = {
  entries: {
    type: 'records',
    about: `what happened in the project, by id, the newest ${FEED_SIZE}`,
    fields: FEED_ENTRY_FIELDS,
  },
} as const satisfies Record<string, RootShape>;

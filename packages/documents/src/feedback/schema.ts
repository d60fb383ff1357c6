import { z } from 'zod';
import type { RootShape } from '../define-document.ts';
import { optional, required } from '../fields.ts';
import { fileSchema, pictureSchema } from '../file.ts';
import { dateSchema, idSchema, markSchema } from '../record-values.ts';
import { reactionsSchema, REPLY_FIELDS, TALK_LIMITS, THREAD_FIELDS } from '../talk/schema.ts';

/**
 * Feedback on a video: notes at its times, what is answered to them, reactions. What a review shows to everybody and
 * the internal notes that only editors see hold the same (`review/`, `notes/`).
 */
export const NOTE_PRIORITIES = ['low', 'medium', 'high', 'critical'] as const;
export const NOTE_STATUSES = ['open', 'in_progress', 'resolved', 'closed'] as const;

export type NotePriority = (typeof NOTE_PRIORITIES)[number];
export type NoteStatus = (typeof NOTE_STATUSES)[number];

/** Characters, counts and seconds: the seeds', as far as they name them. */
export const NOTE_LIMITS = {
  words: TALK_LIMITS.thread,
  reply: TALK_LIMITS.reply,
  mentions: TALK_LIMITS.mentions,
  reactions: TALK_LIMITS.reactions,
  tags: 10,
  tag: 30,
  attachments: 10,
  authorName: 100,
  /** A day: the seeds' longest video time. */
  seconds: 86_400,
  /** More than a day has at 1,000 frames a second. */
  frame: 100_000_000,
} as const;

const frame = z.int().min(0).max(NOTE_LIMITS.frame);

/**
 * When in a video, as one value: two who move a note at once must not come to a frame that neither chose. The frame is
 * what counts; the time says the same in a cut of another rate, and where nothing of the video is known.
 */
export const videoPlaceSchema = z
  .object({
    /** Null: the whole video. */
    frame: frame.nullable(),
    /** Of a range the first frame behind it; null: one frame. */
    endFrame: frame.nullable(),
    time: z.number().min(0).max(NOTE_LIMITS.seconds),
  })
  .refine(
    (place) => place.endFrame === null || (place.frame !== null && place.endFrame > place.frame),
    'A range ends behind its beginning.',
  );

export type VideoPlace = z.infer<typeof videoPlaceSchema>;

const tag = z
  .string()
  .min(1)
  .max(NOTE_LIMITS.tag)
  .refine((text) => text === text.trim(), 'A tag has no space around it.');

const tags = z
  .array(tag)
  .max(NOTE_LIMITS.tags)
  .refine((list) => new Set(list).size === list.length, 'A tag stands there twice.');

/** Checked against the account when it is written: guests stand in no list of members. */
const authorName = required(z.string().min(1).max(NOTE_LIMITS.authorName), 'what its author was called then');

const { authorId, createdAt, mentions, editedAt, deleted, hidden } = REPLY_FIELDS;

export const NOTE_FIELDS = {
  cut: required(idSchema, 'the cut it was made on'),
  place: required(videoPlaceSchema, 'when in the video'),
  authorId,
  authorName,
  createdAt,
  words: THREAD_FIELDS.words,
  mentions,
  editedAt,
  screenshot: optional(pictureSchema.nullable(), null, 'the picture as its author saw it'),
  attachments: optional(z.array(fileSchema).max(NOTE_LIMITS.attachments), [], 'files that belong to it'),
  tags: optional(tags, [], 'by what it is found'),
  priority: optional(z.enum(NOTE_PRIORITIES), 'medium', 'how much it matters'),
  status: optional(
    markSchema.extend({ is: z.enum(NOTE_STATUSES) }).nullable(),
    null,
    'how far it is, who said so and when; null: open since it was made',
  ),
  assignee: THREAD_FIELDS.assignee,
  due: optional(
    dateSchema.nullable(),
    null,
    'the day by which it is to be seen to, by the calendar’s zone; null: whenever',
  ),
  carried: optional(
    markSchema.extend({ cut: idSchema, place: videoPlaceSchema }).nullable(),
    null,
    'where it stands in a later cut, as somebody saw to it; null: at the same time',
  ),
  deleted,
  hidden,
};

export const NOTE_REPLY_FIELDS = {
  note: required(idSchema, 'the note it answers'),
  to: REPLY_FIELDS.to,
  authorId,
  authorName,
  createdAt,
  words: REPLY_FIELDS.words,
  mentions,
  editedAt,
  deleted,
  hidden,
};

export const FEEDBACK_ROOTS = {
  notes: { type: 'records', about: 'notes by id', fields: NOTE_FIELDS },
  replies: { type: 'records', about: 'replies by id, to whatever note', fields: NOTE_REPLY_FIELDS },
  reactions: { type: 'votes', about: 'emoji of a person under a note or a reply', value: reactionsSchema },
} as const satisfies Record<string, RootShape>;

/** Where files are named. */
export const FEEDBACK_FILES = { notes: ['screenshot', 'attachments'] } as const;

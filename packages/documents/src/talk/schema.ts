import { z } from 'zod';
import type { RootShape } from '../define-document.ts';
import { SHAPE_FIELDS } from '../drawing/schema.ts';
import { optional, required } from '../fields.ts';
import { positionSchema, QUOTE_LENGTH } from '../text-range.ts';

/** Where the team talks: threads on the work and their replies, reactions, and what each says of a stage. */
export const VERDICTS = ['approved', 'changes'] as const;

export type Verdict = (typeof VERDICTS)[number];

/** Characters and counts; the first two are the seeds' for feedback and comments. */
export const TALK_LIMITS = {
  thread: 5_000,
  reply: 2_000,
  quote: QUOTE_LENGTH,
  mentions: 50,
  /** Different emoji of one person under one note. */
  reactions: 20,
} as const;

/** Ids that records and people go by. No `/`: keys of votes are made of two of them. */
const id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[^/]*$/);
const time = z.int().min(0);

const share = z.number().min(0).max(1);

/** What a thread hangs on. */
export const anchorSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('project') }),
  z.object({ type: z.literal('stage'), stage: id }),
  z.object({
    type: z.literal('text'),
    stage: id,
    from: positionSchema,
    to: positionSchema,
    /** The words when the thread was made: what is shown when they are gone. */
    quote: z.string().min(1).max(TALK_LIMITS.quote),
  }),
  z.object({ type: z.literal('shot'), shot: id }),
  z.object({
    type: z.literal('image'),
    shot: id,
    image: id,
    /** Of the picture's width and height; null: the whole of it. */
    point: z.object({ x: share, y: share }).nullable(),
  }),
  z.object({ type: z.literal('event'), event: id }),
]);

export type Anchor = z.infer<typeof anchorSchema>;

const EMOJI = /^\p{RGI_Emoji}$/v;

export const emojiSchema = z
  .string()
  .max(64)
  .refine((text) => EMOJI.test(text), 'It is no emoji.');

export const reactionsSchema = z
  .array(emojiSchema)
  .min(1)
  .max(TALK_LIMITS.reactions)
  .refine((list) => new Set(list).size === list.length, 'An emoji stands there twice.');

export const verdictSchema = z.object({ verdict: z.enum(VERDICTS), at: time });

/** What everybody is asked once and may answer anew: from 1, not at all, to 5. */
export const SURVEY = { question: 'satisfaction', least: 1, most: 5 } as const;

export const ratingSchema = z.object({ score: z.int().min(SURVEY.least).max(SURVEY.most), at: time });

/** Somebody written to in the words, under the name that stands there behind an @. */
const mention = z.object({ user: id, name: z.string().min(1).max(100) });

const authorId = required(id, 'user id');
const createdAt = required(time, 'milliseconds');
/**
 * A string and no shared text: only its author writes it, and writes it whole when it is sent, so nothing is
 * merged into it, its length is judged by looking at one value, and deleting can empty it in one key.
 */
const words = (max: number) => optional(z.string().max(max), '', 'what is said; emptied when it is deleted');
const mentions = optional(z.array(mention).max(TALK_LIMITS.mentions), [], 'who is written to in the words');
const editedAt = optional(time.nullable(), null, 'when its words were last changed; null: never');
const mark = optional(z.object({ by: id, at: time }).nullable(), null, '');
const deleted = { ...mark, about: 'deletion is a key: its place among the others stays' };
const hidden = { ...mark, about: 'taken from sight by owner or admin; nobody edits another’s words' };

export const THREAD_FIELDS = {
  anchor: required(anchorSchema, 'what it hangs on'),
  authorId,
  createdAt,
  words: words(TALK_LIMITS.thread),
  mentions,
  editedAt,
  resolved: { ...mark, about: 'done with: by whom and when; null while it is open' },
  assignee: optional(id.nullable(), null, 'user id of who shall see to it'),
  deleted,
  hidden,
};

export const REPLY_FIELDS = {
  thread: required(id, 'the thread it stands in'),
  to: optional(id.nullable(), null, 'the reply it answers; null: the thread itself'),
  authorId,
  createdAt,
  words: words(TALK_LIMITS.reply),
  mentions,
  editedAt,
  deleted,
  hidden,
};

export const TALK_ROOTS = {
  threads: { type: 'records', about: 'threads by id', fields: THREAD_FIELDS },
  replies: { type: 'records', about: 'replies by id, in whatever thread', fields: REPLY_FIELDS },
  reactions: { type: 'votes', about: 'emoji of a person under a thread or a reply', value: reactionsSchema },
  approvals: { type: 'votes', about: 'what a person says of a stage of the plan', value: verdictSchema },
  survey: {
    type: 'votes',
    about: 'how content a person is with working here, the question as the subject',
    value: ratingSchema,
  },
  shapes: { type: 'records', about: 'what is drawn on pictures, by id', fields: SHAPE_FIELDS },
} as const satisfies Record<string, RootShape>;

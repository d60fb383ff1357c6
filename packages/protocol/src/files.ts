import { z } from 'zod';

/**
 * Files: bytes under their SHA-256 (a *blob*), and what a record says of one (a *file*). One declaration of
 * what is taken and how much, for the guard of documents, the HTTP API and the interface.
 */

const MB = 1000 * 1000;
const GiB = 1024 * 1024 * 1024;

export const FILE_LIMITS = {
  /** Bytes of a picture. */
  image: 50 * MB,
  /** Bytes of a video, where the server's operator says nothing else. */
  video: 8 * GiB,
  /** Bytes of a picture from somebody who may only comment. */
  attachment: 2 * MB,
  /** UTF-16 units of a file's name. */
  name: 255,
  /** A picture says in a few bytes that it has billions of them: asked before it is decoded. */
  pixels: 100 * MB,
  /** Files that one request for links may name. */
  links: 500,
  /** Bytes that `POST /upload` takes; larger ones are uploaded so that they can be resumed. */
  atOnce: 10 * MB,
  /** Characters of what a person looks like, as documents hold it. */
  portrait: 16_000,
} as const;

export const IMAGE_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif'] as const;
export const VIDEO_TYPES = ['video/mp4', 'video/quicktime', 'video/webm', 'video/x-matroska'] as const;
export const FILE_TYPES = [...IMAGE_TYPES, ...VIDEO_TYPES] as const;

export type ImageType = (typeof IMAGE_TYPES)[number];
export type VideoType = (typeof VIDEO_TYPES)[number];
export type FileType = (typeof FILE_TYPES)[number];

export function isImageType(type: string): type is ImageType {
  return (IMAGE_TYPES as readonly string[]).includes(type);
}

export function isVideoType(type: string): type is VideoType {
  return (VIDEO_TYPES as readonly string[]).includes(type);
}

/** Name of a blob: SHA-256 of its bytes. */
export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** What no name of a file holds: control characters, what parts paths, and what turns the direction of text. */
const NOT_IN_NAMES = /[\p{Cc}\p{Cs}/\\\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** In NFC: the same Hangul comes decomposed from a Mac. `fileName` makes one of whatever a file is called. */
export const fileNameSchema = z
  .string()
  .min(1)
  .max(FILE_LIMITS.name)
  .refine((name) => name === name.normalize('NFC') && !NOT_IN_NAMES.test(name), 'It is no name of a file.');

/** The name that records keep of what a file is called on a disk. Its ending stays when it is too long. */
export function fileName(called: string): string {
  const clean = called
    .normalize('NFC')
    .replace(/^.*[/\\]/s, '')
    .replaceAll(new RegExp(NOT_IN_NAMES, 'gu'), '')
    .trim();
  if (clean === '') return 'file';
  if (clean.length <= FILE_LIMITS.name) return clean;
  const ending = /\.[^.]{1,16}$/.exec(clean)?.[0] ?? '';
  // A character is not cut into halves, and stays composed.
  return `${clean.slice(0, FILE_LIMITS.name - ending.length).replace(/\p{Cs}$/u, '')}${ending}`;
}

const count = z.int().min(0);

/** Frames a second, as a fraction: 30000/1001 is not 29.97. */
export const rateSchema = z.object({
  num: z.int().min(1).max(1_000_000),
  den: z.int().min(1).max(1_000_000),
});

/** What a video is, measured from its bytes. */
export const videoFactsSchema = z.object({
  rate: rateSchema,
  frames: count,
  /** The number of its first frame, by its start timecode. */
  startFrame: count,
  dropFrame: z.boolean(),
  durationSeconds: z.number().min(0),
  /** Degrees clockwise that its picture is turned by when shown. */
  rotation: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
  audio: z.boolean(),
  /** Its frames do not stand at equal distances; `rate` is then their mean. */
  variable: z.boolean(),
});

export type VideoFacts = z.infer<typeof videoFactsSchema>;

/**
 * How far the server is with what it makes of a file: `original` is the end where nothing more can be made
 * of it here (no ffmpeg) and it plays as it is; `failed`: it can be fetched and not be shown.
 */
export const FILE_STATES = ['processing', 'ready', 'original', 'failed'] as const;

export type FileState = (typeof FILE_STATES)[number];

/** A film at a glance: so many frames beside one another in one picture, each from the middle of its part. */
export const FILMSTRIP = { pictures: 60, height: 90 } as const;

/** How loud a film is from its beginning to its end: white on nothing, in one picture. */
export const WAVEFORM = { width: 1_800, height: 120 } as const;

/** What can be asked for of a file. What is not made (yet) is NOT_FOUND, never something else in its place. */
export const FILE_VARIANTS = ['original', 'display', 'poster', 'filmstrip', 'waveform', 'proxy'] as const;

export type FileVariant = (typeof FILE_VARIANTS)[number];

/** What the server knows of a file. Spelt as in documents, which hold parts of it. */
export const fileAboutSchema = z.object({
  hash: hashSchema,
  name: fileNameSchema,
  type: z.enum(FILE_TYPES),
  bytes: count,
  width: z.int().min(1).optional(),
  height: z.int().min(1).optional(),
  thumbhash: z.string().max(64).optional(),
  video: videoFactsSchema.optional(),
  state: z.enum(FILE_STATES),
  /** Those that can be fetched now; `original` always. */
  variants: z.array(z.enum(FILE_VARIANTS)),
  /** Those that are made of it now or soon: whoever wants one may ask again. */
  making: z.array(z.enum(FILE_VARIANTS)).optional(),
});

export type FileAbout = z.infer<typeof fileAboutSchema>;

export const uploadedSchema = z.object({
  hash: hashSchema,
  url: z.string(),
  type: z.enum(FILE_TYPES),
  bytes: count,
  width: z.int().min(1).optional(),
  height: z.int().min(1).optional(),
});

export type Uploaded = z.infer<typeof uploadedSchema>;

export const fileLinksBody = z.object({
  document: z.string().max(200),
  hashes: z.array(hashSchema).min(1).max(FILE_LIMITS.links),
});

export const fileLinksSchema = z.object({
  /** By hash; those that may not be read are left out. Add `&as=` for a variant. */
  links: z.record(hashSchema, z.string()),
  /** By hash, of what is not there: how much of it has come, in percent, while somebody sends it. */
  arriving: z.record(hashSchema, z.int().min(0).max(100)),
  expires_at: z.iso.datetime(),
});

export type FileLinks = z.infer<typeof fileLinksSchema>;

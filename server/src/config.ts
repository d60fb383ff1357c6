import { resolve } from 'node:path';
import { z } from 'zod';
import { ClapperError, FILE_LIMITS, api } from '@clapper/protocol';
import { LOG_FORMATS, LOG_LEVELS } from './log.ts';
import { blobLocation, type BlobLocation } from './files/store/location.ts';
import { isPushHost, PUSH_SERVICES } from './notify/push/hosts.ts';

/** An origin: scheme and host, no path, no trailing slash. */
function originOf(value: string): string | null {
  if (!URL.canParse(value)) return null;
  const url = new URL(value);
  const bare = url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
  return bare && (url.protocol === 'http:' || url.protocol === 'https:') ? url.origin : null;
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** `90`, `15m`, `1h`, `7d` in milliseconds. */
function durationMs(value: string): number | null {
  const [, number, unit = 's'] = /^(\d{1,9})([smhd]?)$/.exec(value) ?? [];
  if (number === undefined) return null;
  return Number(number) * (SECONDS[unit || 's'] ?? 1) * 1_000;
}

const BYTES: Readonly<Record<string, number>> = { K: 1024, M: 1024 ** 2, G: 1024 ** 3, T: 1024 ** 4 };

/** `500M`, `8G`, `2T`, or bytes. */
function bytesOf(value: string): number | null {
  const [, number, unit = ''] = /^(\d{1,12})([KMGT]?)B?$/i.exec(value) ?? [];
  return number === undefined ? null : Number(number) * (BYTES[unit.toUpperCase()] ?? 1);
}

/** A mail server's address: `smtp://user:password@mail.example.org:587`. */
function mailServerOf(value: string): string | null {
  if (!URL.canParse(value)) return null;
  const { protocol, hostname } = new URL(value);
  return (protocol === 'smtp:' || protocol === 'smtps:') && hostname !== '' ? value : null;
}

/** `clapper@example.org`, or `Clapper <clapper@example.org>`. */
function senderOf(value: string): MailSender | null {
  const [, name = '', bracketed] = /^([^<>\p{Cc}]*)<([^<>]+)>$/u.exec(value) ?? [];
  const address = api.emailSchema.safeParse(bracketed ?? value);
  return address.success ? { name: name.trim().replace(/^"(.*)"$/, '$1'), address: address.data } : null;
}

/** `none`, or hosts and wildcards separated by commas. */
function pushHostsOf(value: string): string[] | null {
  if (value === 'none') return [];
  const hosts = value.split(',').map((host) => host.trim().toLowerCase());
  return hosts.every(isPushHost) ? hosts : null;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A string read by `read`; null from it is a wrong value. */
const parsed = <T>(read: (value: string) => T | null, sentence: string) =>
  z.string().transform((value, context) => {
    const result = read(value);
    if (result !== null) return result;
    context.addIssue({ code: 'custom', message: sentence });
    return z.NEVER;
  });

const integer = (min: number, max: number, sentence: string) =>
  parsed((value) => {
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    return number >= min && number <= max ? number : null;
  }, sentence);

const oneOf = <const T extends readonly string[]>(values: T) =>
  z.enum(values, {
    error: `must be ${values.slice(0, -1).join(', ')}${values.length > 1 ? ' or ' : ''}${values.at(-1)}`,
  });

/**
 * Everything the environment may say. Each variable says its own meaning (the table in README.md is made
 * from it) and, when it is wrong, its own sentence.
 */
const environmentSchema = z.object({
  HOST: z.string().default('127.0.0.1').meta({
    description: 'Address to listen on. `0.0.0.0` lets other computers in the studio reach it.',
  }),
  PORT: integer(0, 65_535, 'must be a port from 0 to 65535').default(3000).meta({
    description: 'Port to listen on; `0` picks a free one.',
  }),
  PUBLIC_URL: parsed(originOf, 'must be an address such as https://clapper.example.org, without a path')
    .optional()
    .meta({
      description:
        'Where people reach it, such as `https://clapper.example.org`; invite links start with it.',
    }),
  ALLOWED_ORIGINS: parsed((value) => {
    const origins = value.split(',').map((origin) => originOf(origin.trim()));
    return origins.includes(null) ? null : (origins as string[]);
  }, 'must be origins such as https://tools.example.org, separated by commas')
    .default([])
    .meta({ description: 'Other web origins whose pages may use the API and sync, separated by commas.' }),
  TRUST_PROXY: parsed((value) => {
    if (value === 'true') return 1;
    if (value === 'false') return 0;
    return /^\d$/.test(value) ? Number(value) : null;
  }, 'must be the number of proxies in front (0 to 9), true or false')
    .default(0)
    .meta({
      description:
        'How many proxies of yours stand in front (`true` is 1). Only then are `X-Forwarded-For`, `-Proto` and `-Host` believed.',
    }),
  TLS: oneOf(['local']).optional().meta({
    description: '`local` makes an authority of its own once and serves https; `/ca` says how to trust it.',
  }),
  TLS_CERT: z
    .string()
    .optional()
    .meta({ description: 'PEM file with the certificate and its chain; read again when it changes.' }),
  TLS_KEY: z.string().optional().meta({ description: 'PEM file with its key.' }),
  DATA_DIR: z
    .string()
    .default('./data')
    .transform((path) => resolve(path))
    .meta({
      description: 'Where everything is kept that is not in another database.',
    }),
  DATABASE_URL: z
    .string()
    .regex(/^(file:|postgres(ql)?:\/\/)./, { error: 'must start with file: or postgres://' })
    .optional()
    .meta({ description: '`file:PATH` for SQLite or `postgres://…`.' }),
  AUTH_SECRET: z
    .string()
    .min(32, { error: 'must have at least 32 characters' })
    .optional()
    .meta({ description: 'Signs access tokens. Several servers on one database need the same.' }),
  REGISTRATION: oneOf(['invited', 'open', 'closed']).default('invited').meta({
    description:
      'Who may sign up: everybody (`open`), who holds an invite link (`invited`), nobody (`closed`). The first account always may.',
  }),
  ADMIN_EMAIL: z
    .string()
    .pipe(api.emailSchema)
    .optional()
    .meta({ description: 'Only the account with this address becomes system admin.' }),
  METRICS_TOKEN: z
    .string()
    .regex(/^[^\s,]{16,}$/, { error: 'must have at least 16 characters, no space and no comma' })
    .optional()
    .meta({
      description:
        'Opens `/metrics` (Prometheus text) to programs that send it as a bearer token. Unset, it is not there.',
    }),
  SMTP_URL: parsed(
    mailServerOf,
    'must be the address of a mail server such as smtp://user:password@mail.example.org:587',
  )
    .optional()
    .meta({
      description:
        'Sends mail through this server (`smtp://` or `smtps://`); needs `MAIL_FROM` and `PUBLIC_URL`. Unset, no mail is sent.',
    }),
  MAIL_FROM: parsed(senderOf, 'must be an address such as Clapper <clapper@example.org>')
    .optional()
    .meta({ description: 'Whom mails come from, such as `Clapper <clapper@example.org>`.' }),
  PUSH_HOSTS: parsed(
    pushHostsOf,
    'must be none or names of push services such as push.example.org or *.push.example.org, separated by commas',
  )
    .default([...PUSH_SERVICES])
    .meta({
      description:
        'Push services whose browsers may be woken, separated by commas, or `none`. They are told whom to turn to: it needs an https `PUBLIC_URL`, or `ADMIN_EMAIL`.',
    }),
  BLOB_URL: parsed(blobLocation, 'must be file:PATH or s3:https://KEY:SECRET@HOST/BUCKET?region=REGION')
    .optional()
    .meta({
      description:
        'Where pictures and videos are kept: `file:PATH`, or `s3:https://KEY:SECRET@HOST/BUCKET?region=REGION`, with folders behind the bucket if wanted.',
    }),
  VIDEO_LIMIT: parsed(bytesOf, 'must be a size such as 500M or 8G')
    .default(FILE_LIMITS.video)
    .meta({ description: 'The largest video that is taken. A picture has 50 MB at most.' }),
  PROJECT_QUOTA: parsed(bytesOf, 'must be a size such as 50G')
    .optional()
    .meta({ description: 'What the files of one project may come to, each counted once.' }),
  FFMPEG: z.string().default('ffmpeg').meta({
    description:
      'The program that makes posters, filmstrips and proxies of videos, or `none`. Where there is none, videos play as they are; once there is one, those that are looked at are made too.',
  }),
  LOG_LEVEL: oneOf(LOG_LEVELS).default('info').meta({ description: 'The least that is logged.' }),
  LOG_FORMAT: oneOf(LOG_FORMATS).default('readable').meta({
    description: '`readable` for people, `json` for programs; on standard error.',
  }),
  ACCESS_TTL: parsed((value) => {
    const ms = durationMs(value);
    return ms !== null && ms >= 1_000 && ms <= 7 * DAY_MS ? ms : null;
  }, 'must be between 1s and 7d, such as 15m or 1h')
    .default(60 * MINUTE_MS)
    .meta({
      description: 'How long an access token lives. Every use also looks whether its session is live.',
    }),
});

/** What is used when a variable is not set, for the table, where the schema's own default does not say it well. */
const SHOWN_DEFAULTS: Readonly<Record<string, string>> = {
  ALLOWED_ORIGINS: 'none',
  DATA_DIR: '`./data`',
  DATABASE_URL: '`file:$DATA_DIR/clapper.db`',
  AUTH_SECRET: 'made once and kept in `DATA_DIR`',
  ACCESS_TTL: '`1h`',
  BLOB_URL: '`file:$DATA_DIR/blobs`',
  VIDEO_LIMIT: '`8G`',
  PROJECT_QUOTA: 'none',
  FFMPEG: 'the one that is found',
  ADMIN_EMAIL: 'the first account',
  PUBLIC_URL: 'the address a request came to',
  PUSH_HOSTS: 'those of Chromium, Firefox, Windows and Safari',
};

export type TlsConfig = { mode: 'off' } | { mode: 'files'; cert: string; key: string } | { mode: 'local' };

interface MailSender {
  /** '' for an address alone. */
  name: string;
  address: string;
}

export interface MailConfig {
  smtpUrl: string;
  from: MailSender;
  /** Where links in mails lead. */
  publicUrl: string;
}

export interface PushConfig {
  /** Which push services may be called. */
  hosts: readonly string[];
  /** Whom a push service turns to: an address of whoever runs this. */
  subject: string;
}

export interface FilesConfig {
  location: BlobLocation;
  videoBytes: number;
  /** Null: as much as there is room for. */
  projectBytes: number | null;
  /** The program, and where programs are looked for. Null: nothing is made of videos. */
  ffmpeg: { program: string; searchPath: string | undefined } | null;
}

export interface Config {
  host: string;
  port: number;
  publicUrl: string | null;
  allowedOrigins: readonly string[];
  /** Proxies in front whose forwarding headers are believed. */
  trustProxy: number;
  tls: TlsConfig;
  dataDir: string;
  databaseUrl: string;
  authSecret: string | null;
  registration: 'open' | 'invited' | 'closed';
  adminEmail: string | null;
  /** Null: there are no metrics. */
  metricsToken: string | null;
  logLevel: (typeof LOG_LEVELS)[number];
  logFormat: (typeof LOG_FORMATS)[number];
  accessTtlMs: number;
  /** Null: no mail is sent. */
  mail: MailConfig | null;
  /** Null: no device is woken. */
  push: PushConfig | null;
  files: FilesConfig;
}

/** @throws ClapperError INVALID_FIELDS whose message has one sentence per wrong value, all of them. */
export function loadConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  // `PORT= npm start` means "not set", as it does in every shell script.
  const set: Record<string, string> = {};
  for (const [name, value = ''] of Object.entries(environment))
    if (value.trim() !== '') set[name] = value.trim();
  const result = environmentSchema.safeParse(set);
  const problems = [...(result.success ? [] : result.error.issues.map(problemOf)), ...togetherProblems(set)];
  if (!result.success || problems.length > 0) throw wrongValues(problems);
  const env = result.data;
  return {
    host: env.HOST,
    port: env.PORT,
    publicUrl: env.PUBLIC_URL ?? null,
    allowedOrigins: env.ALLOWED_ORIGINS,
    trustProxy: env.TRUST_PROXY,
    tls: tlsOf(env),
    dataDir: env.DATA_DIR,
    databaseUrl: env.DATABASE_URL ?? `file:${env.DATA_DIR}/clapper.db`,
    authSecret: env.AUTH_SECRET ?? null,
    registration: env.REGISTRATION,
    adminEmail: env.ADMIN_EMAIL ?? null,
    metricsToken: env.METRICS_TOKEN ?? null,
    logLevel: env.LOG_LEVEL,
    logFormat: env.LOG_FORMAT,
    accessTtlMs: env.ACCESS_TTL,
    mail:
      env.SMTP_URL === undefined || env.MAIL_FROM === undefined || env.PUBLIC_URL === undefined
        ? null
        : { smtpUrl: env.SMTP_URL, from: env.MAIL_FROM, publicUrl: env.PUBLIC_URL },
    push: pushOf(env),
    files: {
      location: env.BLOB_URL ?? { kind: 'directory', path: resolve(env.DATA_DIR, 'blobs') },
      videoBytes: env.VIDEO_LIMIT,
      projectBytes: env.PROJECT_QUOTA ?? null,
      ffmpeg: env.FFMPEG === 'none' ? null : { program: env.FFMPEG, searchPath: environment['PATH'] },
    },
  };
}

function tlsOf(env: z.infer<typeof environmentSchema>): TlsConfig {
  if (env.TLS_CERT !== undefined && env.TLS_KEY !== undefined) {
    return { mode: 'files', cert: resolve(env.TLS_CERT), key: resolve(env.TLS_KEY) };
  }
  return env.TLS === 'local' ? { mode: 'local' } : { mode: 'off' };
}

/** Push services refuse who does not say whom to turn to. */
function pushOf({
  PUSH_HOSTS: hosts,
  PUBLIC_URL,
  ADMIN_EMAIL,
}: z.infer<typeof environmentSchema>): PushConfig | null {
  const page = PUBLIC_URL?.startsWith('https://') === true ? PUBLIC_URL : null;
  const subject = page ?? (ADMIN_EMAIL === undefined ? null : `mailto:${ADMIN_EMAIL}`);
  return hosts.length === 0 || subject === null ? null : { hosts, subject };
}

interface Problem {
  variable: string;
  sentence: string;
}

function problemOf(issue: z.core.$ZodIssue): Problem {
  const variable = String(issue.path[0]);
  // Values are not repeated: DATABASE_URL and AUTH_SECRET hold secrets.
  return {
    variable,
    sentence: `${variable} ${variable === 'ADMIN_EMAIL' ? 'must be an e-mail address' : issue.message}.`,
  };
}

function togetherProblems(set: Readonly<Record<string, string>>): Problem[] {
  const { TLS, TLS_CERT, TLS_KEY, SMTP_URL, MAIL_FROM, PUBLIC_URL } = set;
  const wrong = (variable: string, why: string) => ({ variable, sentence: `${variable} ${why}.` });
  return [
    ...(TLS_CERT !== undefined && TLS_KEY === undefined
      ? [wrong('TLS_KEY', 'is needed together with TLS_CERT')]
      : []),
    ...(TLS_KEY !== undefined && TLS_CERT === undefined
      ? [wrong('TLS_CERT', 'is needed together with TLS_KEY')]
      : []),
    ...(TLS !== undefined && TLS_CERT !== undefined
      ? [wrong('TLS', 'cannot be set together with TLS_CERT: choose one')]
      : []),
    ...(SMTP_URL !== undefined && MAIL_FROM === undefined
      ? [wrong('MAIL_FROM', 'is needed together with SMTP_URL')]
      : []),
    ...(SMTP_URL !== undefined && PUBLIC_URL === undefined
      ? [wrong('PUBLIC_URL', 'is needed together with SMTP_URL: links in mails start with it')]
      : []),
  ];
}

function wrongValues(problems: Problem[]): ClapperError {
  return new ClapperError('INVALID_FIELDS', problems.map(({ sentence }) => sentence).join('\n'), {
    details: problems.map(({ variable }) => ({ field: variable, code: 'invalid' })),
  });
}

/** The rows of the table in README.md. */
export function configTable(): string {
  const rows = Object.entries(environmentSchema.shape).map(([name, field]) => {
    const meta = field.meta() as { description?: string } | undefined;
    const preset = (field.def as { defaultValue?: unknown }).defaultValue;
    const shown = SHOWN_DEFAULTS[name] ?? (preset === undefined ? 'unset' : `\`${String(preset)}\``);
    return `| \`${name}\` | ${shown} | ${meta?.description ?? ''} |`;
  });
  return ['| variable | unset means | meaning |', '| --- | --- | --- |', ...rows].join('\n');
}

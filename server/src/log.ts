import { Writable } from 'node:stream';
import { pino } from 'pino';

/** An event name and its fields. Content, tokens, cookies and presence never go in here. */
export interface Logger {
  debug(fields: object, event: string): void;
  info(fields: object, event: string): void;
  warn(fields: object, event: string): void;
  error(fields: object, event: string): void;
  child(fields: object): Logger;
}

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export const LOG_FORMATS = ['readable', 'json'] as const;

export interface LogOptions {
  level: (typeof LOG_LEVELS)[number];
  format: (typeof LOG_FORMATS)[number];
  /** Standard error: standard output holds the one line that says where the server listens. */
  to: NodeJS.WritableStream;
}

/**
 * What must not reach a log even by mistake: the fields that carry secrets where requests, accounts
 * and errors are logged whole.
 */
const SECRET_FIELDS = ['password', 'token', 'ticket', 'cookie', 'authorization', 'headers', 'refresh'];

export function createLogger({ level, format, to }: LogOptions): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`]), censor: '[secret]' },
      serializers: { error: serializeError },
    },
    format === 'json' ? to : readable(to),
  );
}

/** Drops everything; for tests and tools that have no log. */
export const SILENT: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => SILENT,
};

/** Name, code, words and stack of an error and of its causes; pino's own drops causes that are not errors. */
function serializeError(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  const { name, message, stack, cause } = error;
  const code = (error as { code?: unknown }).code;
  return {
    name,
    message,
    ...(code === undefined ? {} : { code }),
    stack,
    ...(cause === undefined ? {} : { cause: serializeError(cause) }),
  };
}

/** One line per event for people: time, level, event, fields. */
function readable(to: NodeJS.WritableStream): Writable {
  return new Writable({
    decodeStrings: false,
    write(line: string | Buffer, _encoding, done) {
      to.write(readableLine(String(line)));
      done();
    },
  });
}

export function readableLine(json: string): string {
  const { time, level, msg, error, ...fields } = JSON.parse(json) as Record<string, unknown>;
  const facts = Object.entries(fields).map(([key, value]) => ` ${key}=${JSON.stringify(value)}`);
  const head = `${String(time).slice(11, 23)} ${String(level).toUpperCase().padEnd(5)} ${String(msg)}${facts.join('')}`;
  return `${[head, ...errorLines(error)].join('\n')}\n`;
}

function errorLines(error: unknown): string[] {
  if (error === undefined) return [];
  if (typeof error !== 'object' || error === null) return [`  ${String(error)}`];
  const { stack, message, cause } = error as { stack?: string; message?: string; cause?: unknown };
  const lines = (stack ?? message ?? '').split('\n').map((line) => `  ${line}`);
  return [...lines, ...errorLines(cause)];
}

import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createLogger, readableLine, type LogOptions } from './log.ts';

function lines(
  options: Pick<LogOptions, 'format' | 'level'>,
  act: (log: ReturnType<typeof createLogger>) => void,
) {
  let text = '';
  const to = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  act(createLogger({ ...options, to }));
  return text.split('\n').filter((line) => line !== '');
}

describe('log', () => {
  it('writes one JSON object per event for programs', () => {
    const [line = ''] = lines({ format: 'json', level: 'info' }, (log) => {
      log.debug({}, 'below.level');
      log.child({ part: 'http' }).warn({ status: 429 }, 'http.refused');
    });
    expect(JSON.parse(line)).toEqual({
      level: 'warn',
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      part: 'http',
      status: 429,
      msg: 'http.refused',
    });
  });

  it('writes one line per event for people, and an error with its causes below', () => {
    const error = new Error('outer', { cause: new Error('inner') });
    const text = lines({ format: 'readable', level: 'info' }, (log) => log.error({ error, a: 1 }, 'broke'));
    expect(text[0]).toMatch(/^\d\d:\d\d:\d\d\.\d{3} ERROR broke a=1$/);
    expect(text).toContain('  Error: outer');
    expect(text).toContain('  Error: inner');
  });

  it('hides what carries secrets, wherever somebody put it', () => {
    const secret = 'hunter2-hunter2';
    const text = lines({ format: 'json', level: 'info' }, (log) => {
      log.info(
        { password: secret, body: { token: secret }, request: { headers: { cookie: secret } } },
        'oops',
      );
    });
    expect(text.join()).not.toContain(secret);
    expect(text.join()).toContain('[secret]');
  });

  it('reads an error that is no Error', () => {
    expect(readableLine('{"time":"2026-11-21T03:00:00.000Z","level":"error","msg":"x","error":"text"}')).toBe(
      '03:00:00.000 ERROR x\n  text\n',
    );
  });
});

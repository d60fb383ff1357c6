import { ClapperError } from '@clapper/protocol';
import postgres from 'postgres';
import { expect, it } from 'vitest';
import { fromPostgres, mayRepeat } from './errors.ts';

// The driver builds its errors from what the database sent, which its types do not say.
const Refusal = postgres.PostgresError as unknown as new (fields: object) => postgres.PostgresError;
const refusal = (code: string) => new Refusal({ code, message: 'It says why' });

it.each([
  ['53100', 'DISK_FULL'],
  ['23503', 'NOT_FOUND'],
  ['23505', 'TAKEN'],
  ['57014', 'UNAVAILABLE'],
  ['25006', 'UNAVAILABLE'],
])('[ST6] reads %s as %s', (code, expected) => {
  const wrapped = new Error('Failed query: insert … params: secret-hash', { cause: refusal(code) });
  const error = fromPostgres(wrapped);
  expect(error.code).toBe(expected);
  // What a library wraps around it repeats the parameters of the query.
  expect(error.message).not.toContain('secret-hash');
});

it('[ST6] takes what has a system’s code for an outage and anything else for a bug', () => {
  expect(fromPostgres(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })).code).toBe(
    'UNAVAILABLE',
  );
  expect(fromPostgres(new TypeError('undefined is not a function')).code).toBe('INTERNAL');
  const ours = new ClapperError('INVALID', 'It is.');
  expect(fromPostgres(ours)).toBe(ours);
});

it('[ST2] repeats what the database rolled back over a deadlock, and nothing else', () => {
  expect([refusal('40P01'), refusal('40001'), refusal('23505'), new Error('x')].map(mayRepeat)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

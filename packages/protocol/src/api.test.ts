import { describe, expect, it } from 'vitest';
import * as api from './api.ts';

const ID = '01940000-0000-7000-8000-00000000abcd';
const account = {
  username: 'haneul',
  email: 'haneul@example.com',
  password: 'long enough 1',
  nickname: '김하늘',
};

/** Paths of the fields that do not fit. */
function wrong(
  schema: { safeParse(value: unknown): { success: boolean; error?: { issues: { path: PropertyKey[] }[] } } },
  value: unknown,
): string[] {
  const parsed = schema.safeParse(value);
  return parsed.success ? [] : [...new Set(parsed.error!.issues.map(({ path }) => path.join('.')))];
}

describe('registering', () => {
  it('takes names of any script, trimmed and composed', () => {
    const body = { ...account, username: ' \u1112\u1161\u1102\u1173\u11af ', nickname: ' 김하늘 ' };
    expect(api.registerBody.parse(body)).toMatchObject({ username: '하늘', nickname: '김하늘' });
  });

  it('compares passwords in one form of Unicode and leaves their spaces alone', () => {
    const decomposed = { ...account, password: ' \u1107\u1175\u1103\u1161 열 글자가 넘는 암호 ' };
    expect(api.registerBody.parse(decomposed).password).toBe(' 비다 열 글자가 넘는 암호 ');
  });

  it.each([
    ['a missing field', { ...account, email: undefined }, ['email']],
    ['an address in the user name', { ...account, username: 'a@b' }, ['username']],
    ['a space in the user name', { ...account, username: 'a b' }, ['username']],
    ['an empty name', { ...account, nickname: '  ' }, ['nickname']],
    ['a long name', { ...account, nickname: 'x'.repeat(101) }, ['nickname']],
    ['a line break in a name', { ...account, nickname: 'a\nb' }, ['nickname']],
    ['a name that turns the text around', { ...account, nickname: 'a\u202eb' }, ['nickname']],
    ['no address', { ...account, email: 'haneul' }, ['email']],
    ['a short password', { ...account, password: '123456789' }, ['password']],
    ['a password to hash for minutes', { ...account, password: 'x'.repeat(257) }, ['password']],
    ['all of them', {}, ['username', 'email', 'password', 'nickname']],
  ])('refuses %s, by field', (_, body, fields) => {
    expect(wrong(api.registerBody, body)).toEqual(fields);
  });
});

describe('a project', () => {
  it('needs a name and nothing more', () => {
    expect(api.projectBody.parse({ name: ' 서울 골목 커피 30초 ' })).toEqual({ name: '서울 골목 커피 30초' });
  });

  it('takes everything it has', () => {
    const body = {
      id: ID,
      name: 'x',
      description: '',
      deadline: '2026-12-18',
      tag: 'storyboard',
      template: 'pipeline',
      language: 'en',
    };
    expect(api.projectBody.parse(body)).toEqual(body);
  });

  it.each([
    ['no name', {}, ['name']],
    ['a long name', { name: 'x'.repeat(256) }, ['name']],
    ['a bad day', { name: 'x', deadline: '2026-02-30' }, ['deadline']],
    ['a time for a day', { name: 'x', deadline: '2026-12-18T00:00:00Z' }, ['deadline']],
    ['an unknown template', { name: 'x', template: 'five-acts' }, ['template']],
    ['a long description', { name: 'x', description: 'x'.repeat(5_001) }, ['description']],
    ['an id that is none', { name: 'x', id: '1' }, ['id']],
  ])('refuses %s', (_, body, fields) => {
    expect(wrong(api.projectBody, body)).toEqual(fields);
  });

  it('is changed field by field; template, language and id stay', () => {
    expect(api.projectPatch.parse({})).toEqual({});
    expect(api.projectPatch.parse({ status: 'archived', deadline: null })).toEqual({
      status: 'archived',
      deadline: null,
    });
    expect(api.projectPatch.parse({ template: 'pipeline', language: 'en', id: ID })).toEqual({});
    expect(wrong(api.projectPatch, { status: 'deleted' })).toEqual(['status']);
  });
});

describe('roles', () => {
  it('invites reviewers unless told otherwise, and never managers', () => {
    expect(api.inviteBody.parse({})).toEqual({ role: 'reviewer' });
    expect(api.inviteBody.parse({ role: 'editor', expires_at: null })).toEqual({
      role: 'editor',
      expires_at: null,
    });
    for (const role of ['admin', 'owner', 'member', ''])
      expect(wrong(api.inviteBody, { role })).toEqual(['role']);
  });

  it('reads the seeds’ member as reviewer', () => {
    expect(api.participantPatch.parse({ role: 'member' })).toEqual({ role: 'reviewer' });
    expect(api.participantPatch.parse({ role: 'owner' })).toEqual({ role: 'owner' });
    expect(wrong(api.participantPatch, { role: 'guest' })).toEqual(['role']);
  });
});

it('speaks ISO-8601 in UTC', () => {
  expect(wrong(api.ticketSchema, { ticket: 't', expires_at: '2026-11-21T03:00:00.000Z' })).toEqual([]);
  expect(wrong(api.ticketSchema, { ticket: 't', expires_at: '2026-11-21T12:00:00+09:00' })).toEqual([
    'expires_at',
  ]);
  expect(wrong(api.ticketSchema, { ticket: 't', expires_at: 1_795_000_000_000 })).toEqual(['expires_at']);
});

it('tells errors with a code of the table and nothing else', () => {
  const error = { code: 'INVALID_FIELDS', message: 'x', details: [{ field: 'name', code: 'too_long' }] };
  expect(wrong(api.errorSchema, { error })).toEqual([]);
  expect(wrong(api.errorSchema, { error: { ...error, code: 'OOPS' } })).toEqual(['error.code']);
});

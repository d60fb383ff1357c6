import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addEvent, moveEvent, readCalendar, setCalendarZone } from '@clapper/documents';
import { api as schemas, newId, projectDocument } from '@clapper/protocol';
import { createLogger } from '../log.ts';
import { openApi, type Answer, type Person, type TestApi } from './test-api.ts';

let api: TestApi;
const logged: string[] = [];
const people = new Map<string, Person>();
const who = (name: string): Person => people.get(name)!;
let project: string;
let event: string;
let addresses = 0;

beforeAll(async () => {
  const to = new Writable({
    write(line, _encoding, done) {
      logged.push(String(line));
      done();
    },
  });
  api = await openApi({ log: createLogger({ level: 'debug', format: 'json', to }) });
  for (const name of ['owner', 'editor', 'viewer', 'stranger']) people.set(name, await api.person(name));
  project = (await ask('owner', 'POST', '/projects', { name: '골목 커피', language: 'ko' })).body.id;
  await join('editor');
  await join('viewer');
  await write((doc) => {
    event = addEvent(
      doc,
      {
        when: { allDay: false, start: '2026-11-10T06:00', end: '2026-11-10T18:00', zone: 'Asia/Seoul' },
        fields: { title: '1회차 촬영', people: [{ user: who('editor').id, name: 'old name' }] },
        by: who('owner').id,
        at: 1,
      },
      'test',
    );
  });
});
afterAll(() => api.close());

function ask(name: string, method: string, path: string, body?: object): Promise<Answer> {
  return api.call(method, path, { token: who(name).token, ...(body === undefined ? {} : { body }) });
}

async function join(name: 'editor' | 'viewer'): Promise<void> {
  const invite = await ask('owner', 'POST', `/projects/${project}/invite`, { role: name });
  await ask(name, 'POST', '/projects/join', { invite_code: invite.body.invite_code });
}

/** Writes as the owner, through the room like everybody's. */
async function write(change: Parameters<TestApi['server']['sync']['write']>[2]): Promise<void> {
  const { id, name } = who('owner');
  const principal = {
    user: id,
    name,
    session: newId(),
    expiresAt: Infinity,
    isSystemAdmin: false,
    guest: null,
  };
  await api.server.sync.write(projectDocument(project, 'calendar'), principal, change);
}

const FEED = () => `/projects/${project}/calendar/feed`;

/** The path of a new address. */
async function newFeed(name: string): Promise<string> {
  const made = await ask(name, 'POST', FEED());
  expect(made.status).toBe(201);
  return new URL(schemas.newCalendarFeedSchema.parse(made.body).url).pathname;
}

/** As another program asks: without a token, from somewhere. */
function fetchFeed(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return api.call('GET', `http://studio.example${path}`, { headers, address: `192.0.2.${(addresses += 1)}` });
}

const GONE = { status: 404, body: { error: { code: 'NOT_FOUND', message: expect.any(String) } } };

describe('[CF1] the address of a calendar', () => {
  it('is a secret of 256 bits, told once, of which only a hash is kept', async () => {
    expect((await ask('editor', 'GET', FEED())).body).toEqual({ feed: null });
    const made = await ask('editor', 'POST', FEED());
    const { url, created_at } = schemas.newCalendarFeedSchema.parse(made.body);
    const secret = /^http:\/\/[^/]+\/calendar\/([A-Za-z0-9_-]{43})\.ics$/.exec(url)![1]!;
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    expect((await ask('editor', 'GET', FEED())).body).toEqual({ feed: { created_at } });
    const kept = await api.storage.calendarFeeds.get(project, who('editor').id);
    expect(JSON.stringify(kept)).not.toContain(secret);
  });

  it('is read without a token: the calendar of that project, with names of today and no e-mail', async () => {
    const answer = await fetchFeed(await newFeed('viewer'));
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'text/calendar; charset=utf-8',
    ]);
    const unfolded = answer.body.replaceAll('\r\n ', '');
    expect(unfolded).toMatch(/X-WR-CALNAME\S*:골목 커피/);
    expect(unfolded).toContain('DTSTART;TZID=Asia/Seoul:20261110T060000');
    expect(unfolded).toContain('SUMMARY:1회차 촬영');
    expect(unfolded).toMatch(/ATTENDEE;CN=editor;/);
    expect(unfolded).not.toContain('@example.org');
  });

  it('says whose days it goes by: the calendar’s own zone, and its project’s until it has one', async () => {
    const path = await newFeed('viewer');
    const zone = async () => /X-WR-TIMEZONE\S*:(\S+)/.exec((await fetchFeed(path)).body)?.[1];
    expect(await zone()).toBe('Asia/Seoul');
    await write((doc) => setCalendarZone(doc, 'America/New_York', 'test'));
    expect(await zone()).toBe('America/New_York');
  });

  it('of a project whose calendar nobody opened yet is empty', async () => {
    const other = (await ask('stranger', 'POST', '/projects', { name: 'Other' })).body.id;
    const made = await ask('stranger', 'POST', `/projects/${other}/calendar/feed`);
    const { status, body } = await fetchFeed(new URL(made.body.url).pathname);
    expect(status).toBe(200);
    expect(body).toMatch(/^BEGIN:VCALENDAR\r\n/);
    expect(body).not.toContain('VEVENT');
  });
});

describe('[CF2] nothing is at an address', () => {
  it('that never was, or is none', async () => {
    const known = await newFeed('owner');
    for (const path of [
      `/calendar/${'A'.repeat(43)}.ics`,
      `/calendar/${'A'.repeat(42)}.ics`,
      known.replace('.ics', ''),
      known.replace('.ics', '.ics/more'),
      '/calendar/',
      '/calendar/%00.ics',
    ]) {
      expect([path, await fetchFeed(path, { accept: 'text/html' })]).toEqual([
        path,
        expect.objectContaining(GONE),
      ]);
    }
  });

  it('that was replaced or taken back', async () => {
    const first = await newFeed('editor');
    const second = await newFeed('editor');
    expect((await fetchFeed(first)).status).toBe(404);
    expect((await fetchFeed(second)).status).toBe(200);
    expect((await ask('editor', 'DELETE', FEED())).status).toBe(204);
    expect(await fetchFeed(second)).toMatchObject(GONE);
    expect((await ask('editor', 'DELETE', FEED())).status).toBe(204);
  });

  it('of somebody who was removed, also when they are back', async () => {
    const path = await newFeed('viewer');
    const seat = `/projects/${project}/participants/${who('viewer').id}`;
    expect((await ask('owner', 'DELETE', seat)).status).toBe(204);
    expect(await fetchFeed(path)).toMatchObject(GONE);
    await join('viewer');
    expect(await fetchFeed(path)).toMatchObject(GONE);
    expect((await fetchFeed(await newFeed('viewer'))).status).toBe(200);
  });

  it('of a project that was removed', async () => {
    const other = (await ask('stranger', 'POST', '/projects', { name: 'Doomed' })).body.id;
    const made = await ask('stranger', 'POST', `/projects/${other}/calendar/feed`);
    expect((await ask('stranger', 'DELETE', `/projects/${other}`)).status).toBe(204);
    expect(await fetchFeed(new URL(made.body.url).pathname)).toMatchObject(GONE);
  });

  it('for a stranger to make, see or take', async () => {
    const path = await newFeed('owner');
    for (const method of ['GET', 'POST', 'DELETE']) {
      expect((await ask('stranger', method, FEED())).status).toBe(404);
      expect((await api.call(method, FEED())).status).toBe(401);
    }
    expect((await fetchFeed(path)).status).toBe(200);
  });
});

describe('[CF3] who has it', () => {
  it('is told so by its tag, until anything in it changes', async () => {
    const path = await newFeed('owner');
    const first = await fetchFeed(path);
    const etag = first.headers.get('etag')!;
    for (const tag of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const again = await fetchFeed(path, { 'if-none-match': tag });
      expect([again.status, again.body, again.headers.get('etag')]).toEqual([304, '', etag]);
    }
    expect((await fetchFeed(path, { 'if-none-match': '"other"' })).status).toBe(200);
    await write((doc) => {
      const { when } = readCalendar(doc).events[0]!;
      if (when.allDay) throw new Error('It has a clock.');
      moveEvent(doc, event, { ...when, end: '2026-11-10T20:00' }, { by: who('owner').id, at: 2 }, 'test');
    });
    const next = await fetchFeed(path, { 'if-none-match': etag });
    expect(next.status).toBe(200);
    expect(next.body).toContain('DTEND;TZID=Asia/Seoul:20261110T200000');
    expect(next.body).toContain('SEQUENCE:1');
    await ask('owner', 'PUT', `/projects/${project}`, { name: 'Alley coffee' });
    const renamed = await fetchFeed(path, { 'if-none-match': next.headers.get('etag')! });
    expect(renamed.body).toMatch(/X-WR-CALNAME\S*:Alley coffee/);
  });

  it('is slowed when it asks without end, and nobody else is', async () => {
    const [path, other] = [await newFeed('owner'), await newFeed('editor')];
    const statuses: number[] = [];
    let last: Answer;
    do {
      last = await fetchFeed(path);
      statuses.push(last.status);
    } while (last.status === 200 && statuses.length < 100);
    expect(statuses).toHaveLength(61);
    expect([last.status, last.body.error.code]).toEqual([429, 'RATE_LIMITED']);
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await fetchFeed(other)).status).toBe(200);
  });

  it('and guesses is stopped', async () => {
    const guess = () =>
      api.call('GET', `http://studio.example/calendar/${newId()}.ics`, { address: '198.51.100.7' });
    let answer = await guess();
    for (let tries = 1; answer.status === 404 && tries < 300; tries += 1) answer = await guess();
    expect(answer.status).toBe(429);
  });
});

it('[CF4] no secret is in the log, whatever comes of the request', async () => {
  const path = await newFeed('editor');
  const before = logged.length;
  await fetchFeed(path);
  await ask('editor', 'DELETE', FEED());
  await fetchFeed(path);
  const lines = logged.slice(before).join('\n');
  expect(lines).toContain('/calendar/:file');
  expect(lines).not.toContain(path.slice('/calendar/'.length, 30));
  expect(logged.join('\n')).not.toMatch(/\/calendar\/[A-Za-z0-9_-]{20}/);
});

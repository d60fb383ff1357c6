import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@clapper/protocol';
import type { Mail } from '../storage/storage.ts';
import { openApi, type Answer, type Person, type TestApi } from './test-api.ts';
import { openTeam, type Team } from './test-team.ts';

const MAIL = {
  smtpUrl: 'smtp://127.0.0.1:1',
  from: { name: 'Clapper', address: 'clapper@studio.example' },
  publicUrl: 'https://clapper.studio.example',
};

let api: TestApi;
let team: Team['people'] & { project: string };
beforeAll(async () => {
  api = await openApi({ config: { mail: MAIL } });
  const { people, project } = await openTeam(api);
  team = { ...people, project };
});
afterAll(() => api.close());

const invite = (person: Person, body: object): Promise<Answer> =>
  api.call('POST', '/invitations', { token: person.token, body: { project_id: team.project, ...body } });
const address = () => `${newId()}@studio.example`;
const mailsTo = async (email: string): Promise<Mail[]> =>
  (await api.storage.deliveries.mails(Date.now() + 1e12, 1_000)).filter((mail) => mail.address === email);
async function tokenFor(email: string): Promise<string> {
  const [mail] = await mailsTo(email);
  return /\/join\/([0-9a-z]{32})\n/.exec(mail!.text)![1]!;
}
async function invited(body: object = {}): Promise<{ email: string; token: string }> {
  const email = address();
  expect((await invite(team.owner, { emails: [email], ...body })).body.queued).toBe(1);
  return { email, token: await tokenFor(email) };
}
const verify = (token: string) => api.call('GET', `/invitations/verify?token=${token}`);
const open = async (): Promise<{ id: string; email: string }[]> =>
  (await api.call('GET', `/projects/${team.project}/invitations`, { token: team.owner.token })).body
    .invitations;

describe('asking people in by mail', () => {
  it('queues one mail for each address and says which get none and why', async () => {
    const [one, two] = [address(), address()];
    const emails = [one, 'no address', one.toUpperCase(), team.viewer.email, `  ${two} `];
    const { status, body } = await invite(team.owner, { emails, message: 'Bitte <b>heute</b>\nnoch' });
    expect([status, body]).toEqual([
      202,
      {
        batch_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        total: 5,
        queued: 2,
        failed: [
          { email: 'no address', reason: 'invalid' },
          { email: one.toUpperCase(), reason: 'duplicate' },
          { email: team.viewer.email, reason: 'member' },
        ],
      },
    ]);
    const [mail, ...more] = await mailsTo(one);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ messageId: `<${mail!.id}@studio.example>`, user: null });
    expect(mail!.text).toContain('> Bitte <b>heute</b>\n> noch');
    expect(mail!.html).toContain('Bitte &lt;b&gt;heute&lt;/b&gt;<br>noch');
    expect(mail!.text).toContain(`${MAIL.publicUrl}/join/`);
    expect(await mailsTo(two)).toHaveLength(1);
  });

  it('mails once what is asked twice', async () => {
    const { email } = await invited();
    const again = await invite(team.owner, { emails: [email] });
    expect([again.status, again.body.failed]).toEqual([202, [{ email, reason: 'invited' }]]);
    expect(await mailsTo(email)).toHaveLength(1);
  });

  it('answers the same for an address with an account elsewhere and for one without', async () => {
    const elsewhere = await api.person(newId(), { inviteCode: (await invited()).token });
    await api.call('DELETE', `/projects/${team.project}/participants/${elsewhere.id}`, {
      token: team.owner.token,
    });
    const [known, unknown] = [elsewhere.email, address()];
    const answers = [];
    for (const email of [known, unknown]) answers.push((await invite(team.owner, { emails: [email] })).body);
    const [one, other] = answers.map(({ batch_id: _id, ...rest }) => rest);
    expect(one).toEqual(other);
    const letters = await Promise.all([known, unknown].map(async (email) => (await mailsTo(email))[0]!));
    const bare = letters.map(({ text, subject }) => [subject, text.replace(/join\/\w+/, '')]);
    expect(bare[0]).toEqual(bare[1]);
  });

  it('is for owner and admin, and to strangers the project is not there', async () => {
    const { owner, editor, reviewer, viewer, stranger } = team;
    const statuses = [];
    for (const person of [owner, editor, reviewer, viewer, stranger])
      statuses.push((await invite(person, { emails: [address()] })).status);
    expect(statuses).toEqual([202, 403, 403, 403, 404]);
    const anywhere = { project_id: newId(), emails: [address()] };
    expect((await invite(owner, anywhere)).status).toBe(404);
  });

  it.each([
    ['nobody', { emails: [] }, 'emails'],
    ['a hundred and one', { emails: Array.from({ length: 101 }, address) }, 'emails'],
    ['a role that no invitation carries', { role: 'admin' }, 'role'],
    ['a long message', { message: 'x'.repeat(1_001) }, 'message'],
    ['an end that is past', { expires_at: '2020-01-01T00:00:00Z' }, 'expires_at'],
  ])('refuses %s', async (_what, body, field) => {
    const { status, body: answer } = await invite(team.owner, { emails: [address()], ...body });
    expect([status, answer.error.details[0].field]).toEqual([422, field]);
  });

  it('writes to one address so often a day from one person, whatever project it is for', async () => {
    const email = address();
    const reasons = [];
    for (let i = 0; i < 6; i++) {
      const body = { name: `project ${i}` };
      const made = await api.call('POST', '/projects', { token: team.editor.token, body });
      const answer = await invite(team.editor, { project_id: made.body.id, emails: [email] });
      reasons.push(answer.body.failed[0]?.reason ?? 'queued');
    }
    expect(reasons).toEqual([...Array.from({ length: 5 }, () => 'queued'), 'limited']);
  });
});

describe('an invitation', () => {
  it('says what it opens, to programs with what stands for it for an hour', async () => {
    const { token } = await invited({ role: 'reviewer' });
    const { status, body } = await verify(token);
    expect([status, body]).toEqual([
      200,
      {
        valid: true,
        project: { id: team.project, name: '골목 커피' },
        role: 'reviewer',
        guest_token: expect.stringContaining('.'),
        expires_at: expect.stringContaining('T'),
      },
    ]);
    // It is no access token, and opens nothing by itself.
    expect((await api.call('GET', '/projects', { token: body.guest_token })).status).toBe(401);
    const person = await api.person(newId(), { inviteCode: body.guest_token });
    const mine = await api.call('GET', `/projects/${team.project}`, { token: person.token });
    expect([mine.status, mine.body.role]).toEqual([200, 'reviewer']);
    expect((await verify(token)).body.valid).toBe(false);
    expect((await api.call('GET', `/invites/${token}`)).status).toBe(200);
  });

  it('joins who has an account, and nobody after them', async () => {
    const { token } = await invited({ role: 'editor' });
    const body = { invite_code: token };
    const joined = await api.call('POST', '/projects/join', { token: team.stranger.token, body });
    expect([joined.status, joined.body.role]).toEqual([200, 'editor']);
    const other = await api.person(newId(), { inviteCode: (await invited({ role: 'viewer' })).token });
    const late = await api.call('POST', '/projects/join', { token: other.token, body });
    expect([late.status, late.body.error.code]).toEqual([404, 'INVITE_NOT_FOUND']);
    const left = `/projects/${team.project}/participants/${team.stranger.id}`;
    await api.call('DELETE', left, { token: team.stranger.token });
    expect((await api.call('POST', '/projects/join', { token: team.stranger.token, body })).status).toBe(404);
  });

  it('opens nothing once it was taken back, also by what stood for it', async () => {
    const { email, token } = await invited();
    const { guest_token: stood } = (await verify(token)).body;
    const { id } = (await open()).find((one) => one.email === email)!;
    const path = `/projects/${team.project}/invitations/${id}`;
    expect((await api.call('DELETE', path, { token: team.editor.token })).status).toBe(403);
    expect((await api.call('DELETE', path, { token: team.owner.token })).status).toBe(204);
    expect((await api.call('DELETE', path, { token: team.owner.token })).status).toBe(404);
    for (const code of [token, stood]) {
      expect((await verify(code)).body).toMatchObject({ valid: false, project: null, guest_token: null });
      const body = { invite_code: code };
      expect((await api.call('POST', '/projects/join', { token: team.stranger.token, body })).status).toBe(
        404,
      );
    }
    expect(await mailsTo(email)).toEqual([]);
  });

  it('runs out, and what stood for it an hour after it was shown', async () => {
    const { email, token } = await invited({
      expires_at: new Date(Date.now() + 3 * 3_600_000).toISOString(),
    });
    const { guest_token: stood } = (await verify(token)).body;
    expect((await verify(stood)).body.valid).toBe(false);
    const preview = async (code: string) => (await api.call('GET', `/invites/${code}`)).status;
    expect([await preview(stood), await preview(token)]).toEqual([200, 200]);
    api.pass(3_602_000);
    expect([await preview(stood), await preview(token)]).toEqual([404, 200]);
    api.pass(2 * 3_600_000);
    expect((await verify(token)).body.valid).toBe(false);
    const login = await api.call('POST', '/auth/login', {
      body: { login: team.owner.email, password: 'correct horse battery' },
    });
    const listed = await api.call('GET', `/projects/${team.project}/invitations`, {
      token: login.body.access_token,
    });
    expect(listed.body.invitations.map((one: { email: string }) => one.email)).not.toContain(email);
  });

  it('is guessed at so often from one address', async () => {
    const statuses = [];
    for (let i = 0; i < 201; i++)
      statuses.push(
        (await api.call('GET', `/invitations/verify?token=x${i}`, { address: '203.0.113.9' })).status,
      );
    expect([statuses[0], statuses.at(-1)]).toEqual([200, 429]);
  });
});

it('without a mail server nothing is kept, and each address is told so', async () => {
  const plain = await openApi();
  const owner = await plain.person('owner');
  const made = await plain.call('POST', '/projects', { token: owner.token, body: { name: 'mail' } });
  const body = { project_id: made.body.id, emails: ['a@studio.example'] };
  const answer = await plain.call('POST', '/invitations', { token: owner.token, body });
  expect([answer.status, answer.body.queued, answer.body.failed]).toEqual([
    202,
    0,
    [{ email: 'a@studio.example', reason: 'mail_off' }],
  ]);
  const list = await plain.call('GET', `/projects/${made.body.id}/invitations`, { token: owner.token });
  expect(list.body.invitations).toEqual([]);
  await plain.close();
});

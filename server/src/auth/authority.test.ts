import { describe, expect, it } from 'vitest';
import { ClapperError, newId } from '@clapper/protocol';
import type { Accounts, User } from '../storage/storage.ts';
import { createAuthority } from './authority.ts';
import { createTickets } from './tickets.ts';
import { createTokens } from './tokens.ts';

const secret = new TextEncoder().encode('a secret of at least thirty-two characters');

/** Sessions whose reads one can hold back: the races are between a read and an end. */
async function world() {
  let time = 1_700_000_000_000;
  const now = () => time;
  const user = { id: newId(), nickname: '김', isAdmin: false } as User;
  const session = newId();
  let live = true;
  let reads = 0;
  let failure: Error | null = null;
  let gate: Promise<void> = Promise.resolve();
  const accounts = {
    async session(id: string) {
      reads++;
      const answer = live && id === session ? { session: { id }, user: { ...user } } : null;
      await gate;
      if (failure !== null) throw failure;
      return answer;
    },
  } as unknown as Accounts;
  const tokens = await createTokens({ secret, ttlMs: 3_600_000, now });
  const tickets = createTickets(now);
  const stands = () => Promise.resolve(true);
  const authority = createAuthority({ accounts, tokens, tickets, accessTtlMs: 3_600_000, stands, now });
  return {
    authority,
    tickets,
    user,
    session,
    token: (await tokens.sign(user.id, session)).token,
    reads: () => reads,
    pass: (ms: number) => (time += ms),
    endElsewhere: () => (live = false),
    fail: (error: Error | null) => (failure = error),
    hold() {
      let release = () => {};
      gate = new Promise((resolve) => (release = resolve));
      return release;
    },
  };
}

const refused = { code: 'UNAUTHENTICATED' };

describe('authority', () => {
  it('says who it is, from one look for all who ask at once', async () => {
    const { authority, token, user, session, reads } = await world();
    const all = await Promise.all(Array.from({ length: 20 }, () => authority.authenticate(token)));
    expect(all[0]).toEqual({
      user: user.id,
      name: '김',
      session,
      expiresAt: expect.any(Number),
      isSystemAdmin: false,
    });
    expect(reads()).toBe(1);
  });

  it('refuses a session from the moment its end is told', async () => {
    const { authority, token, session } = await world();
    await authority.authenticate(token);
    authority.sessionEnded(session);
    await expect(authority.authenticate(token)).rejects.toMatchObject(refused);
  });

  it('refuses a session that ended while it was being looked up', async () => {
    const { authority, token, session, hold } = await world();
    const release = hold();
    const answer = authority.authenticate(token);
    authority.sessionEnded(session);
    release();
    await expect(answer).rejects.toMatchObject(refused);
  });

  it('notices within a second what another process ended', async () => {
    const { authority, token, endElsewhere, pass } = await world();
    await authority.authenticate(token);
    endElsewhere();
    pass(1_000);
    await expect(authority.authenticate(token)).rejects.toMatchObject(refused);
  });

  it('never takes an outage for a denial, and looks again after it', async () => {
    const { authority, token, fail } = await world();
    fail(new ClapperError('UNAVAILABLE', 'The disk is away.'));
    await expect(authority.authenticate(token)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    fail(null);
    await expect(authority.authenticate(token)).resolves.toMatchObject({ name: '김' });
  });

  it('shows a new name at once', async () => {
    const { authority, token, user } = await world();
    await authority.authenticate(token);
    user.nickname = '이';
    authority.userChanged(user.id);
    expect(await authority.authenticate(token)).toMatchObject({ name: '이' });
  });

  it('takes a ticket for the session that asked for it, while it lives', async () => {
    const { authority, tickets, user, session } = await world();
    const issue = () => tickets.issue(user.id, { session, document: null }).ticket;
    expect(await authority.redeemTicket(issue(), null)).toMatchObject({ user: user.id, session });
    const late = issue();
    authority.sessionEnded(session);
    await expect(authority.redeemTicket(late, null)).rejects.toMatchObject(refused);
  });
});

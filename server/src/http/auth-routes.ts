import { Hono } from 'hono';
import { api, ClapperError, newId } from '@clapper/protocol';
import type { Principal } from '../auth/principal.ts';
import type { SignedIn } from '../auth/sessions.ts';
import type { CreateUserResult, NewUser } from '../storage/storage.ts';
import type { AppContext, AppEnv, HttpOptions } from './context.ts';
import { bearer, sameSite, signedIn } from './guards.ts';
import { inviteKey } from './invite-key.ts';
import { refreshCookie } from './refresh-cookie.ts';
import { idParam, peer, readBody } from './request.ts';
import { iso, signedInView, takenProblems, userView } from './views.ts';

const COOKIE = 'clapper_refresh';
const COOKIE_PATH = '/api/v1/auth';

/** Sign up, sign in, stay signed in, sign out; and who is signed in where. */
export function authRoutes(options: HttpOptions): Hono<AppEnv> {
  const { config, storage, sessions, passwords, limits, log, now } = options;
  const app = new Hono<AppEnv>();
  const site = sameSite(options);
  const needsUser = signedIn(options);

  const cookie = refreshCookie(options, { name: COOKIE, path: COOKIE_PATH });
  const keep = (c: AppContext, { refreshToken }: SignedIn): void => cookie.keep(c, refreshToken);

  /** Somebody who came through a link and is about to have an account: it takes over who they are. */
  async function guestOf(c: AppContext): Promise<Principal | null> {
    const token = bearer(c);
    if (token === null) return null;
    const principal = await options.authority.authenticate(token);
    return principal.guest === null ? null : principal;
  }

  app.post('/register', site, async (c) => {
    const { address } = peer(c, config.trustProxy);
    limits.register(address);
    const {
      username,
      email,
      password,
      nickname,
      invite_code: inviteCode,
    } = await readBody(c, api.registerBody);
    if (inviteCode !== undefined) limits.mayGuess(address);
    const key = inviteCode === undefined ? null : await inviteKey(inviteCode, options.invitationTokens);
    const guest = await guestOf(c);
    const at = now();
    const passwordHash = await passwords.hash(password);
    const id = guest?.user ?? newId(at);
    const user: NewUser = { id, username, email, passwordHash, nickname, createdAt: at };
    const created = await storage.accounts.create(user, {
      adminEmail: config.adminEmail,
      registration: config.registration,
      // What can be none opens nothing, and says so.
      inviteCode: key ?? inviteCode ?? null,
      studio: { id: newId(at), name: nickname },
    });
    if (!created.ok) {
      if (created.code === 'INVITE_NOT_FOUND') limits.guessedWrong(address);
      throw refusedRegistration(created);
    }
    log.info({ user: created.user.id, isSystemAdmin: created.user.isAdmin }, 'auth.registered');
    options.changed();
    if (guest !== null) await sessions.end(guest.session);
    const signed = await sessions.start(created.user, c.req.header('user-agent') ?? '');
    keep(c, signed);
    return c.json(signedInView(signed, created.joined), 201);
  });

  app.post('/login', site, async (c) => {
    const { login, password } = await readBody(c, api.loginBody);
    const { address } = peer(c, config.trustProxy);
    const attempt = limits.login(login.normalize('NFC').trim().toLowerCase(), address);
    const found = await storage.accounts.findLogin(login.trim());
    // Security: the password is checked for accounts that do not exist and for closed ones too, and all
    // three get one answer: neither words nor time tell which names are real.
    const right = await passwords.verify(found?.passwordHash ?? null, password);
    if (found === null || !right || !found.user.isActive) {
      throw new ClapperError('BAD_CREDENTIALS', 'Name or password is wrong.');
    }
    attempt.succeeded();
    const signed = await sessions.start(found.user, c.req.header('user-agent') ?? '');
    keep(c, signed);
    return c.json(signedInView(signed, null));
  });

  app.post('/refresh', site, async (c) => {
    const token = cookie.read(c);
    if (token === undefined) throw new ClapperError('UNAUTHENTICATED', 'Nobody is signed in here.');
    const signed = await sessions.refresh(token);
    keep(c, signed);
    return c.json(signedInView(signed, null));
  });

  app.post('/logout', site, async (c) => {
    const token = cookie.read(c);
    if (token !== undefined) await sessions.endByRefreshToken(token);
    const access = bearer(c);
    if (access !== null) await endBearer(access);
    cookie.drop(c);
    return c.body(null, 204);
  });

  /** A token that has run out is no reason to stay signed in. */
  async function endBearer(token: string): Promise<void> {
    try {
      await sessions.end((await options.authority.authenticate(token)).session);
    } catch (error) {
      if (!(error instanceof ClapperError && error.code === 'UNAUTHENTICATED')) throw error;
    }
  }

  app.get('/session', needsUser, async (c) => {
    const user = await storage.accounts.get(c.get('principal').user);
    if (user === null) throw new ClapperError('UNAUTHENTICATED', 'This account is gone.');
    return c.json({ user: userView(user) });
  });

  app.get('/sessions', needsUser, async (c) => {
    const { user, session } = c.get('principal');
    const list = await sessions.list(user);
    return c.json({
      sessions: list.map((one) => ({
        id: one.id,
        created_at: iso(one.createdAt),
        last_used_at: iso(one.lastUsedAt),
        user_agent: one.userAgent,
        current: one.id === session,
      })),
    });
  });

  app.delete('/sessions/:id', needsUser, async (c) => {
    const id = idParam(c, 'id');
    const mine = await sessions.list(c.get('principal').user);
    if (!mine.some((session) => session.id === id)) {
      throw new ClapperError('NOT_FOUND', 'There is no such session.');
    }
    await sessions.end(id);
    return c.body(null, 204);
  });

  app.put('/password', needsUser, async (c) => {
    const { current, next } = await readBody(c, api.changePasswordBody);
    const { user: id, session } = c.get('principal');
    const attempt = limits.login(id, peer(c, config.trustProxy).address);
    const user = await storage.accounts.get(id);
    const found = user === null ? null : await storage.accounts.findLogin(user.email);
    if (!(await passwords.verify(found?.passwordHash ?? null, current))) {
      throw new ClapperError('BAD_CREDENTIALS', 'The current password is wrong.');
    }
    attempt.succeeded();
    await sessions.changePassword(id, await passwords.hash(next), session);
    log.info({ user: id }, 'auth.passwordChanged');
    return c.body(null, 204);
  });

  return app;
}

function refusedRegistration(result: Extract<CreateUserResult, { ok: false }>): ClapperError {
  switch (result.code) {
    case 'TAKEN':
      return new ClapperError('TAKEN', `Somebody has this ${result.fields.join(' and this ')} already.`, {
        details: takenProblems(result.fields),
      });
    case 'REGISTRATION_CLOSED':
      return new ClapperError('REGISTRATION_CLOSED', 'Signing up needs an invite link here.');
    case 'INVITE_NOT_FOUND':
      return new ClapperError('INVITE_NOT_FOUND', 'This invite link is not valid any more.');
    default:
      return result satisfies never;
  }
}

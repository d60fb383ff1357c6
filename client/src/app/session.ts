import { api, asClapperError, ClapperError, type ApiSignedIn, type ApiUser } from '@clapper/protocol';
import type { z } from 'zod';
import { request, type Answer } from './http.ts';
import { oneAtATime } from './lock.ts';
import { onRemembered, recall, remember } from './memory.ts';
import { createStore, type Store } from './store.ts';

/** Who is at this device. Only id and name are remembered; the access token lives in memory. */
export interface Me {
  id: string;
  name: string;
}

export type SessionState =
  | { state: 'signedOut' }
  /** Known from an earlier visit: the app opens with what is on the device. */
  | { state: 'remembered'; user: Me; reason: 'starting' | 'offline' | 'ended' }
  | { state: 'signedIn'; user: Me; account: ApiUser };

export interface Session {
  readonly state: Store<SessionState>;
  /** Whoever was here before is here again; the server is asked in the background. */
  start(): void;
  signIn(body: z.input<typeof api.loginBody>): Promise<ApiSignedIn>;
  /** `guest`: the token of whoever came through a link before: the account goes on with who they are. */
  register(body: z.input<typeof api.registerBody>, guest?: string | null): Promise<ApiSignedIn>;
  /** Takes effect at once; a server that is away hears of it later. */
  signOut(): Promise<void>;
  /**
   * A token that is good for a while. Rejects with UNAUTHENTICATED (signed out, or ended by the server) or
   * UNAVAILABLE (the network).
   */
  token(): Promise<string>;
  /** The server said that the token is not good any more. */
  forgetToken(token: string): void;
  accountChanged(account: ApiUser): void;
}

/** A token is renewed while it still has this long, so that no request starts with a dying one. */
const RENEW_BEFORE_MS = 60_000;

interface Token {
  text: string;
  /** By this device's clock. */
  goodUntil: number;
}

export function createSession(): Session {
  const state = createStore<SessionState>(rememberedState());
  let token: Token | null = null;
  let renewing: Promise<Token> | null = null;

  function enter({ value, serverTime }: Answer<ApiSignedIn>): Token {
    const life = Date.parse(value.expires_at) - serverTime;
    token = { text: value.access_token, goodUntil: Date.now() + life };
    accountChanged(value.user);
    remember('logout', null);
    return token;
  }

  function accountChanged(account: ApiUser): void {
    const user = { id: account.id, name: account.nickname };
    remember('me', JSON.stringify(user));
    state.set({ state: 'signedIn', user, account });
  }

  function renew(): Promise<Token> {
    renewing ??= oneAtATime('clapper.renew', askForToken, {
      locks: globalThis.navigator.locks ?? null,
      storage: { get: () => recall('renewing'), set: (value) => remember('renewing', value) },
    }).finally(() => {
      renewing = null;
    });
    return renewing;
  }

  async function askForToken(): Promise<Token> {
    const before = state.get();
    if (before.state === 'signedOut') throw new ClapperError('UNAUTHENTICATED', 'Nobody is signed in.');
    try {
      return enter(await request(api.signedInSchema, 'POST', '/auth/refresh'));
    } catch (cause) {
      const error = asClapperError(cause);
      const now = state.get();
      if (now.state !== 'signedOut') {
        const reason = error.code === 'UNAUTHENTICATED' ? 'ended' : 'offline';
        if (reason === 'ended') token = null;
        // While the token still works, a server that cannot be reached changes nobody's state.
        if (reason === 'ended' || now.state === 'remembered')
          state.set({ state: 'remembered', user: now.user, reason });
      }
      throw error.code === 'UNAUTHENTICATED'
        ? error
        : new ClapperError('UNAVAILABLE', error.message, { cause });
    }
  }

  async function finishSignOut(): Promise<void> {
    try {
      await request(null, 'POST', '/auth/logout');
      remember('logout', null);
    } catch {
      // Away: `logout` stays remembered, the next visit tells the server.
    }
  }

  // Another tab of this browser signed in or out.
  onRemembered('me', () => {
    const next = rememberedState();
    const now = state.get();
    const same = next.state !== 'signedOut' && now.state !== 'signedOut' && next.user.id === now.user.id;
    if (same && !(now.state === 'remembered' && now.reason === 'ended')) return;
    token = null;
    state.set(next);
    if (next.state === 'remembered') void renew().catch(() => undefined); // the state tells
  });

  return {
    state,
    start() {
      if (recall('logout') !== null) void finishSignOut();
      else if (state.get().state === 'remembered') void renew().catch(() => undefined); // the state tells
    },
    async signIn(body) {
      const answer = await request(api.signedInSchema, 'POST', '/auth/login', { body });
      enter(answer);
      return answer.value;
    },
    async register(body, guest = null) {
      const said = guest === null ? { body } : { body, token: guest };
      const answer = await request(api.signedInSchema, 'POST', '/auth/register', said);
      enter(answer);
      return answer.value;
    },
    async signOut() {
      remember('logout', 'now');
      remember('me', null);
      token = null;
      state.set({ state: 'signedOut' });
      await Promise.all([finishSignOut(), wakeNoMore()]);
    },
    async token() {
      const good = token !== null && token.goodUntil - Date.now() > RENEW_BEFORE_MS ? token : await renew();
      return good.text;
    },
    forgetToken(text) {
      if (token?.text === text) token = null;
    },
    accountChanged,
  };
}

/** The next person at this browser is not told what was for this one. The server wakes it no more either. */
async function wakeNoMore(): Promise<void> {
  remember('push', null);
  try {
    await (await import('../features/push/browser.ts')).unsubscribe();
  } catch {
    // Away, or the browser cannot: the session has ended, and with it what the server sends.
  }
}

function rememberedState(): SessionState {
  try {
    const me = JSON.parse(recall('me') ?? 'null') as { id?: unknown; name?: unknown } | null;
    if (typeof me?.id === 'string' && typeof me.name === 'string')
      return { state: 'remembered', user: { id: me.id, name: me.name }, reason: 'starting' };
  } catch {
    // Not ours, or damaged: as if nobody had been here.
  }
  return { state: 'signedOut' };
}

export const session = createSession();

/** A token for whoever was refused the last one: see `DeviceOptions.token`. */
export function freshToken(refused: string | null): Promise<string> {
  if (refused !== null) session.forgetToken(refused);
  return session.token();
}

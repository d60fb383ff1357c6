import {
  api,
  asClapperError,
  ClapperError,
  type ApiGuestSignedIn,
  type ApiGuestPreview,
} from '@clapper/protocol';
import { guestMemory, guestOfLink, guestPath, isOver, type Came } from '../../../app/guest-memory.ts';
import { request, type Answer } from '../../../app/http.ts';
import { oneAtATime } from '../../../app/lock.ts';
import { recall, remember } from '../../../app/memory.ts';
import { createStore, type Store } from '../../../app/store.ts';

export type GuestState =
  | { state: 'looking' }
  /** Whoever holds the link says who they are. */
  | { state: 'door'; preview: ApiGuestPreview }
  /** `ended`: the link lets nobody in any more; what is here stays. */
  | { state: 'in'; came: Came; ended: boolean }
  /** The link opens nothing. */
  | { state: 'closed' }
  | { state: 'away' };

export interface GuestSession {
  readonly state: Store<GuestState>;
  /** Whoever came through it before is here again, else the link is looked at. */
  start(): void;
  /** @throws ClapperError */
  enter(name: string): Promise<void>;
  /** As a device wants it: not the one that the server refused. */
  token(refused: string | null): Promise<string>;
}

/** A token is renewed while it still has this long, so that no request starts with a dying one. */
const RENEW_BEFORE_MS = 60_000;

/** The one session of a link at this browser. `secret`: null when the address holds none. */
export function createGuestSession(link: string, secret: string | null): GuestSession {
  const state = createStore<GuestState>({ state: 'looking' });
  const memory = guestMemory(link);
  const path = guestPath(link);
  let token: { text: string; goodUntil: number } | null = null;
  let renewing: Promise<string> | null = null;

  function take({ value, serverTime }: Answer<ApiGuestSignedIn>): string {
    const { access_token: text, expires_at: expires, ...came } = value;
    token = { text, goodUntil: Date.now() + Date.parse(expires) - serverTime };
    remember(memory, JSON.stringify(came));
    state.set({ state: 'in', came, ended: false });
    return text;
  }

  function renew(): Promise<string> {
    renewing ??= oneAtATime(`clapper.${memory}`, refresh, {
      locks: globalThis.navigator.locks ?? null,
      storage: { get: () => recall('guest.renewing'), set: (value) => remember('guest.renewing', value) },
    }).finally(() => {
      renewing = null;
    });
    return renewing;
  }

  async function refresh(): Promise<string> {
    try {
      return take(await request(api.guestSignedInSchema, 'POST', `${path}/refresh`));
    } catch (cause) {
      const error = asClapperError(cause);
      if (!isOver(error)) throw new ClapperError('UNAVAILABLE', error.message, { cause });
      token = null;
      const now = state.get();
      if (now.state === 'in') state.set({ ...now, ended: true });
      throw new ClapperError('UNAUTHENTICATED', error.message, { cause });
    }
  }

  async function look(): Promise<void> {
    if (secret === null) return state.set({ state: 'closed' });
    try {
      const { value } = await request(api.guestPreviewSchema, 'POST', `${path}/open`, { body: { secret } });
      state.set({ state: 'door', preview: value });
    } catch (error) {
      const away = ['UNAVAILABLE', 'RATE_LIMITED', 'INTERNAL'].includes(asClapperError(error).code);
      state.set({ state: away ? 'away' : 'closed' });
    }
  }

  return {
    state,
    start() {
      const came = guestOfLink(link);
      if (came === null) return void look();
      state.set({ state: 'in', came, ended: false });
      renew().catch((error: unknown) => {
        // They came with the link in hand, which may let them in anew.
        if (asClapperError(error).code === 'UNAUTHENTICATED' && secret !== null) void look();
      });
    },
    async enter(name) {
      const body = { secret, name };
      take(await request(api.guestSignedInSchema, 'POST', `${path}/enter`, { body }));
    },
    async token(refused) {
      if (refused !== null && token?.text === refused) token = null;
      return token !== null && token.goodUntil - Date.now() > RENEW_BEFORE_MS ? token.text : renew();
    },
  };
}

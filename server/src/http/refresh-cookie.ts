import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { REFRESH_TTL_MS } from '../auth/sessions.ts';
import type { AppContext, HttpOptions } from './context.ts';
import { peer } from './request.ts';

/** What renews a session. It is sent to one path and nothing else, so that no other call can be made with it. */
export interface RefreshCookie {
  read(c: AppContext): string | undefined;
  keep(c: AppContext, token: string): void;
  drop(c: AppContext): void;
}

export function refreshCookie(
  { config }: Pick<HttpOptions, 'config'>,
  { name, path }: { name: string; path: string },
): RefreshCookie {
  return {
    read: (c) => getCookie(c, name),
    keep(c, token) {
      setCookie(c, name, token, {
        httpOnly: true,
        sameSite: 'Strict',
        path,
        // Browsers drop Secure cookies on plain http, which is what a film set has.
        secure: peer(c, config.trustProxy).scheme === 'https',
        maxAge: REFRESH_TTL_MS / 1000,
      });
    },
    drop: (c) => void deleteCookie(c, name, { path }),
  };
}

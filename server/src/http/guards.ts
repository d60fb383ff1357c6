import type { MiddlewareHandler } from 'hono';
import { can, type Action, type Role } from '@clapper/access';
import { ClapperError } from '@clapper/protocol';
import type { Principal } from '../auth/principal.ts';
import type { ProjectRow } from '../storage/storage.ts';
import type { AppContext, AppEnv, HttpOptions } from './context.ts';
import { isAllowedOrigin } from './origin.ts';
import { idParam, peer } from './request.ts';

/**
 * Bearer token → principal, or 401. Security: who came through a link is told the same everywhere, whatever is there;
 * what is open to them says so by `signedInOrGuest`.
 */
export function signedIn({ authority }: Pick<HttpOptions, 'authority'>): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const principal = await bearing(c, authority);
    if (principal.guest !== null) throw new ClapperError('FORBIDDEN', 'A link opens its video alone.');
    c.set('principal', principal);
    await next();
  };
}

/** The same for what is reached through one document, which is judged there. */
export function signedInOrGuest({ authority }: Pick<HttpOptions, 'authority'>): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    c.set('principal', await bearing(c, authority));
    await next();
  };
}

function bearing(c: AppContext, authority: HttpOptions['authority']): Promise<Principal> {
  const token = bearer(c);
  if (token === null) throw new ClapperError('UNAUTHENTICATED', 'This needs an access token.');
  return authority.authenticate(token);
}

export function bearer(c: AppContext): string | null {
  return /^Bearer ([^\s,]+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? null;
}

/**
 * For calls that read or set the refresh cookie, which a browser sends by itself: only pages of ours
 * may make it do so. Programs send neither header.
 */
export function sameSite({ config }: Pick<HttpOptions, 'config'>): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const { host } = peer(c, config.trustProxy);
    const origin = c.req.header('origin');
    const site = c.req.header('sec-fetch-site');
    const foreign = origin === undefined && site !== undefined && site !== 'same-origin' && site !== 'none';
    if (foreign || !isAllowedOrigin(origin, host, config)) {
      throw new ClapperError('ORIGIN', 'This page may not sign anybody in here: set ALLOWED_ORIGINS.');
    }
    await next();
  };
}

export interface Membership {
  principal: Principal;
  project: ProjectRow;
  role: Role;
}

/**
 * The project of the path and what the caller is in it. To strangers it does not exist, whether it does
 * or not; to members who may not, it says so.
 * @throws ClapperError NOT_FOUND | FORBIDDEN
 */
export function membership(
  c: AppContext,
  options: Pick<HttpOptions, 'storage'>,
  action: Action,
): Promise<Membership> {
  return membershipIn(idParam(c, 'id'), c.get('principal'), options, action);
}

/** The same for a project that is named elsewhere. */
export async function membershipIn(
  id: string,
  principal: Principal,
  { storage }: Pick<HttpOptions, 'storage'>,
  action: Action,
): Promise<Membership> {
  const [role, project] = await Promise.all([
    storage.projects.role(id, principal.user),
    storage.projects.get(id),
  ]);
  if (role === null || project === null) throw new ClapperError('NOT_FOUND', 'There is no such project.');
  if (!can({ role }, action)) {
    throw new ClapperError('FORBIDDEN', `A ${role} of this project may not do this.`);
  }
  return { principal, project, role };
}

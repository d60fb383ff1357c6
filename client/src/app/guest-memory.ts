import { api, asClapperError, type ApiGuestSignedIn } from '@clapper/protocol';
import { request } from './http.ts';
import { recall, rememberedUnder, remember, type MemoryKey } from './memory.ts';

/** Who came in through a link to one video, and what it opens to them: kept on this device, so that it opens offline too. */
export type Came = Omit<ApiGuestSignedIn, 'access_token' | 'expires_at'>;

const cameSchema = api.guestSignedInSchema.omit({ access_token: true, expires_at: true });
const PREFIX = 'guest.';

export const guestMemory = (link: string): MemoryKey => `${PREFIX}${link}`;
export const guestPath = (link: string): string => `/guest/${encodeURIComponent(link)}`;

/** Null: nobody came through it at this browser. */
export function guestOfLink(link: string): Came | null {
  try {
    const parsed = cameSchema.safeParse(JSON.parse(recall(guestMemory(link)) ?? 'null'));
    return parsed.success ? parsed.data : null;
  } catch {
    // Not ours, or damaged: as if nobody had been here.
    return null;
  }
}

/** Whoever came last through any link at this browser. Their ids begin with when they came. */
export function lastGuest(): { link: string; came: Came } | null {
  const guests = rememberedUnder(PREFIX).flatMap((link) => {
    const came = guestOfLink(link);
    return came === null ? [] : [{ link, came }];
  });
  return guests.toSorted((a, b) => (a.came.guest.id < b.came.guest.id ? 1 : -1))[0] ?? null;
}

/** A token that says who they are; null: the link lets them in no more. @throws ClapperError when nobody can say */
export async function guestToken(link: string): Promise<string | null> {
  try {
    const { value } = await request(api.guestSignedInSchema, 'POST', `${guestPath(link)}/refresh`);
    return value.access_token;
  } catch (error) {
    if (isOver(error)) return null;
    throw error;
  }
}

/** They have an account now, which is who they were. */
export function forgetGuest(link: string): void {
  remember(guestMemory(link), null);
}

/** What the server says of a link that lets nobody in any more. */
export function isOver(error: unknown): boolean {
  const { code } = asClapperError(error);
  return code === 'UNAUTHENTICATED' || code === 'INVITE_NOT_FOUND';
}

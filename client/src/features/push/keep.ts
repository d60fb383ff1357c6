import { api } from '../../app/api.ts';
import { recall } from '../../app/memory.ts';
import { readBrowser, subscribe } from './browser.ts';

/**
 * Who allowed it here and signs in again is not asked again, nor is anybody whose browser got another address from its
 * push service. Rejects when the server is away: the next visit does it. Tells whether
 * there was something to do.
 */
export async function keepWoken(user: string): Promise<boolean> {
  // Security: what one person allowed says nothing about the next at this browser.
  if (recall('push') !== user) return false;
  const { canPush, permission, subscribed } = await readBrowser();
  if (!canPush || permission !== 'granted' || !subscribed) return false;
  const { public_key: publicKey, on } = await api.pushSettings();
  if (publicKey === null || on) return false;
  const again = await subscribe(publicKey);
  if (again.is === 'failed') return false;
  await api.keepPush(bodyOf(again.subscription));
  return true;
}

/** As the server wants it. */
export function bodyOf(subscription: PushSubscription): Parameters<typeof api.keepPush>[0] {
  const { endpoint = '', keys } = subscription.toJSON();
  return { endpoint, keys: { p256dh: keys?.['p256dh'] ?? '', auth: keys?.['auth'] ?? '' } };
}

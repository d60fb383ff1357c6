import type { NewDelivery } from './storage.ts';

/** In one call a notification may come twice: its last words count, as they would in two. In the order of the keys, so that two calls never wait for each other. */
export function lastOfEach(deliveries: readonly NewDelivery[]): NewDelivery[] {
  const last = new Map<string, NewDelivery>();
  for (const delivery of deliveries) {
    last.set(`${delivery.user} ${delivery.notification} ${delivery.channel}`, delivery);
  }
  return [...last].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, delivery]) => delivery);
}

import { newId } from '@clapper/protocol';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PushSubscription, Storage } from '../storage.ts';
import { givenSession, givenUser, NOW } from './given.ts';

export function pushSubscriptionsConform(storageOf: () => Storage): void {
  describe('push subscriptions', () => {
    let storage: Storage;
    beforeAll(() => (storage = storageOf()));

    const at = (session: string, rest: Partial<PushSubscription> = {}): PushSubscription => ({
      session,
      endpoint: `https://push.example/${newId()}`,
      p256dh: 'public',
      auth: 'secret',
      createdAt: NOW,
      ...rest,
    });

    it('[ST97] keeps one for a session, and an endpoint for the last session', async () => {
      const [one, other] = [await givenUser(storage), await givenUser(storage)];
      const [mine, theirs] = [await givenSession(storage, one), await givenSession(storage, other)];
      const { keep, of } = storage.pushSubscriptions;
      await keep(at(mine));
      const renewed = at(mine);
      await keep(renewed);
      expect(await of(one.id, NOW)).toEqual([renewed]);
      // Somebody else signs in on the same browser.
      const taken = at(theirs, { endpoint: renewed.endpoint });
      await keep(taken);
      expect([await of(one.id, NOW), await of(other.id, NOW)]).toEqual([[], [taken]]);
      await expect(keep(at(newId()))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    it('[ST98] gives those of live sessions, oldest first', async () => {
      const user = await givenUser(storage);
      const { keep, of, drop, dropEndpoint } = storage.pushSubscriptions;
      const kept = [];
      for (let i = 0; i < 4; i++) {
        const subscription = at(await givenSession(storage, user), { createdAt: NOW - i });
        await keep(subscription);
        kept.unshift(subscription);
      }
      expect(await of(user.id, NOW)).toEqual(kept);
      const [first, second, third, fourth] = kept as [
        PushSubscription,
        PushSubscription,
        PushSubscription,
        PushSubscription,
      ];
      await storage.accounts.revokeSession(first.session, NOW);
      expect(await of(user.id, NOW)).toEqual([second, third, fourth]);
      await drop(second.session);
      await dropEndpoint(third.endpoint);
      expect(await of(user.id, NOW)).toEqual([fourth]);
      expect(await of(user.id, NOW + 1_000_000)).toEqual([]);
    });

    it('[ST99] has the keys that were given first', async () => {
      const first = await storage.pushSubscriptions.keys({ publicKey: 'p', privateKey: 's' });
      expect(await storage.pushSubscriptions.keys({ publicKey: 'q', privateKey: 't' })).toEqual(first);
      expect(first).toEqual({ publicKey: 'p', privateKey: 's' });
    });
  });
}

import { newId } from '@clapper/protocol';
import { beforeAll, describe, expect, it } from 'vitest';
import type { NewDelivery, NewMail, Storage, User } from '../storage.ts';
import { TOLD_AGAIN_MS } from '../limits.ts';
import { givenSession, givenUser, NOW } from './given.ts';

export function deliveriesConform(storageOf: () => Storage): void {
  describe('deliveries', () => {
    let storage: Storage;
    let user: User;
    beforeAll(async () => {
      storage = storageOf();
      user = await givenUser(storage);
    });

    const delivery = (rest: Partial<NewDelivery> = {}): NewDelivery => ({
      channel: 'mail',
      user: user.id,
      notification: newId(),
      body: '{"what":"기획"}',
      at: NOW,
      dueAt: NOW,
      ...rest,
    });
    const mailTo = (to: User, rest: Partial<NewMail> = {}): NewMail => ({
      id: newId(),
      user: to.id,
      messageId: `<${newId()}@studio.example>`,
      subject: '회의',
      text: 'words',
      html: '<p>words</p>',
      createdAt: NOW,
      ...rest,
    });
    /** Everything that waits of one person. */
    const waitingFor = async (person: User, channel: 'mail' | 'push' = 'mail', now = NOW) =>
      (await storage.deliveries.due(channel, now, 1_000)).filter((one) => one.user === person.id);
    const mailsTo = async (person: User, now = NOW) =>
      (await storage.deliveries.mails(now, 1_000)).filter((one) => one.user === person.id);

    it('[ST90] lets a notification wait once for each channel, with its newest words', async () => {
      const person = await givenUser(storage);
      const first = delivery({ user: person.id });
      const pushed = { ...first, channel: 'push' as const };
      await storage.deliveries.add([first, pushed, { ...first, body: '{"count":2}', dueAt: NOW - 5 }]);
      await storage.deliveries.add([{ ...first, body: '{"count":3}', at: NOW + 1, dueAt: NOW + 60 }]);
      // When to look stays: words that keep changing put nothing off.
      expect(await waitingFor(person)).toEqual([
        { ...first, body: '{"count":3}', at: NOW + 1, dueAt: NOW - 5, attempts: 0 },
      ]);
      expect(await waitingFor(person, 'push')).toEqual([{ ...pushed, attempts: 0 }]);
    });

    it('[ST90] tells what was told again only when something newer happened, and not at once', async () => {
      const person = await givenUser(storage);
      const once = delivery({ user: person.id });
      await storage.deliveries.add([once]);
      await storage.deliveries.told([once], NOW);
      await storage.deliveries.add([{ ...once, body: '{"count":2}' }]);
      await storage.deliveries.putOff([once], NOW - 1);
      expect(await waitingFor(person, 'mail', NOW + TOLD_AGAIN_MS)).toEqual([]);
      const more = { ...once, body: '{"count":2}', at: NOW + 1, dueAt: NOW + 2 };
      await storage.deliveries.add([more]);
      expect(await waitingFor(person, 'mail', NOW + TOLD_AGAIN_MS)).toEqual([
        { ...more, dueAt: NOW + TOLD_AGAIN_MS, attempts: 0 },
      ]);
      const late = { ...once, at: NOW + 3, dueAt: NOW + 5 * TOLD_AGAIN_MS };
      await storage.deliveries.told([once], NOW);
      await storage.deliveries.add([late]);
      expect(await waitingFor(person, 'mail', late.dueAt)).toEqual([{ ...late, attempts: 0 }]);
    });

    it('[ST91] gives what is due, the longest due first, so many', async () => {
      const person = await givenUser(storage);
      const at = (dueAt: number) => delivery({ user: person.id, dueAt });
      const [late, early, coming] = [at(NOW - 10), at(NOW - 1_000_000), at(NOW + 1)];
      await storage.deliveries.add([late, early, coming]);
      expect((await waitingFor(person)).map(({ notification }) => notification)).toEqual(
        [early, late].map(({ notification }) => notification),
      );
      expect(await storage.deliveries.due('mail', NOW, 1)).toHaveLength(1);
      await storage.deliveries.putOff([early], NOW + 2);
      expect(
        (await waitingFor(person, 'mail', NOW + 2)).map((one) => [one.notification, one.attempts]),
      ).toEqual([late, coming, early].map((one) => [one.notification, one === early ? 1 : 0]));
    });

    it('[ST92] tells or forgets those that are named and no others', async () => {
      const person = await givenUser(storage);
      const [one, two, other] = [1, 2, 3].map(() => delivery({ user: person.id })) as [
        NewDelivery,
        NewDelivery,
        NewDelivery,
      ];
      const pushed = { ...one, channel: 'push' as const };
      await storage.deliveries.add([one, two, other, pushed]);
      await storage.deliveries.told([one], NOW);
      await storage.deliveries.drop([one, two]);
      expect(await waitingFor(person)).toEqual([{ ...other, attempts: 0 }]);
      // What was told is remembered, what was dropped is not.
      await storage.deliveries.add([one, two]);
      expect((await waitingFor(person)).map(({ notification }) => notification).toSorted()).toEqual(
        [two.notification, other.notification].toSorted(),
      );
      expect(await waitingFor(person, 'push')).toEqual([{ ...pushed, attempts: 0 }]);
    });

    it('[ST93] writes a mail and tells what is in it, both or neither', async () => {
      const person = await givenUser(storage);
      const [one, other] = [delivery({ user: person.id }), delivery({ user: person.id })];
      await storage.deliveries.add([one, other]);
      const mail = mailTo(person);
      expect(await storage.deliveries.bundle(mail, [one.notification])).toBe(true);
      expect(await mailsTo(person)).toEqual([{ ...mail, address: null, attempts: 0 }]);
      expect(await waitingFor(person)).toEqual([{ ...other, attempts: 0 }]);
      const both = [one.notification, other.notification];
      expect(await storage.deliveries.bundle(mailTo(person), both)).toBe(false);
      expect(await mailsTo(person)).toHaveLength(1);
      expect(await waitingFor(person)).toHaveLength(1);
      // An id that is taken: what would be in it waits on.
      await expect(storage.deliveries.bundle(mail, [other.notification])).rejects.toMatchObject({
        code: 'TAKEN',
      });
      expect(await waitingFor(person)).toHaveLength(1);
    });

    it('[ST94] gives the mails that are due, the longest due first, until they are done', async () => {
      const person = await givenUser(storage);
      const written = [];
      for (const createdAt of [NOW - 3, NOW - 2, NOW - 1]) {
        const inIt = delivery({ user: person.id });
        await storage.deliveries.add([inIt]);
        const mail = mailTo(person, { createdAt });
        await storage.deliveries.bundle(mail, [inIt.notification]);
        written.push(mail.id);
      }
      const [first, second, third] = written as [string, string, string];
      await storage.deliveries.putOffMail(first, NOW + 5);
      await storage.deliveries.mailDone(second);
      expect((await mailsTo(person)).map(({ id }) => id)).toEqual([third]);
      expect((await mailsTo(person, NOW + 5)).map(({ id, attempts }) => [id, attempts])).toEqual([
        [third, 0],
        [first, 1],
      ]);
      expect(await storage.deliveries.mails(NOW + 5, 1)).toHaveLength(1);
    });

    it('[ST95] stops one person’s mail, what waits and what comes, until it is resumed', async () => {
      const [person, other] = [await givenUser(storage), await givenUser(storage)];
      const [mailed, waiting, others] = [
        delivery({ user: person.id }),
        delivery({ user: person.id }),
        delivery({ user: other.id }),
      ];
      const pushed = delivery({ user: person.id, channel: 'push' });
      await storage.deliveries.add([mailed, waiting, others, pushed]);
      await storage.deliveries.bundle(mailTo(person), [mailed.notification]);
      await storage.deliveries.bundle(mailTo(other), [others.notification]);
      expect(await storage.deliveries.mailStoppedAt(person.id)).toBeNull();
      await storage.deliveries.stopMail(person.id, NOW + 1);
      await storage.deliveries.stopMail(person.id, NOW + 2);
      expect(await storage.deliveries.mailStoppedAt(person.id)).toBe(NOW + 2);
      expect([await mailsTo(person), await waitingFor(person)]).toEqual([[], []]);
      expect(await mailsTo(other)).toHaveLength(1);
      expect(await waitingFor(person, 'push')).toHaveLength(1);

      const later = delivery({ user: person.id });
      await storage.deliveries.add([later]);
      expect(await storage.deliveries.bundle(mailTo(person), [later.notification])).toBe(false);
      await storage.deliveries.resumeMail(person.id);
      expect(await storage.deliveries.mailStoppedAt(person.id)).toBeNull();
      expect(await storage.deliveries.bundle(mailTo(person), [later.notification])).toBe(true);
    });

    it('[ST96] forgets what is old, and devices of sessions that ended', async () => {
      const person = await givenUser(storage);
      const [old, fresh] = [delivery({ user: person.id, at: NOW - 1 }), delivery({ user: person.id })];
      await storage.deliveries.add([old, fresh]);
      const [live, ended] = [await givenSession(storage, person), await givenSession(storage, person)];
      const push = (session: string) => ({
        session,
        endpoint: `https://push.example/${session}`,
        p256dh: 'p',
        auth: 'a',
        createdAt: NOW,
      });
      await storage.pushSubscriptions.keep(push(live));
      await storage.pushSubscriptions.keep(push(ended));
      await storage.accounts.revokeSession(ended, NOW);
      await storage.deliveries.prune(NOW, NOW);
      expect(await waitingFor(person)).toEqual([{ ...fresh, attempts: 0 }]);
      expect(await storage.pushSubscriptions.of(person.id, NOW)).toEqual([push(live)]);
      // It is gone, not only hidden: the endpoint is free again under the session that stays.
      await storage.pushSubscriptions.keep({ ...push(ended), session: live });
      expect(await storage.pushSubscriptions.of(person.id, NOW)).toEqual([{ ...push(ended), session: live }]);
    });

    it('belongs to somebody', async () => {
      await expect(storage.deliveries.add([delivery({ user: newId() })])).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
    });
  });
}

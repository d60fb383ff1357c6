import type { Mutant } from './mutant.ts';

const by = 'server/src/storage/sqlite/sqlite.test.ts';
const deliveriesFile = 'server/src/storage/sqlite/deliveries.ts';
const pushFile = 'server/src/storage/sqlite/push-subscriptions.ts';

/** SPEC part ST, from ST90. */
export const deliveries: Mutant[] = [
  {
    rule: 'ST90',
    fault: 'what was told waits again',
    by,
    file: deliveriesFile,
    from: 'setWhere: or(waiting, lt(deliveries.at, at)),',
    to: 'setWhere: or(waiting, lt(deliveries.at, at + 1)),',
  },
  {
    rule: 'ST91',
    fault: 'what waits for later is due',
    by,
    file: deliveriesFile,
    from: 'waiting, lte(deliveries.dueAt, now))',
    to: 'waiting, now > 0 ? undefined : lte(deliveries.dueAt, now))',
  },
  {
    rule: 'ST92',
    fault: 'what was told waits on',
    by,
    file: deliveriesFile,
    from: '      for (const key of keys) db.update(deliveries).set({ toldAt: at }).where(one(key)).run();',
    to: '      void [keys, at];',
  },
  {
    rule: 'ST93',
    fault: 'what is in a mail waits on',
    by,
    file: deliveriesFile,
    from: '      db.update(deliveries).set({ toldAt: createdAt }).where(them).run();\n',
    to: '',
  },
  {
    rule: 'ST94',
    fault: 'a mail that is done comes again',
    by,
    file: deliveriesFile,
    from: '    mailDone(id) {\n      db.delete(mails).where(eq(mails.id, id)).run();',
    to: '    mailDone(id) {\n      void id;',
  },
  {
    rule: 'ST95',
    fault: 'what stands in the outbox is still sent',
    by,
    file: deliveriesFile,
    from: '      db.delete(mails).where(eq(mails.user, user)).run();\n',
    to: '',
  },
  {
    rule: 'ST96',
    fault: 'old ones stay',
    by,
    file: deliveriesFile,
    from: '      db.delete(deliveries).where(lt(deliveries.at, before)).run();\n',
    to: '      void before;\n',
  },
  {
    rule: 'ST97',
    fault: 'the browser’s last person gets what is for the next',
    by,
    file: pushFile,
    from: 'or(eq(pushSubscriptions.endpoint, endpoint), eq(pushSubscriptions.session, session))',
    to: 'or(eq(pushSubscriptions.session, endpoint), eq(pushSubscriptions.session, session))',
  },
  {
    rule: 'ST98',
    fault: 'a device that signed out is woken',
    by,
    file: pushFile,
    from: '            isNull(sessions.revokedAt),\n',
    to: '',
  },
  {
    rule: 'ST99',
    fault: 'new keys take the old ones’ place',
    by,
    file: pushFile,
    from: '        .onConflictDoNothing()\n',
    to: '        .onConflictDoUpdate({ target: pushKeys.id, set: candidate })\n',
  },
];

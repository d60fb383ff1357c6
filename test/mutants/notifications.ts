import type { Mutant } from './mutant.ts';

const by = 'server/src/storage/sqlite/sqlite.test.ts';
const file = 'server/src/storage/sqlite/notifications.ts';

const recipients = 'server/src/notify/recipients.ts';

/** SPEC part NT, and ST from ST110. */
export const notifications: Mutant[] = [
  {
    rule: 'NT1',
    fault: 'strangers who are named are told',
    by: 'server/src/notify/recipients.test.ts',
    file: recipients,
    from: 'user === actor || !facts.members.has(user) || ',
    to: 'user === actor || ',
  },
  {
    rule: 'NT2',
    fault: 'the project decides before the shot',
    by: 'server/src/notify/recipients.test.ts',
    file: recipients,
    from: 'subjects\n      .map(',
    to: 'subjects\n      .toReversed()\n      .map(',
  },
  {
    rule: 'NT3',
    fault: 'a name that is gone goes on',
    by: 'server/src/notify/recipients.test.ts',
    file: recipients,
    from: 'removed.length === 0 ? []',
    to: 'removed.length > 0 ? []',
  },
  {
    rule: 'NT4',
    fault: 'a burst that goes on forgets whom it named',
    by: 'server/src/notify/notifier.test.ts',
    file: 'server/src/notify/notifier.ts',
    from: "type: told === 'mention' ? told : type,",
    to: 'type,',
  },
  {
    rule: 'NT5',
    fault: 'what was moved stands',
    by: 'server/src/notify/deadlines.test.ts',
    file: 'server/src/notify/deadlines.ts',
    from: 'dateIn(body) >= today && owed',
    to: 'dateIn(body) < today && owed',
  },
  {
    rule: 'NT5',
    fault: 'at nine of UTC',
    by: 'server/src/notify/coming-near.test.ts',
    file: 'server/src/notify/coming-near.ts',
    from: 'now < instantOf(`${today}T${TOLD_AT}`, zone) ? 1 : 0',
    to: "now < instantOf(`${today}T${TOLD_AT}`, 'UTC') ? 1 : 0",
  },
  {
    rule: 'NT6',
    fault: 'what concerns others is marked',
    by: 'server/src/http/notification-routes.test.ts',
    file: 'server/src/notify/inboxes.ts',
    from: 'rows.filter((row) => row.user === user)',
    to: 'rows',
  },
  {
    rule: 'NT6',
    fault: 'what was taken back is told',
    by: 'server/src/http/notification-routes.test.ts',
    file: 'server/src/notify/inboxes.ts',
    from: "cancelledAt !== null && state === 'unread'",
    to: "cancelledAt === 0 && state === 'unread'",
  },
  {
    rule: 'ST110',
    fault: 'nobody’s home is asked for',
    by,
    file,
    from: '      announceHomes(rows.map(({ user }) => user));\n',
    to: '',
  },
  {
    rule: 'ST111',
    fault: 'what was taken back comes again',
    by,
    file,
    from: 'set: { subject, body, at, cancelledAt: taken },',
    to: 'set: { subject, body, at, cancelledAt: at < 0 ? taken : null },',
  },
  {
    rule: 'ST112',
    fault: 'of projects somebody has left too',
    by,
    file,
    from: 'exists(seat),',
    to: 'seat === null ? exists(seat) : undefined,',
  },
  {
    rule: 'ST113',
    fault: 'it is taken back from everybody',
    by,
    file,
    from: 'users === null ? undefined : inArray(notifications.user, users),',
    to: 'users === null ? inArray(notifications.user, users ?? []) : undefined,',
  },
  {
    rule: 'ST114',
    fault: 'everything is forgotten',
    by,
    file,
    from: 'db.delete(notifications).where(lt(notifications.at, before)).run();',
    to: 'db.delete(notifications).where(lt(notifications.id, `${before}z`)).run();',
  },
  {
    rule: 'ST115',
    fault: 'what was taken back stands',
    by,
    file,
    from: 'gte(notifications.at, since),\n            isNull(notifications.cancelledAt),',
    to: 'gte(notifications.at, since),',
  },
];

import type { Mutant } from './mutant.ts';

/** SPEC part CF, and what ST says of calendars' addresses. */
export const calendarFeeds: Mutant[] = [
  {
    rule: 'CF1',
    fault: 'a short secret',
    by: 'server/src/http/calendar-routes.test.ts',
    file: 'server/src/http/calendar-routes.ts',
    from: 'randomBytes(32)',
    to: 'randomBytes(16)',
  },
  {
    rule: 'CF2',
    fault: 'it is not taken back',
    by: 'server/src/http/calendar-routes.test.ts',
    file: 'server/src/http/calendar-routes.ts',
    from: '    await storage.calendarFeeds.remove(project.id, principal.user);\n',
    to: '',
  },
  {
    rule: 'CF3',
    fault: 'a tag that stays',
    by: 'server/src/http/calendar-routes.test.ts',
    file: 'server/src/calendar/calendar-files.ts',
    from: 'head?.headTip, ',
    to: '',
  },
  {
    rule: 'CF4',
    fault: 'the path is logged',
    by: 'server/src/http/calendar-routes.test.ts',
    file: 'server/src/http/app.ts',
    from: 'route: routePath(c),',
    to: 'route: c.req.path,',
  },
  {
    rule: 'ST80',
    fault: 'nobody hears which one ended',
    by: 'server/src/storage/sqlite/sqlite.test.ts',
    file: 'server/src/storage/sqlite/calendar-feeds.ts',
    from: 'return before?.secretHash ?? null;',
    to: 'return null;',
  },
  {
    rule: 'ST81',
    fault: 'a secret opens anybody’s',
    by: 'server/src/storage/sqlite/sqlite.test.ts',
    file: 'server/src/storage/sqlite/calendar-feeds.ts',
    from: '.where(and(eq(calendarFeeds.secretHash, secretHash), eq(users.isActive, true)))',
    to: '.where(eq(users.isActive, true))',
  },
  {
    rule: 'ST82',
    fault: 'who was removed goes on reading',
    by: 'server/src/storage/sqlite/sqlite.test.ts',
    file: 'server/src/storage/sqlite/projects.ts',
    from: 'db.delete(participants).where(seat(project, user)).run();',
    to: 'void seat;',
  },
];

import type { Mutant } from './mutant.ts';

/** SPEC part ML. */
export const mail: Mutant[] = [
  {
    rule: 'ML1',
    fault: 'a mail is done before it is sent',
    by: 'test/fault/mail.test.ts',
    file: 'server/src/notify/mail/outbox.ts',
    from: '    const sent = transport.send(',
    to: '    await deliveries.mailDone(mail.id);\n    const sent = transport.send(',
  },
  {
    rule: 'ML2',
    fault: 'a Message-ID each time',
    by: 'test/fault/mail.test.ts',
    file: 'server/src/notify/mail/transport.ts',
    from: '          ...mail,\n',
    to: '          ...mail,\n          messageId: undefined,\n',
  },
  {
    rule: 'ML3',
    fault: 'a look ends them',
    by: 'server/src/http/mail-routes.test.ts',
    file: 'server/src/http/mail-routes.ts',
    from: "  app.get('/unsubscribe/:token', (c) => {\n",
    to: "  app.get('/unsubscribe/:token', async (c) => {\n    await storage.deliveries.stopMail(userOf(c)!, now());\n",
  },
  {
    rule: 'ML4',
    fault: 'who left a project is told',
    by: 'server/src/notify/mail/bundler.test.ts',
    file: 'server/src/notify/mail/bundler.ts',
    from: '(await projects.role(notice.project.id, id)) === null',
    to: '(await projects.role(notice.project.id, id)) === undefined',
  },
];

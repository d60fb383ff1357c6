import type { Mutant } from './mutant.ts';

const pusher = 'server/src/notify/push/pusher.ts';

/** SPEC part PU. */
export const push: Mutant[] = [
  {
    rule: 'PU1',
    fault: 'it counts as told before it was taken',
    by: 'server/src/notify/push/pusher.test.ts',
    file: pusher,
    from: '    const have = reached.get(key) ?? new Set();\n',
    to: '    const have = reached.get(key) ?? new Set();\n    await deliveries.told([delivery], now());\n',
  },
  {
    rule: 'PU1',
    fault: 'who was away is forgotten',
    by: 'server/src/notify/push/pusher.test.ts',
    file: pusher,
    from: 'return { endpoint, isOver: false };',
    to: 'return { endpoint, isOver: true };',
  },
  {
    rule: 'PU2',
    fault: 'any door is knocked at',
    by: 'server/src/http/push-routes.test.ts',
    file: 'server/src/http/push-routes.ts',
    from: 'if (push?.takes(endpoint) !== true) throw',
    to: 'if (push === null) throw',
  },
  {
    rule: 'PU2',
    fault: 'any port will do',
    by: 'server/src/notify/push/hosts.test.ts',
    file: 'server/src/notify/push/hosts.ts',
    from: 'const { protocol, host, username, password }',
    to: 'const { protocol, hostname: host, username, password }',
  },
  {
    rule: 'PU2',
    fault: 'who is sent elsewhere goes there',
    by: 'test/fault/push.test.ts',
    file: 'server/src/notify/push/transport.ts',
    from: "redirect: 'manual'",
    to: "redirect: 'follow'",
  },
  {
    rule: 'PU2',
    fault: 'what was once on the list is called for ever',
    by: 'server/src/notify/push/transport.test.ts',
    file: 'server/src/notify/push/transport.ts',
    from: 'if (!isPushEndpoint(endpoint, hosts)) return',
    to: 'if (hosts.length === 0) return',
  },
  {
    rule: 'PU3',
    fault: 'signed for everybody',
    by: 'server/src/notify/push/vapid.test.ts',
    file: 'server/src/notify/push/vapid.ts',
    from: '.setAudience(new URL(endpoint).origin)',
    to: ".setAudience(endpoint && '*')",
  },
  {
    rule: 'PU4',
    fault: 'who left a project is told',
    by: 'server/src/notify/push/pusher.test.ts',
    file: pusher,
    from: 'return (await projects.role(notice.project.id, notice.user)) !== null;',
    to: 'return (await projects.role(notice.project.id, notice.user)) !== undefined;',
  },
  {
    rule: 'PU4',
    fault: 'a browser that is gone is called for ever',
    by: 'server/src/notify/push/pusher.test.ts',
    file: pusher,
    from: '        await subscriptions.dropEndpoint(endpoint);\n',
    to: '',
  },
];

import type { Mutant } from './mutant.ts';

/** SPEC part PR. */
export const presence: Mutant[] = [
  {
    rule: 'PR1',
    fault: 'who is not in the document says who they are',
    by: 'test/protocol/presence.test.ts',
    file: 'server/src/sync/device-connection.ts',
    from: '      if (member.clientIds.has(clientId)) member.room?.presence.put(member, clientId, state);',
    to: "      member.room?.write((doc) => doc.getMap(String(clientId)).set('state', state), null);",
  },
  {
    rule: 'PR2',
    fault: 'any size is taken',
    by: 'test/protocol/presence.test.ts',
    file: 'server/src/sync/presence.ts',
    from: '  if (Buffer.byteLength(text) > maxBytes) return null;\n',
    to: '',
  },
  {
    rule: 'PR3',
    fault: 'a plain client speaks for everybody',
    by: 'test/protocol/presence.test.ts',
    file: 'server/src/sync/presence.ts',
    from: '      if (own !== clientId) continue;\n',
    to: '',
  },
  {
    rule: 'PR4',
    fault: 'people hear of themselves',
    by: 'test/protocol/presence.test.ts',
    file: 'server/src/sync/presence.ts',
    from: '      const others = changed.filter((entry) => entry.member !== member).map((entry) => entry[plane]);',
    to: '      const others = changed.map((entry) => entry[plane]);',
  },
  {
    rule: 'PR5',
    fault: 'every tick sends every id',
    by: 'test/protocol/presence.test.ts',
    file: 'server/src/sync/presence.ts',
    from: '      if (now - present.sentAt < this.#context.limits.presenceGapMs) continue;\n',
    to: '',
  },
  {
    rule: 'PR6',
    fault: 'who joins is told nothing',
    by: 'test/protocol/presence.test.ts',
    file: 'server/src/sync/presence.ts',
    from: '    return entries.length === 0 ? null : this.#frame(member, entries);\n  }\n\n  /** For a reader',
    to: '    return null;\n  }\n\n  /** For a reader',
  },
  {
    rule: 'PR7',
    fault: 'a clock that stands still',
    by: 'test/protocol/presence.test.ts',
    file: 'server/src/sync/presence.ts',
    from: 'announced.last = Math.max(announced.last + 1, now);',
    to: 'announced.last = announced.first;',
  },
  {
    rule: 'PR8',
    fault: 'who only reads is nobody',
    by: 'test/protocol/presence.test.ts',
    file: 'server/src/sync/presence.ts',
    from: '    for (const { clientId, clock, state } of entries) {',
    to: '    for (const { clientId, clock, state } of member.access.write ? entries : []) {',
  },
];

import type { Mutant } from './mutant.ts';

/** SPEC part PR. */
export const presence: Mutant[] = [
  {
    rule: 'PR2',
    fault: 'any size is taken',
    file: 'server/src/sync/presence.ts',
    from: '  if (Buffer.byteLength(text) > maxBytes) return null;\n',
    to: '',
  },
  {
    rule: 'PR3',
    fault: 'a plain client speaks for everybody',
    file: 'server/src/sync/presence.ts',
    from: '      if (own !== clientId) continue;\n',
    to: '',
  },
  {
    rule: 'PR4',
    fault: 'people hear of themselves',
    file: 'server/src/sync/presence.ts',
    from: '      const others = changed.filter((entry) => entry.member !== member).map((entry) => entry[plane]);',
    to: '      const others = changed.map((entry) => entry[plane]);',
  },
  {
    rule: 'PR5',
    fault: 'every tick sends every id',
    file: 'server/src/sync/presence.ts',
    from: '      if (now - present.sentAt < this.#context.limits.presenceGapMs) continue;\n',
    to: '',
  },
  {
    rule: 'PR6',
    fault: 'who joins is told nothing',
    file: 'server/src/sync/presence.ts',
    from: '    return entries.length === 0 ? null : this.#frame(member, entries);\n  }\n\n  /** For a reader',
    to: '    return null;\n  }\n\n  /** For a reader',
  },
  {
    rule: 'PR7',
    fault: 'a clock that stands still',
    file: 'server/src/sync/presence.ts',
    from: 'announced.last = Math.max(announced.last + 1, now);',
    to: 'announced.last = announced.first;',
  },
];

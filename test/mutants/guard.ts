import type { Mutant } from './mutant.ts';

/** SPEC part GD. */
export const guard: Mutant[] = [
  {
    rule: 'GD1',
    fault: 'an item that holds nothing is no touch',
    by: 'packages/documents/src/inspect/inspect.test.ts',
    file: 'packages/documents/src/inspect/inspect.ts',
    from: "      this.touches.push({ ...at, change: { type: 'delete', over } });\n      return;\n    }\n    const value",
    to: '      return;\n    }\n    const value',
  },
  {
    rule: 'GD2',
    fault: 'looking makes the root that was asked for',
    by: 'test/convergence/inspect.test.ts',
    file: 'packages/documents/src/inspect/places.ts',
    from: 'this.#doc.share.get(name)',
    to: 'this.#doc.get(name)',
  },
  {
    rule: 'GD3',
    fault: 'there is no end to what is judged at once',
    by: 'packages/documents/src/inspect/judge-touches.test.ts',
    file: 'packages/documents/src/inspect/judge-touches.ts',
    from: "  if (touches.length > MAX_TOUCHES) return { code: 'TOO_LARGE', reason: 'too_many', paths: [] };\n",
    to: '',
  },
  {
    rule: 'GD4',
    fault: 'what a schema leaves out lies there unseen',
    by: 'packages/documents/src/inspect/judge-touches.test.ts',
    file: 'packages/documents/src/inspect/judge-touches.ts',
    from: "return sameValue(parsed.data, value) ? null : 'invalid_value';",
    to: 'return null;',
  },
  {
    rule: 'GD5',
    fault: 'every author writes in every record',
    by: 'packages/documents/src/inspect/judge-touches.test.ts',
    file: 'packages/documents/src/inspect/judge-touches.ts',
    from: 'return fresh || authorOf(doc, root, keys[0]!, author) === user;',
    to: 'return fresh || authorOf(doc, root, keys[0]!, author) !== undefined;',
  },
  {
    rule: 'GD6',
    fault: 'what is set once cannot be set',
    by: 'packages/documents/src/inspect/judge-touches.test.ts',
    file: 'packages/documents/src/inspect/judge-touches.ts',
    from: "if (rule.once === true && !touch.fresh) return 'fixed';",
    to: "if (rule.once === true) return 'fixed';",
  },
  {
    rule: 'GD7',
    fault: 'a path as long as somebody’s key',
    by: 'server/src/sync/judge.test.ts',
    file: 'packages/documents/src/inspect/judge-touches.ts',
    from: 'path: touchPath(touch).slice(0, MAX_PATH_LENGTH)',
    to: 'path: touchPath(touch)',
  },
  {
    rule: 'GD8',
    fault: 'what stands already is not counted',
    by: 'packages/documents/src/inspect/judge-records.test.ts',
    file: 'packages/documents/src/inspect/judge-records.ts',
    from: 'count - (there.get(group) ?? 0)',
    to: 'count',
  },
];

import type { Mutant } from './mutant.ts';

/** SPEC part W. */
export const wire: Mutant[] = [
  {
    rule: 'W1',
    fault: 'another channel',
    by: 'packages/protocol/src/message.test.ts',
    file: 'packages/protocol/src/message.ts',
    from: 'export const DEVICE_CHANNEL = 100;',
    to: 'export const DEVICE_CHANNEL = 101;',
  },
  {
    rule: 'W2',
    fault: 'two numbers change places',
    by: 'packages/protocol/src/message.test.ts',
    file: 'packages/protocol/src/message.ts',
    from: '  ack: 5,\n  nack: 6,',
    to: '  ack: 6,\n  nack: 5,',
  },
  {
    rule: 'W3',
    fault: 'bytes behind the end are let through',
    by: 'packages/protocol/src/message.test.ts',
    file: 'packages/protocol/src/message.ts',
    from: "    if (decoding.hasContent(d)) throw invalid('bytes behind the end of the message');\n",
    to: '',
  },
  {
    rule: 'W4',
    fault: 'a longer list is read',
    by: 'packages/protocol/src/message.test.ts',
    file: 'packages/protocol/src/message.ts',
    from: 'if (length > max) throw',
    to: 'if (length > max * 100) throw',
  },
  {
    rule: 'W5',
    fault: 'an unknown code is no message',
    by: 'packages/protocol/src/message.test.ts',
    file: 'packages/protocol/src/message.ts',
    from: "  return isErrorCode(code) ? code : 'INTERNAL';",
    to: "  if (isErrorCode(code)) return code;\n  throw invalid('unknown code');",
  },
  {
    rule: 'W6',
    fault: 'an update loses its last byte',
    by: 'packages/protocol/src/message.test.ts',
    file: 'packages/protocol/src/message.ts',
    from: 'return decoding.readVarUint8Array(d).slice();',
    to: 'return decoding.readVarUint8Array(d).slice(0, -1);',
  },
];

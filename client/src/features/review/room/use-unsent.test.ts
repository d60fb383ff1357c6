import { newId } from '@clapper/protocol';
import { expect, it } from 'vitest';
import { readUnsent } from './use-unsent.ts';

it('an unsent note is what was kept of it, and what is not ours is as if nothing had been begun', () => {
  const file = { hash: 'a'.repeat(64), name: 'a.png', type: 'image/png', bytes: 3 };
  const unsent = { id: newId(1), frame: 12, cut: newId(2), attachments: [file], internal: true };
  expect(readUnsent(JSON.stringify(unsent))).toEqual(unsent);
  expect(
    readUnsent(JSON.stringify({ ...unsent, frame: -1, cut: 3, attachments: 'x', internal: 'yes' })),
  ).toEqual({
    ...{ id: unsent.id, frame: null, cut: null, attachments: [], internal: false },
  });
  for (const odd of [null, '', '{', '7', '{}', '{"id":"../x"}', 'null']) expect(readUnsent(odd)).toBeNull();
});

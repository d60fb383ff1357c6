import { expect, it } from 'vitest';
import { newPushKeys } from './vapid.ts';
import { answerOf, pushTransport } from './transport.ts';

it('[PU2] calls no push service that was taken off the list since', async () => {
  const asked: string[] = [];
  const transport = pushTransport({
    config: { hosts: ['push.example'], subject: 'mailto:boss@studio.example' },
    keys: async () => {
      asked.push('keys');
      return newPushKeys();
    },
    stopped: new AbortController().signal,
    now: Date.now,
  });
  const kept = { session: '', p256dh: '', auth: '', createdAt: 0 };
  const endpoint = 'https://127.0.0.1:1/x';
  expect(await transport.send({ ...kept, endpoint }, new Uint8Array(), 'tag')).toEqual({ is: 'gone' });
  expect(asked).toEqual([]);
});

it.each([
  [201, { is: 'taken' }],
  [404, { is: 'gone' }],
  [410, { is: 'gone' }],
  [429, { is: 'later', status: 429 }],
  [500, { is: 'later', status: 500 }],
  [403, { is: 'refused', status: 403 }],
  [302, { is: 'refused', status: 302 }],
])('reads %i as %j', (status, answer) => {
  expect(answerOf(status)).toEqual(answer);
});

import { expect, test, vi } from 'vitest';
import { MAX_DOCUMENTS_PER_SOCKET, MAX_FRAME_BYTES, type JoinRequest, type Message } from '@clapper/protocol';
import { createJoiner, frames } from './join.ts';

const request = (document: string, bytes = 0): JoinRequest => ({
  document,
  epoch: null,
  seq: 0,
  tip: null,
  clientIds: [1],
  schema: 0,
  stateVector: bytes === 0 ? null : new Uint8Array(bytes),
});

test('a frame passes neither the limit of documents nor that of bytes', () => {
  const many = Array.from({ length: MAX_DOCUMENTS_PER_SOCKET + 1 }, (_, i) => request(`d${i}`));
  expect(frames(many).map((frame) => frame.length)).toEqual([MAX_DOCUMENTS_PER_SOCKET, 1]);
  const large = [request('a', MAX_FRAME_BYTES / 2), request('b', MAX_FRAME_BYTES / 2), request('c')];
  expect(frames(large).map((frame) => frame.length)).toEqual([1, 2]);
  expect(frames([])).toEqual([]);
});

test('documents asked for together go together, once what is being read from disk is there', () => {
  vi.useFakeTimers();
  const sent: Message[] = [];
  let loading = true;
  const joiner = createJoiner({
    loading: () => loading,
    read: (document) => (document === 'closed' ? null : request(document)),
    send: (message) => sent.push(message) > 0,
  });
  for (const document of ['a', 'b', 'a', 'closed']) joiner.request(document);
  vi.advanceTimersByTime(10);
  expect(sent).toEqual([]);
  loading = false;
  joiner.settled();
  vi.advanceTimersByTime(1);
  expect(sent).toEqual([{ type: 'join', documents: [request('a'), request('b')] }]);
  loading = true;
  joiner.request('c');
  // One document that loads slowly holds up the others for a moment only.
  vi.advanceTimersByTime(200);
  expect(sent).toHaveLength(2);
  joiner.request('d');
  joiner.reset();
  vi.advanceTimersByTime(1_000);
  expect(sent).toHaveLength(2);
  vi.useRealTimers();
});

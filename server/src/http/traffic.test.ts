import { expect, it } from 'vitest';
import { createTraffic } from './traffic.ts';

it('tells of each minute how many were there, what they sent and how long answers took', () => {
  let at = 1_000_000;
  let received = 50;
  const traffic = createTraffic({ sockets: () => ({ connections: 3, received }), now: () => at });
  expect(traffic.last()).toBeNull();
  received += 120;
  traffic.answered(10);
  traffic.answered(30);
  at += 60_000;
  const minute = { at, connections: 3, messagesPerSecond: 2, averageResponseMs: 20 };
  expect(traffic.look()).toEqual(minute);
  at += 60_000;
  expect(traffic.last()).toEqual(minute);
  expect(traffic.look()).toEqual({ at, connections: 3, messagesPerSecond: 0, averageResponseMs: null });
});

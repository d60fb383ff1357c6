import { expect, test } from 'vitest';
import { eventLoopShare } from './event-loop.ts';

test('[DU14] how busy the event loop is, is told of the last tenth of a second', async () => {
  const share = eventLoopShare();
  const end = performance.now() + 300;
  while (performance.now() < end) JSON.stringify([...Array(1_000).keys()]);
  expect(share()).toBeGreaterThan(0.6);
  await expect.poll(share, { timeout: 5_000 }).toBeLessThan(0.5);
});

import { expect, test } from 'vitest';
import { ERRORS, MAX_DOCUMENT_BYTES, STALE_BYTES } from '@clapper/protocol';
import { LIMITS, SYNC_LIMITS } from './limits.ts';

test.each(Object.entries(LIMITS))(
  '[LI10] %s says why, and either refuses with a code of the table or says what happens instead',
  (name, limit) => {
    expect(limit.most).toBeGreaterThan(0);
    expect(limit.why).toMatch(/^.{10,}\.$/);
    if (limit.code === null) expect(limit.instead).toMatch(/^.{10,}\.$/);
    else expect(ERRORS).toHaveProperty(limit.code);
    expect(SYNC_LIMITS).toHaveProperty(name, limit.most);
  },
);

test('[LI1] [LI2] [LI3] [LI4] [LI5] [LI6] [LI7] [LI8] [LI9] the numbers are those that clients were told', () => {
  const { maxFrameBytes, maxUpdateBytes, maxDocumentBytes, writerBytes } = SYNC_LIMITS;
  const mib = 1024 * 1024;
  expect([maxFrameBytes, maxUpdateBytes, maxDocumentBytes, writerBytes]).toEqual([
    4 * mib,
    1 * mib,
    8 * mib,
    mib / 4,
  ]);
  expect([SYNC_LIMITS.maxDocumentsPerSocket, SYNC_LIMITS.maxScratchDocuments]).toEqual([2_000, 1_000]);
  expect([SYNC_LIMITS.maxConnectionsPerUser, SYNC_LIMITS.maxFramesPerSecond]).toEqual([200, 5_000]);
  expect(SYNC_LIMITS.maxConnectionsPerAddress).toBe(2_000);
  expect(STALE_BYTES + MAX_DOCUMENT_BYTES).toBe(9 * mib);
});

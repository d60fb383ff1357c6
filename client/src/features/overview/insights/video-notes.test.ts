import { expect, test } from 'vitest';
import { videoNotesIn } from './video-notes.ts';

const DAYS = { time_zone: 'Asia/Seoul', from: '2026-11-21', to: '2026-11-22' };
const at = (time: string, more: object = {}) =>
  ({
    createdAt: Date.parse(time),
    deleted: null,
    shapes: [],
    screenshot: null,
    ...more,
  }) as unknown as Parameters<typeof videoNotesIn>[0][number]['notes'][number];

test('notes are counted by the days of the project, with what was drawn and pictured in them', () => {
  const notes = [
    at('2026-11-20T14:59:00Z'),
    at('2026-11-20T15:00:00Z', { shapes: [{}] }),
    at('2026-11-22T14:59:00Z', { shapes: [{}], screenshot: {} }),
    at('2026-11-22T15:00:00Z'),
    at('2026-11-21T00:00:00Z', { deleted: { by: 'a', at: 1 } }),
  ];
  expect(videoNotesIn([{ notes }, { notes: [at('2026-11-21T00:00:00Z')] }], DAYS)).toEqual({
    ...{ all: 3, drawn: 2, pictured: 1 },
  });
});

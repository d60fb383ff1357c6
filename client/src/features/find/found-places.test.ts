import type { DocumentHandle, HandleState } from '@clapper/device';
import { addNote, addVideo, deleteVideo } from '@clapper/documents/review';
import { projectDocument } from '@clapper/protocol';
import { expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { followProject } from './found-places.ts';
import { SearchIndex } from './search/search-index.ts';

const PROJECT = '0190b8a0-0000-7000-8000-000000000001';
const ACT = { by: 'ana', at: 1 };

/** Documents that are all on the device; which are open is written down. */
function deviceOf(docs: ReadonlyMap<string, Y.Doc>) {
  const open = new Set<string>();
  return {
    opened: open,
    open(document: string): DocumentHandle {
      open.add(document);
      const doc = docs.get(document);
      const state = (
        doc === undefined ? { phase: 'loading' } : { phase: 'ready', doc, access: { read: true } }
      ) as HandleState;
      return {
        document,
        state: { get: () => state, subscribe: () => () => undefined },
        close: () => void open.delete(document),
      } as unknown as DocumentHandle;
    },
  };
}

test('[FI1] the notes of a video are read when it comes, and forgotten when it is deleted', async () => {
  const [media, review] = [new Y.Doc(), new Y.Doc()];
  const video = addVideo(media, { title: '골목 커피', ...ACT }, 'test');
  const place = { frame: 0, endFrame: null, time: 0 };
  const note = addNote(review, { cut: 'c', place, words: '더 길게', ...ACT, name: '아나' }, 'test');
  const reviewed = projectDocument(PROJECT, 'review', video);
  const docs = new Map([
    [projectDocument(PROJECT, 'media'), media],
    [reviewed, review],
  ]);
  const device = deviceOf(docs);
  const index = new SearchIndex();
  const stop = followProject(device, PROJECT, index, () => undefined);
  await vi.waitFor(() => expect(index.get(`note/${note}`)?.words).toBe('더 길게'));
  const later = addNote(review, { cut: 'c', place, words: '로고', ...ACT, name: '아나' }, 'test');
  await vi.waitFor(() => expect(index.get(`note/${later}`)).not.toBeNull());

  deleteVideo(media, video, ACT, 'test');
  await vi.waitFor(() => expect(index.get(`note/${note}`)).toBeNull());
  expect(device.opened).not.toContain(reviewed);
  stop();
  expect(device.opened.size).toBe(0);
});

test('[FI1] what was found is forgotten, if its video went while nobody looked', async () => {
  const [media, review] = [new Y.Doc(), new Y.Doc()];
  const video = addVideo(media, { title: '골목 커피', ...ACT }, 'test');
  const place = { frame: 0, endFrame: null, time: 0 };
  const note = addNote(review, { cut: 'c', place, words: '더 길게', ...ACT, name: '아나' }, 'test');
  const device = deviceOf(
    new Map([
      [projectDocument(PROJECT, 'media'), media],
      [projectDocument(PROJECT, 'review', video), review],
    ]),
  );
  const index = new SearchIndex();
  const stop = followProject(device, PROJECT, index, () => undefined);
  await vi.waitFor(() => expect(index.get(`note/${note}`)).not.toBeNull());
  stop();
  deleteVideo(media, video, ACT, 'test');
  const end = followProject(device, PROJECT, index, () => undefined);
  await vi.waitFor(() => expect(index.get(`note/${note}`)).toBeNull());
  end();
});

test('[FI1] of hundreds of videos few are open at once, and the notes of all are found', async () => {
  const media = new Y.Doc();
  const docs = new Map([[projectDocument(PROJECT, 'media'), media]]);
  const place = { frame: 0, endFrame: null, time: 0 };
  const notes = Array.from({ length: 300 }, (_, index) => {
    const video = addVideo(media, { title: `Film ${index}`, by: 'ana', at: index }, 'test');
    const review = new Y.Doc();
    docs.set(projectDocument(PROJECT, 'review', video), review);
    return addNote(review, { cut: 'c', place, words: `note ${index}`, ...ACT, name: '아나' }, 'test');
  });
  const device = deviceOf(docs);
  const index = new SearchIndex();
  let most = 0;
  const stop = followProject(device, PROJECT, index, () => (most = Math.max(most, device.opened.size)));
  await vi.waitFor(
    () => expect(notes.filter((note) => index.get(`note/${note}`) === null)).toEqual([]),
    20_000,
  );
  expect(most).toBeLessThanOrEqual(24 + 4 + 6);
  // The newest are still heard.
  const [, newest] = [...docs].at(-1)!;
  const later = addNote(newest, { cut: 'c', place, words: '로고', ...ACT, name: '아나' }, 'test');
  await vi.waitFor(() => expect(index.get(`note/${later}`)).not.toBeNull());
  stop();
  expect(device.opened.size).toBe(0);
});

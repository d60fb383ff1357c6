import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { KINDS, readBoard, readStages, setShots, type DomainEvent } from '@clapper/documents';
import { addNote, addVideo, deleteVideo, setNoteStatus } from '@clapper/documents/review';
import { ClapperError, newId, projectDocument } from '@clapper/protocol';
import type { Happened } from '../activity/happened.ts';
import { createProgress } from './progress.ts';

const PROJECT = newId();
const FACTS = { project: PROJECT, template: 'four-acts', language: 'en' } as const;

/** A new project nobody has talked about. */
function world() {
  const docs = new Map(
    (['plan', 'board'] as const).map((kind): [string, Y.Doc] => {
      const doc = new Y.Doc();
      Y.applyUpdate(doc, KINDS[kind].seed(FACTS)!);
      return [projectDocument(PROJECT, kind), doc];
    }),
  );
  const set: number[] = [];
  const progress = createProgress({
    projects: { setProgress: async (_project, percent) => void set.push(percent) },
    async read(document, read) {
      const doc = docs.get(document);
      if (doc === undefined) throw new ClapperError('NOT_FOUND', 'There is no such document.');
      return read(doc);
    },
    changed: () => undefined,
  });
  const [plan, board] = [docs.get(`${PROJECT}/plan`)!, docs.get(`${PROJECT}/board`)!];
  return { set, progress, docs, plan, board };
}

const happened = (type: DomainEvent['type'], target: DomainEvent['target']['type']): Happened => ({
  id: newId(),
  event: { type, target: { type: target, id: 'x', name: '' }, deviceAt: null, more: 0, detail: {} } as never,
  actor: 'someone',
  at: 1,
  count: 1,
});

it('is reckoned from plan, board and talk, also where one of them is not there yet', async () => {
  const { set, progress, plan, board } = world();
  await progress.tell(PROJECT, [happened('created', 'shot')]);
  const { shots } = readBoard(board, readStages(plan).stages);
  setShots(
    board,
    shots.map(({ id }) => id),
    { status: 'approved' },
    'test',
  );
  await progress.tell(PROJECT, [happened('statusChanged', 'shot')]);
  // Four empty pages weigh as much as their twelve shots, of which a third was done before anybody began.
  expect(set).toEqual([17, 50]);
});

it('counts notes on its videos that are open, whichever cut they are on, while the video is there', async () => {
  const { set, progress, docs, plan, board } = world();
  const act = { by: 'ana', at: 1 };
  const { shots } = readBoard(board, readStages(plan).stages);
  setShots(
    board,
    shots.map(({ id }) => id),
    { status: 'approved' },
    'test',
  );
  const [media, review] = [new Y.Doc(), new Y.Doc()];
  const video = addVideo(media, { title: '골목 커피', ...act }, 'test');
  docs.set(projectDocument(PROJECT, 'media'), media).set(projectDocument(PROJECT, 'review', video), review);
  // As much work as all the shots and half of the pages.
  const place = { frame: 0, endFrame: null, time: 0 };
  const notes = Array.from({ length: 12 }, (_, index) =>
    addNote(review, { cut: `cut ${index % 2}`, place, words: '더 길게', ...act, name: '아나' }, 'test'),
  );
  await progress.tell(PROJECT, [happened('commented', 'thread')]);
  for (const note of notes) setNoteStatus(review, note, 'resolved', act, 'test');
  await progress.tell(PROJECT, [happened('resolved', 'thread')]);
  setNoteStatus(review, notes[0]!, 'open', act, 'test');
  deleteVideo(media, video, act, 'test');
  await progress.tell(PROJECT, [happened('deleted', 'video')]);
  expect(set).toEqual([33, 50, 50]);
});

it('is not reckoned again for what cannot change it', async () => {
  const { set, progress } = world();
  await progress.tell(PROJECT, [
    happened('edited', 'shot'),
    happened('moved', 'event'),
    happened('memberJoined', 'member'),
    happened('cutAdded', 'video'),
  ]);
  expect(set).toEqual([]);
});

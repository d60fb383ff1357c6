import { expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import type { Happening, Touch } from '@clapper/documents';
import { SILENT } from '../log.ts';
import { Bursts } from './bursts.ts';
import { documentActivity } from './document-activity.ts';

const bursts = new Bursts(
  () => 0,
  () => undefined,
);

it('[AC3] what cannot be read tells nothing, says so to the operator and costs no edit', () => {
  const error = vi.fn();
  const options = { document: 'p/board', project: 'p', name: null, bursts, log: { ...SILENT, error } };
  const activity = documentActivity({ ...options, kind: 'board' })!;
  const doc = new Y.Doc();
  expect(activity.foreseen([null as unknown as Touch], doc)).toEqual([]);
  expect(activity.done([null as unknown as Happening], doc)).toEqual([]);
  expect(error).toHaveBeenCalledTimes(2);
  expect(activity.take([null as never])).toMatchObject({ rows: [] });
  expect(error).toHaveBeenCalledTimes(3);
});

it('there is none where nothing that is done means anything', () => {
  const options = { document: 'p/scratch/x', project: 'p', name: null, bursts, log: SILENT };
  expect(documentActivity({ ...options, kind: 'scratch' })).toBeNull();
});

it('tells nothing of what is named as no record is', () => {
  const activity = documentActivity({
    document: 'p/board',
    project: 'p',
    name: null,
    bursts,
    log: SILENT,
    kind: 'board',
  })!;
  const happening = (id: string): Happening => ({
    type: 'resolved',
    target: { type: 'shot', id },
    deviceAt: null,
    more: 0,
    detail: {},
  });
  const happenings = ['a-1', 'a\0b', '', 'x'.repeat(129)].map(happening);
  expect(activity.done(happenings, new Y.Doc()).map(({ target }) => target.id)).toEqual(['a-1']);
});

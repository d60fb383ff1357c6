import {
  percentOf,
  progressOf,
  readBoard,
  readStageWork,
  readTalk,
  type DomainEvent,
} from '@clapper/documents';
import { openNotesIn, readMedia } from '@clapper/documents/review';
import { projectDocument } from '@clapper/protocol';
import type * as Y from 'yjs';
import type { Notify } from '../activity/happened.ts';
import type { Storage } from '../storage/storage.ts';
import { unlessMissing } from '../sync/unless-missing.ts';

export interface ProgressOptions {
  projects: Pick<Storage['projects'], 'setProgress'>;
  /** Reads committed state. */
  read<T>(document: string, read: (doc: Y.Doc) => T): Promise<T>;
  /** People's lists of projects may have something new to show. */
  changed: () => void;
}

/**
 * How far each project is, for lists that open none of its documents: reckoned again when something happened that may
 * change it. It is told of everything at least once, so a crash on the way leaves no old figure behind.
 */
export function createProgress({ projects, read, changed }: ProgressOptions): Notify {
  return {
    async tell(project, happened) {
      if (!happened.some(({ event }) => mayChange(event))) return;
      const readOf = <T>(kind: 'plan' | 'board' | 'talk' | 'media', none: T, how: (doc: Y.Doc) => T) =>
        unlessMissing(read(projectDocument(project, kind), how), none);
      const stages = await readOf('plan', [], readStageWork);
      const shots = await readOf('board', [], (doc) => readBoard(doc, stages).shots);
      const threads = await readOf('talk', [], (doc) => readTalk(doc).threads);
      let openNotes = 0;
      for (const { id } of await readOf('media', [], (doc) => readMedia(doc).videos))
        openNotes += await unlessMissing(read(projectDocument(project, 'review', id), openNotesIn), 0);
      const { whole } = progressOf({ stages, shots, threads, openNotes });
      await projects.setProgress(project, percentOf(whole));
      changed();
    },
  };
}

/** What is in a shot says nothing of how far it is; that a page has words at all does. */
function mayChange({ type, target }: DomainEvent): boolean {
  switch (target.type) {
    case 'stage':
    case 'thread':
      return true;
    case 'shot':
      return type !== 'edited';
    case 'video':
      // Its notes come and go with it.
      return type === 'created' || type === 'deleted' || type === 'restored';
    case 'project':
    case 'event':
    case 'member':
      return false;
    default:
      return target.type satisfies never;
  }
}

import {
  percentOf,
  progressOf,
  readBoard,
  readStageWork,
  readTalk,
  type DomainEvent,
} from '@clapper/documents';
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
      const readOf = <T>(kind: 'plan' | 'board' | 'talk', none: T, how: (doc: Y.Doc) => T) =>
        unlessMissing(read(projectDocument(project, kind), how), none);
      const stages = await readOf('plan', [], readStageWork);
      const shots = await readOf('board', [], (doc) => readBoard(doc, stages).shots);
      const threads = await readOf('talk', [], (doc) => readTalk(doc).threads);
      await projects.setProgress(project, percentOf(progressOf({ stages, shots, threads }).whole));
      changed();
    },
  };
}

/** What is in a shot says nothing of how far it is; that a page has words at all does. */
function mayChange({ type, target }: DomainEvent): boolean {
  switch (target.type) {
    case 'stage':
      return true;
    case 'thread':
      // What is noted on a video is no work of the plan’s.
      return target.video === undefined;
    case 'shot':
      return type !== 'edited';
    case 'project':
    case 'event':
    case 'member':
    case 'video':
      return false;
    default:
      return target.type satisfies never;
  }
}

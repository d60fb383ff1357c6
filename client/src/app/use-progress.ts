import { progressOf, readBoard, readStageWork, readTalk, type Progress } from '@clapper/documents';
import type { HandleState } from '@clapper/device';
import { useMemo, useSyncExternalStore } from 'react';
import type * as Y from 'yjs';
import { useProject } from './project-context.tsx';

/** How long a figure may lag behind the typing it depends on. */
const LAG_MS = 400;

/**
 * How far the project is that one is in; read when nobody typed for a moment, and drawn when a figure changed. Notes
 * on videos hold back the whole and no stage: who shows stages alone need not count them.
 */
export function useProgress(openNotes = 0): Progress {
  const { plan, board, talk } = useProject();
  const [planDoc, boardDoc, talkDoc] = [docOf(plan), docOf(board), docOf(talk)];
  const source = useMemo(
    () => progressSource(planDoc, boardDoc, talkDoc, openNotes),
    [planDoc, boardDoc, talkDoc, openNotes],
  );
  return useSyncExternalStore(source.subscribe, source.get);
}

function docOf(state: HandleState): Y.Doc | null {
  return state.phase === 'ready' ? state.doc : null;
}

function progressSource(plan: Y.Doc | null, board: Y.Doc | null, talk: Y.Doc | null, openNotes: number) {
  let progress: Progress | null = null;
  const read = (): Progress => {
    const stages = plan === null ? [] : readStageWork(plan);
    return progressOf({
      stages,
      shots: board === null ? [] : readBoard(board, stages).shots,
      threads: talk === null ? [] : readTalk(talk).threads,
      openNotes,
    });
  };
  return {
    get: (): Progress => (progress ??= read()),
    subscribe(listener: () => void): () => void {
      let waiting: ReturnType<typeof setTimeout> | undefined;
      const look = () => {
        waiting = undefined;
        const now = read();
        if (progress !== null && same(progress, now)) return;
        progress = now;
        listener();
      };
      const changed = () => {
        clearTimeout(waiting);
        waiting = setTimeout(look, LAG_MS);
      };
      // Between render and subscription the documents may have changed.
      look();
      for (const doc of [plan, board, talk]) doc?.on('update', changed);
      return () => {
        clearTimeout(waiting);
        for (const doc of [plan, board, talk]) doc?.off('update', changed);
      };
    },
  };
}

function same(a: Progress, b: Progress): boolean {
  return (
    a.whole === b.whole &&
    a.stages.size === b.stages.size &&
    [...a.stages].every(([id, share]) => b.stages.get(id) === share)
  );
}

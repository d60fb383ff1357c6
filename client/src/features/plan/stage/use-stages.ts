import { readStages, stageContent, type Stage } from '@clapper/documents';
import { useMemo, useSyncExternalStore } from 'react';
import type * as Y from 'yjs';

/** The stages without their pages: read again when one is renamed or moves on, not at every key press. */
export function useStages(doc: Y.Doc): readonly Stage[] {
  const source = useMemo(() => stagesOf(doc), [doc]);
  return useSyncExternalStore(source.subscribe, source.get);
}

function stagesOf(doc: Y.Doc) {
  const root = doc.getMap('stages');
  let stages: readonly Stage[] | null = null;
  return {
    get(): readonly Stage[] {
      stages ??= readStages(doc).stages.filter(({ id }) => stageContent(doc, id) !== null);
      return stages;
    },
    subscribe(listener: () => void): () => void {
      const changed = (events: Y.YEvent<Y.AbstractType<unknown>>[]) => {
        if (!events.some(({ target }) => target === root || target.parent === root)) return;
        stages = null;
        listener();
      };
      stages = null;
      root.observeDeep(changed);
      return () => root.unobserveDeep(changed);
    },
  };
}

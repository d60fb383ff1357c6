import { useEffect } from 'react';
import type * as Y from 'yjs';
import { useStore } from '../../../app/store.ts';
import { stageEdits } from './stage-edits.ts';

/** Watches a live document; what arrives while catching up happened at a time nobody here knows. */
export function useStageEdits(
  project: string,
  doc: Y.Doc,
  live: boolean,
  now: () => number,
): Readonly<Record<string, number>> {
  const edits = stageEdits(project);
  useEffect(() => {
    const root = doc.getMap('stages');
    const changed = (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction) => {
      if (!transaction.local && !live) return;
      for (const event of events) {
        const [stage] = event.path;
        if (typeof stage === 'string') edits.edited(stage, now());
      }
    };
    root.observeDeep(changed);
    return () => root.unobserveDeep(changed);
  }, [doc, edits, live, now]);
  return useStore(edits.times);
}

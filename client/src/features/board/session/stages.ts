import { readStages, stageId, type Shot } from '@clapper/documents';
import type { HandleState } from '@clapper/device';
import { useMemo, useSyncExternalStore } from 'react';
import type * as Y from 'yjs';

/** What the board knows of a stage: whose column it is. */
export interface BoardStage {
  id: string;
  number: number;
  /** 기 승 전 결, or ''. */
  label: string;
  title: string;
}

/** A project has few stages; a board that came without its plan looks for them by their seeded ids. */
const SEEDED_STAGES = 12;

/**
 * The plan's stages, read again when one is renamed or moves, not at every key press in it. Null: there is
 * no plan on this device yet.
 */
export function useBoardStages(plan: HandleState): readonly BoardStage[] | null {
  const doc = plan.phase === 'ready' ? plan.doc : null;
  const source = useMemo(() => stagesOf(doc), [doc]);
  return useSyncExternalStore(source.subscribe, source.get);
}

function stagesOf(doc: Y.Doc | null) {
  let stages: readonly BoardStage[] | null = null;
  const root = doc?.getMap('stages') ?? null;
  return {
    get(): readonly BoardStage[] | null {
      if (doc === null) return null;
      stages ??= readStages(doc).stages.map(({ id, number, label, title }) => ({ id, number, label, title }));
      return stages.length === 0 ? null : stages;
    },
    subscribe(listener: () => void): () => void {
      const changed = (events: Y.YEvent<Y.AbstractType<unknown>>[]) => {
        if (!events.some(({ target }) => target === root || target.parent === root)) return;
        stages = null;
        listener();
      };
      root?.observeDeep(changed);
      return () => root?.unobserveDeep(changed);
    },
  };
}

/** Columns without a plan: the stages the shots themselves name, in the order they were seeded. */
export function stagesOfShots(project: string, shots: readonly Shot[]): BoardStage[] {
  const named = new Set(shots.map(({ place }) => place.stage));
  const seeded = Array.from({ length: SEEDED_STAGES }, (_, index) => stageId(project, index)).filter((id) =>
    named.has(id),
  );
  const others = [...named].filter((id) => !seeded.includes(id)).toSorted();
  const ids = [...seeded, ...others];
  return (ids.length > 0 ? ids : [stageId(project, 0)]).map((id, index) => ({
    id,
    number: index + 1,
    label: '',
    title: '',
  }));
}

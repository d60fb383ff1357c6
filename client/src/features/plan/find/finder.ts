import { stageContent } from '@clapper/documents';
import type * as Y from 'yjs';
import { createStore, type Store } from '../../../app/store.ts';
import { PLAN_ORIGIN, type PlanUndo } from '../editor/undo.ts';
import { findInStage, replaceHits, type Hit } from './find-in-stage.ts';
import { findInText, type FindOptions } from './find-text.ts';

export interface FindState {
  open: boolean;
  /** How often it was opened: each time the field takes the focus. */
  opened: number;
  options: FindOptions;
  /** Hits by stage, in the order of the page. */
  counts: readonly { stage: string; count: number }[];
  total: number;
  /** Of all hits; -1 when there is none. */
  current: number;
}

export interface Finder {
  readonly state: Store<FindState>;
  open(query?: string): void;
  close(): void;
  search(options: Partial<FindOptions>): void;
  step(direction: 1 | -1): void;
  /** Replaces the current hit and goes on to the next. */
  replace(replacement: string): void;
  /** One step of undo; gives how many. */
  replaceAll(replacement: string): number;
}

/** Changes by others move the hits: they are counted again when nothing happened for a moment. */
const SETTLE_MS = 150;

/** Looks through all stages of a document, folded ones included. `showing` follows the current hit. */
export function createFinder(
  doc: Y.Doc,
  undo: PlanUndo,
  stages: () => readonly string[],
  startStage: () => string | null,
): Finder & { start(): () => void } {
  const state = createStore<FindState>({
    open: false,
    opened: 0,
    options: { query: '', matchCase: false },
    counts: [],
    total: 0,
    current: -1,
  });
  const hitsOf = (stage: string, options: FindOptions): Hit[] => {
    const content = stageContent(doc, stage);
    return content === null ? [] : findInStage(content, options);
  };
  const count = (options: FindOptions) =>
    stages().map((stage) => ({ stage, count: hitsOf(stage, options).length }));
  const refresh = (
    change: Partial<FindState>,
    current: (counts: FindState['counts'], total: number) => number,
  ) => {
    const next = { ...state.get(), ...change };
    const counts = next.open ? count(next.options) : [];
    const total = counts.reduce((sum, stage) => sum + stage.count, 0);
    state.set({ ...next, counts, total, current: total === 0 ? -1 : current(counts, total) });
  };
  const stay = (_: FindState['counts'], total: number) =>
    Math.min(Math.max(state.get().current, 0), total - 1);
  const fromHere = (counts: FindState['counts']) => {
    const here = counts.findIndex(({ stage }) => stage === startStage());
    const before = counts.slice(0, Math.max(here, 0)).reduce((sum, stage) => sum + stage.count, 0);
    const total = counts.reduce((sum, stage) => sum + stage.count, 0);
    return before % Math.max(total, 1);
  };

  let settling: ReturnType<typeof setTimeout> | undefined;
  const changed = () => {
    if (!state.get().open) return;
    clearTimeout(settling);
    settling = setTimeout(() => refresh({}, stay), SETTLE_MS);
  };
  return {
    state,
    open: (query) => {
      const options = query === undefined ? state.get().options : { ...state.get().options, query };
      refresh({ open: true, opened: state.get().opened + 1, options }, fromHere);
    },
    close: () => refresh({ open: false }, () => -1),
    search: (options) => refresh({ options: { ...state.get().options, ...options } }, fromHere),
    step(direction) {
      const { total, current } = state.get();
      if (total > 0) refresh({}, (_, now) => (((current + direction) % now) + now) % now);
    },
    replace(replacement) {
      const { options, current } = state.get();
      const hits = stages().flatMap((stage) => hitsOf(stage, options));
      const hit = hits[current];
      if (hit === undefined) return;
      undo.pause();
      replaceHits(doc, [hit], replacement, PLAN_ORIGIN);
      undo.pause();
      // What was put in may itself answer to the words: it is passed over.
      const passed = findInText(replacement, options).length;
      refresh({}, (_, total) => (current + passed) % total);
    },
    replaceAll(replacement) {
      const { options } = state.get();
      const hits = stages().flatMap((stage) => hitsOf(stage, options));
      if (hits.length === 0) return 0;
      undo.pause();
      replaceHits(doc, hits, replacement, PLAN_ORIGIN);
      undo.pause();
      refresh({}, () => 0);
      return hits.length;
    },
    /** Listens to the document from now on; the answer stops it. */
    start() {
      doc.on('update', changed);
      return () => {
        clearTimeout(settling);
        doc.off('update', changed);
      };
    },
  };
}

/** Which hit of a stage is the current one; -1 when it is in another stage. */
export function currentInStage({ counts, current }: FindState, stage: string): number {
  let before = 0;
  for (const { stage: each, count } of counts) {
    if (each === stage) return current >= before && current < before + count ? current - before : -1;
    before += count;
  }
  return -1;
}

export function stageOfCurrent({ counts, current }: FindState): string | null {
  let before = 0;
  for (const { stage, count } of counts) {
    if (current >= before && current < before + count) return stage;
    before += count;
  }
  return null;
}

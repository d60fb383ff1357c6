import type { Anchor } from '@clapper/documents';
import { createStore, type Store } from '../../../app/store.ts';
import type { ThreadMark } from './thread-marks.ts';

/** What the plan page knows of its threads besides their words: which is unfolded, and which words are marked. */
export interface PlanThreads {
  /** Words that threads hang on, and those a new one is being written about. */
  readonly marks: Store<readonly ThreadMark[]>;
  setMarks(marks: readonly ThreadMark[]): void;
  readonly unfolded: Store<string | null>;
  unfold(thread: string | null): void;
  /** What the thread that is being written will hang on. */
  readonly composing: Store<Anchor | null>;
  compose(anchor: Anchor | null): void;
  /** Threads whose words the editor of a stage has found; null while it has not looked. */
  readonly present: Store<ReadonlyMap<string, ReadonlySet<string>>>;
  found(stage: string, threads: ReadonlySet<string>): void;
  /** Notes of others that were not seen yet, by stage. */
  readonly unread: Store<ReadonlyMap<string, number>>;
  setUnread(unread: ReadonlyMap<string, number>): void;
}

export function planThreads(): PlanThreads {
  const marks = createStore<readonly ThreadMark[]>([]);
  const unfolded = createStore<string | null>(null);
  const composing = createStore<Anchor | null>(null);
  const present = createStore<ReadonlyMap<string, ReadonlySet<string>>>(new Map());
  const unread = createStore<ReadonlyMap<string, number>>(new Map());
  return {
    marks,
    setMarks: (next) => marks.set(next),
    unfolded,
    unfold: (thread) => unfolded.set(thread),
    composing,
    compose(anchor) {
      composing.set(anchor);
      if (anchor !== null) unfolded.set(null);
    },
    present,
    found(stage, threads) {
      const before = present.get().get(stage);
      if (before !== undefined && same(before, threads)) return;
      present.set(new Map(present.get()).set(stage, threads));
    },
    unread,
    setUnread: (next) => unread.set(next),
  };
}

function same(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((id) => b.has(id));
}

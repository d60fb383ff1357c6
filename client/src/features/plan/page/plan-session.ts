import type { Editor } from '@tiptap/core';
import { createContext, useContext } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { ChipShelf } from '../chips/chip-book.ts';
import type { CaretLook } from '../editor/caret-element.ts';
import type { PresenceMemory } from '../editor/presence-memory.ts';
import type { PlanUndo } from '../editor/undo.ts';
import type { Finder } from '../find/finder.ts';
import type { PlanThreads } from '../threads/plan-threads.ts';
import type { StagePlaces } from '../stage/stage-places.ts';

/** What all stages of the page share: one document in one generation, and who looks at it. */
export interface PlanSession {
  documentId: string;
  doc: Y.Doc;
  awareness: Awareness;
  generation: number;
  /** May this person write, and does this version know the document? */
  writable: boolean;
  /** The board, where this person may write it too. */
  board: Y.Doc | null;
  presence: PresenceMemory;
  look: CaretLook;
  undo: PlanUndo;
  finder: Finder;
  /** Editors that are on the screen, by stage. */
  editors: Map<string, Editor>;
  places: StagePlaces;
  threads: PlanThreads;
  chips: ChipShelf;
  /** By stage: makes a shot of the words at hand. Comes with the tools around the words. */
  shotMakers: Map<string, () => void>;
  /** Shots an address asked for, whose words were brought into view. */
  shownShots: Set<string>;
  /** Unfolds a stage; `focus` puts the caret back to where it was. */
  openStage(stage: string, focus: boolean): void;
  /** Shows what was, this stage first. */
  openHistory(stage: string): void;
}

const PlanContext = createContext<PlanSession | null>(null);
export const PlanProvider = PlanContext.Provider;

export function usePlan(): PlanSession {
  const session = useContext(PlanContext);
  if (session === null) throw new Error('usePlan outside of the plan page');
  return session;
}

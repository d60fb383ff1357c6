import type { Stage } from '@clapper/documents';
import type * as Y from 'yjs';

export type HistoryStage = Pick<Stage, 'id' | 'number' | 'label' | 'title'>;

/** What a page hands over so that its document can go back. */
export interface HistoryProps {
  kind: 'plan' | 'board';
  project: string;
  doc: Y.Doc;
  /** The plan's stages as they are now: shots are numbered by them. */
  stages: readonly HistoryStage[];
  writable: boolean;
  /** The stage or shot one came from: shown first. */
  about: string | null;
  /** Writes as one step of the page's undo. */
  step(write: (origin: unknown) => void): void;
  undo(): void;
  onClose(): void;
}

import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { DocumentKind } from '@clapper/documents';
import type { DocumentAccess, ErrorCode } from '@clapper/protocol';
import type { Store } from './store.ts';

/** What a screen holds instead of a doc: after a repair the doc is another one. */
export interface DocumentHandle {
  readonly document: string;
  readonly kind: DocumentKind;
  readonly state: Store<HandleState>;
  /** Resolves with the local copy or the first join; rejects when refused with nothing local. */
  ready(): Promise<ReadyState>;
  close(): void;
}

export type HandleState =
  | { phase: 'loading' }
  | {
      phase: 'ready';
      doc: Y.Doc;
      awareness: Awareness;
      /** Editors are keyed by it: when it changes, doc and awareness are new objects. */
      generation: number;
      access: DocumentAccess;
      /** Joined, and everything the server had is here. */
      live: boolean;
      schema: 'fits' | 'tooOld';
      hasContent: boolean;
      lastSyncAt: number | null;
      refused: ErrorCode | null;
    }
  | { phase: 'failed'; code: ErrorCode };

export type ReadyState = Extract<HandleState, { phase: 'ready' }>;

export function sameHandleState(a: HandleState, b: HandleState): boolean {
  if (a.phase !== b.phase) return false;
  if (a.phase === 'loading') return true;
  if (a.phase === 'failed') return a.code === (b as typeof a).code;
  const other = b as ReadyState;
  return (
    a.doc === other.doc &&
    a.awareness === other.awareness &&
    a.generation === other.generation &&
    a.access.read === other.access.read &&
    a.access.write === other.access.write &&
    a.access.role === other.access.role &&
    a.live === other.live &&
    a.schema === other.schema &&
    a.hasContent === other.hasContent &&
    a.lastSyncAt === other.lastSyncAt &&
    a.refused === other.refused
  );
}

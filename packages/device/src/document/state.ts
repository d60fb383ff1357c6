import type * as Y from 'yjs';
import type { DocumentKind } from '@clapper/documents';
import type { DocumentAccess, ErrorCode, Message } from '@clapper/protocol';
import type { ChangeMark, PendingIndex } from '../changes.ts';
import type { Environment, Logger } from '../environment.ts';
import { sameHandleState, type HandleState } from '../handle.ts';
import { JobLoop } from '../job-loop.ts';
import type { DocumentFacts, LocalStore, NewConfirmed, NewEdit } from '../local-store.ts';
import type { Presence } from '../presence.ts';
import type { RefusedPush } from '../repair/repair-rows.ts';
import type { KeptRow, PendingRow } from '../rows.ts';
import { ServerLink } from '../server-link.ts';
import { createCell } from '../store.ts';
import type { Tabs } from '../tabs.ts';
import { heard } from './edit.ts';
import { handleState } from './facts.ts';
import { nextJob } from './jobs.ts';
import { storeFailed } from './save.ts';
import { linkedTo } from './server.ts';

export interface DocumentOptions {
  document: string;
  kind: DocumentKind;
  environment: Environment;
  store: LocalStore;
  tabs: Tabs;
  index: PendingIndex;
  log: Logger;
  send(message: Message): boolean;
  requestJoin(): void;
  /** Something the pill or the ledger shows may have changed. */
  changed(): void;
  /** Reads the list of kept edits again; resolves when it is told. */
  readKept(): Promise<void>;
  /** The same, in every tab. */
  keptChanged(): Promise<void>;
}

/** Refused words that no repair wrote down. */
export interface LateWords {
  row: KeptRow;
  /** The kept edit of which they are the end, and what the document holds. */
  joins: { id: string; confirmed: readonly Uint8Array[]; pending: readonly PendingRow[] } | null;
}

type Mode =
  | { mode: 'open' }
  /** Refused: it leaves the rows, then the doc is read anew. */
  | { mode: 'repairing'; reason: ErrorCode; refused: RefusedPush[] | 'all' }
  /** The doc is read anew; edits made meanwhile belong to the old one and are carried over. */
  | { mode: 'reloading'; reason: ErrorCode }
  | { mode: 'closed' };

/**
 * What is known of one live document in this tab. Messages and edits only change it; `jobs` does one storage
 * transaction after the other with what it finds here.
 */
export class DocumentState {
  readonly options: DocumentOptions;
  readonly document: string;
  readonly kind: DocumentKind;
  readonly cell = createCell<HandleState>({ phase: 'loading' }, sameHandleState);
  mode: Mode = { mode: 'open' };
  ready: { doc: Y.Doc; presence: Presence; generation: number } | null = null;
  loaded = false;
  /** What other tabs told while rows were read, which may be from before: heard after it. Null: none are being read. */
  missed: (() => void)[] | null = null;
  /** A copy is here (local or from the server): screens may show it. */
  hasCopy = false;
  storedGeneration = 0;
  access: DocumentAccess = { read: true, write: false, role: null };
  lastWriter: DocumentAccess['role'] = null;
  /** Since when the person has another role, as far as this tab knows. */
  became: { role: DocumentAccess['role']; at: number } | null = null;
  schema = 0;
  refused: ErrorCode | null = null;
  failed: ErrorCode | null = null;
  lastSyncAt: number | null = null;
  lastAckAt: number | null = null;
  /** Somebody wrote into `ready.doc` here: there is something to undo. */
  written = false;
  /** Since when undo begins anew, because another doc took the place of one that was written in here. */
  undoFrom: number | null = null;

  // On the way to the disk.
  edits: NewEdit[] = [];
  /** Made on a doc that is being replaced. */
  late: NewEdit[] = [];
  confirmed: NewConfirmed[] = [];
  news: DocumentFacts = {};
  keep: LateWords[] = [];
  /** What the repair that is not shown yet has kept: its end may still come. */
  keptByRepair: string | null = null;
  retries: { row: KeptRow; settle: (error: unknown) => void }[] = [];
  mark: ChangeMark | null = null;
  takingBack: ReturnType<typeof setTimeout> | null = null;
  highestN = 0;
  readonly jobs: JobLoop;

  // On the way to the server.
  readonly link: ServerLink;

  constructor(options: DocumentOptions) {
    this.options = options;
    this.document = options.document;
    this.kind = options.kind;
    this.link = new ServerLink(linkedTo(this));
    this.jobs = new JobLoop({
      next: () => nextJob(this),
      failed: (error) => storeFailed(this, error),
      moved: () => this.emit(),
      random: () => options.environment.random(),
    });
  }

  readonly heard = (update: Uint8Array, origin: unknown, doc: Y.Doc, transaction: Y.Transaction): void =>
    heard(this, update, origin, doc, transaction);

  changes(): number {
    const tab = this.options.tabs.id;
    const unstored = [...this.edits, ...this.late].map((edit) => ({ tab, change: edit.change }));
    // Refused words that are not on disk yet are nothing anybody may call saved.
    if (this.keep.length > 0) unstored.push({ tab, change: -1 });
    return this.options.index.changes(this.document, unstored);
  }

  emit(): void {
    if (this.mode.mode === 'closed') return;
    this.cell.set(handleState(this));
    this.options.changed();
  }

  /** After anything that may have changed what is shown, or given the disk something to do. */
  moved(): void {
    this.emit();
    this.jobs.kick();
  }
}

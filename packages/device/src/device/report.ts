import type { PendingIndex } from '../changes.ts';
import type { ConnectionState } from '../connection.ts';
import type { Environment } from '../environment.ts';
import { ledgerRow, sameLedger, sortLedger, type LedgerRow } from '../ledger.ts';
import type { StorageProblem } from '../local-store.ts';
import type { DocumentMeta } from '../rows.ts';
import {
  deviceStatus,
  statusDue,
  type DeviceStatus,
  type DocumentStatusFacts,
  type StatusFacts,
} from '../status.ts';
import { createCell, sameJson, type Store } from '../store.ts';
import type { OpenDocuments } from './open-documents.ts';

/** A timer set for longer fires at once: clocks that jump must not make a busy loop. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export interface ReportOptions {
  environment: Pick<Environment, 'now'>;
  problem: Store<StorageProblem | null>;
  connection: Store<ConnectionState>;
  documents: OpenDocuments;
  index: PendingIndex;
  /** Of all documents on the disk, as they stood when last read. */
  metas: ReadonlyMap<string, DocumentMeta>;
  /** It was told. */
  told(facts: StatusFacts): void;
}

/** What the pill and its panel show. */
export interface Report {
  readonly status: Store<DeviceStatus>;
  readonly ledger: Store<readonly LedgerRow[]>;
  /** Gathered: 500 documents that join are one new status. */
  changed(): void;
  stop(): void;
}

export function createReport(options: ReportOptions): Report {
  const { environment, problem, connection, documents, index, metas } = options;
  const status = createCell<DeviceStatus>({ state: 'saved' });
  const ledger = createCell<readonly LedgerRow[]>([], sameLedger);
  /** What `status` was when last asked before those who watch it were told. */
  let fresh = status.get();
  let telling: ReturnType<typeof setTimeout> | null = null;
  let due: ReturnType<typeof setTimeout> | null = null;
  let stopped = false;

  function changed(): void {
    if (!stopped) telling ??= setTimeout(tell, 0);
  }

  function tell(): void {
    telling = null;
    const facts = factsNow();
    status.set(deviceStatus(facts));
    ledger.set(sortLedger(rows()));
    wakeAt(statusDue(facts), facts.now);
    options.told(facts);
  }

  function wakeAt(at: number | null, now: number): void {
    if (due !== null) clearTimeout(due);
    due = at === null ? null : setTimeout(changed, Math.min(LONGEST_TIMER_MS, Math.max(0, at - now) + 1));
  }

  function factsNow(): StatusFacts {
    const state = connection.get();
    // One that is not here yet says nothing: neither may it be written nor is it a copy.
    // Nor does one that nobody looks at: what it is like to write there is no news of this page.
    const ready = [...documents.entries()].flatMap(([, { live, background }]) =>
      live.state.get().phase === 'ready' && !(background && live.facts().changes === 0) ? [live] : [],
    );
    const shown = new Set(ready.map(({ document }) => document));
    const waiting = index.documents().filter((document) => !shown.has(document));
    return {
      now: environment.now(),
      problem: problem.get(),
      connection: state.state === 'connected' || state.state === 'connecting' ? state.state : 'offline',
      offlineSince: state.state === 'offline' ? state.since : null,
      documents: [
        ...ready.map((live) => live.facts()),
        ...waiting.map((document) => unread(index.changes(document))),
      ],
    };
  }

  function rows(): LedgerRow[] {
    const open = documents.live().filter(({ state }) => state.get().phase === 'ready');
    const atRest = [...metas.values()].filter(({ document }) => documents.get(document) === undefined);
    return [
      ...open.map((live) => ledgerRow(live.document, live.facts())),
      ...atRest.map(({ document, lastAckAt, refused, epoch }) =>
        ledgerRow(document, {
          ...{ changes: index.changes(document), lastAckAt, refused, known: epoch !== null },
          ...{ trouble: null, undoFrom: null },
        }),
      ),
    ];
  }

  /** Asked in the very turn of an edit it says so already; who watches it hears a moment later. */
  function freshStatus(): DeviceStatus {
    if (telling === null) return status.get();
    const now = deviceStatus(factsNow());
    if (!sameJson(fresh, now)) fresh = now;
    return sameJson(fresh, status.get()) ? status.get() : fresh;
  }

  return {
    status: { get: freshStatus, subscribe: status.subscribe },
    ledger,
    changed,
    stop() {
      stopped = true;
      if (telling !== null) clearTimeout(telling);
      if (due !== null) clearTimeout(due);
      telling = due = null;
    },
  };
}

/** A document with unsent edits that is still being read from disk. */
function unread(changes: number): DocumentStatusFacts {
  return {
    ...{ changes, write: true, own: false, live: false },
    ...{ lastSyncAt: null, inMemorySince: null, waitingSince: null, trouble: null },
  };
}

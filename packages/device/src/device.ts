import * as Y from 'yjs';
import { newId, type DeviceId, type Message } from '@clapper/protocol';
import { PendingIndex } from './changes.ts';
import type { ConnectionState } from './connection.ts';
import { createBringer, isCurrent } from './device/bring.ts';
import { createDocumentsAtRest } from './device/documents-at-rest.ts';
import { createOpenDocuments } from './device/open-documents.ts';
import { createReport } from './device/report.ts';
import { LiveDocument } from './document.ts';
import { defaultEnvironment, silent, type Environment, type Logger } from './environment.ts';
import type { DocumentHandle } from './handle.ts';
import { createJoiner } from './join.ts';
import { createKeptList } from './kept-list.ts';
import type { LeadingTimes } from './leading/times.ts';
import { openUplink } from './leading/uplink.ts';
import type { LedgerRow } from './ledger.ts';
import { openLocalStore } from './local-store.ts';
import { createPrefetch, type OfflineProjects } from './offline/prefetch.ts';
import { createPersistence } from './persist.ts';
import { docOf } from './repair/doc-of.ts';
import type { KeptRow } from './rows.ts';
import type { DeviceStatus, StatusFacts } from './status.ts';
import type { Store } from './store.ts';
import { Tabs, type TabMessage } from './tabs.ts';

export interface DeviceOptions {
  /** ws:// or wss:// base of the server, without path. */
  server: string;
  user: { id: string; name: string };
  /**
   * A fresh access token: not the one that the server refused, which may look good for another hour and
   * belong to a session that was ended. Rejects with UNAUTHENTICATED (signed out) or UNAVAILABLE (no network).
   */
  token: (refused: string | null) => Promise<string>;
  /** Documents of a project beside those that every project has; without it there are none. */
  listDocuments?: (project: string) => Promise<string[]>;
  environment?: Partial<Environment>;
  log?: Logger;
  deviceId?: string;
  /** Of who leads, where a test cannot wait. */
  times?: LeadingTimes;
}

/** A refused edit, kept for the person to read, copy and try again. */
export type KeptEdit = KeptRow;

export interface Device {
  readonly id: DeviceId;
  readonly user: { id: string; name: string };
  /** Ref-counted: all openers of a tab share one live document. */
  open(document: string): DocumentHandle;
  readonly connection: Store<ConnectionState>;
  readonly status: Store<DeviceStatus>;
  readonly ledger: Store<readonly LedgerRow[]>;
  readonly kept: Store<readonly KeptEdit[]>;
  dismissKept(id: string): Promise<void>;
  /**
   * Pushes a kept edit once more. Refused again it is kept again.
   * @throws ClapperError FORBIDDEN when the document cannot be written, STALE when its place is gone.
   */
  tryAgain(id: string): Promise<void>;
  /** Projects that are brought to this device whole. */
  readonly offline: OfflineProjects;
  serverTime(): number;
  reconnect(): void;
  /** Everything of a document as one update; null when there is no copy. */
  exportDocument(document: string): Promise<Uint8Array | null>;
  /** The edits of a document, by whichever tab, that the server has not acknowledged. */
  unacknowledged(document: string): Promise<readonly Uint8Array[]>;
  /** Whether closing now would lose something. */
  onlyInMemory(): boolean;
  localDocuments(): Promise<string[]>;
  close(): Promise<void>;
  wipe(): Promise<void>;
}

/** How often rows of other tabs are looked after, in case one of them is gone. */
const ORPHANS_MS = 5_000;

/**
 * What a tab has of a person's documents: its parts stand in `device/`, what one document does in `document/`. Never
 * rejects because storage is blocked: then it runs in memory, and `status` says so.
 */
export async function openDevice(options: DeviceOptions): Promise<Device> {
  const environment: Environment = { ...defaultEnvironment(), ...options.environment };
  const log = options.log ?? silent;
  const { user } = options;
  const store = await openLocalStore(user.id, environment, log);
  const id = (options.deviceId as DeviceId | undefined) ?? (await store.deviceId());
  const index = new PendingIndex();
  const persistence = createPersistence(environment, log);
  const kept = createKeptList(store, log);
  let disposed = false;

  const tabs = new Tabs({ user: user.id, device: id, id: newId(environment.now()), environment, log }, hear);
  const connection = openUplink({
    server: options.server,
    device: id,
    user,
    tab: tabs.id,
    isAlive: (tab) => tabs.isAlive(tab),
    lease: store.lease,
    ...(options.times && { times: options.times }),
    token: options.token,
    environment,
    log,
    events: {
      up() {
        const now = environment.now();
        for (const live of documents.live()) if (live.loaded) live.connected(now);
      },
      down() {
        joiner.reset();
        for (const live of documents.live()) live.disconnected();
      },
      message: deliver,
      tabGone(tab) {
        tabs.presumeGone(tab);
        void wake();
      },
      tabHere: (tab) => tabs.heardOf(tab),
    },
  });
  const send = (message: Message) => connection.send(message);
  const isConnected = () => !disposed && connection.state.get().state === 'connected';

  const documents = createOpenDocuments({
    environment,
    index,
    log,
    make: (document, kind) =>
      new LiveDocument({
        ...{ document, kind, environment, store, tabs, index, log, send },
        requestJoin: () => joiner.request(document),
        changed: () => report.changed(),
        readKept: () => kept.read(),
        keptChanged() {
          tabs.post({ type: 'kept' });
          return kept.read();
        },
      }),
    loaded(live) {
      const { state } = connection.state.get();
      if (state === 'connected') live.connected(environment.now());
      else if (state !== 'connecting') live.unreachable();
      joiner.settled();
    },
    closed: () => void atRest.rereadMetas(),
  });
  const joiner = createJoiner({
    loading: () => documents.live().some((live) => !live.loaded),
    read: (document) => documents.get(document)?.joinRequest() ?? null,
    send,
  });
  const atRest = createDocumentsAtRest({
    ...{ store, index, log },
    isOpen: (document) => documents.get(document) !== undefined,
    changed: () => report.changed(),
  });
  const report = createReport({
    ...{ environment, documents, index, told },
    problem: store.problem,
    connection: connection.state,
    metas: atRest.metas,
  });
  const bringer = createBringer(documents, isConnected);
  const isBusy = () => documents.looked().some((live) => live.isOnItsWay);
  const prefetch = createPrefetch({
    ...{ environment, log, store },
    lockName: `clapper-${user.id}-${id}-prefetch`,
    list: options.listDocuments ?? (() => Promise.resolve([])),
    connected: isConnected,
    live: () =>
      new Set(
        documents
          .live()
          .filter(isCurrent)
          .map(({ document }) => document),
      ),
    busy: isBusy,
    bring: bringer.bring,
    persist: () => persistence.ask(),
  });

  let wasBusy = false;
  function told(facts: StatusFacts): void {
    bringer.look();
    const busy = isBusy();
    if (wasBusy && !busy) prefetch.kick();
    wasBusy = busy;
    if (facts.documents.some(({ changes }) => changes > 0)) persistence.ask();
    documents.sweep();
  }

  function deliver(message: Message): void {
    switch (message.type) {
      case 'joined':
        for (const answer of message.documents)
          documents.tell(answer.document, (live) => live.answered(answer));
        break;
      case 'rows':
      case 'ack':
      case 'nack':
      case 'access':
      case 'presence':
      case 'leave':
        documents.tell(message.document, (live) => live.receive(message));
        break;
      // The connection's own; what only a device says is not said to it.
      case 'hello':
      case 'join':
      case 'push':
      case 'renew':
      case 'renewed':
      case 'goingAway':
        break;
      default:
        message satisfies never;
    }
  }

  function hear(message: TabMessage): void {
    switch (message.type) {
      case 'rows':
        hearRows(message);
        break;
      case 'confirmed': {
        const live = documents.get(message.document);
        if (live === undefined) index.remove(message.document, message.keys);
        else live.tabConfirmed(message.keys);
        break;
      }
      case 'generation': {
        const live = documents.get(message.document);
        if (live === undefined) atRest.reindex(message.document);
        else live.generationMoved(message.generation);
        break;
      }
      case 'kept':
        void kept.read();
        break;
      case 'bye':
        adoptWaiting(0);
        break;
      case 'ask':
      case 'here':
        break;
      default:
        message satisfies never;
    }
    report.changed();
  }

  /** One that is open here knows whether they still wait: they may be told of after another tab repaired them away. */
  function hearRows({ document, epoch, generation, rows }: Extract<TabMessage, { type: 'rows' }>): void {
    const live = documents.get(document);
    if (live === undefined) index.add(document, rows);
    else live.tabRows(epoch, generation, rows);
  }

  function adoptWaiting(olderThanMs: number): void {
    documents.openPending(olderThanMs);
    documents.adoptOrphans();
  }

  /** What other tabs did while this one slept. */
  async function wake(): Promise<void> {
    try {
      const [read] = await Promise.all([atRest.read(), kept.read()]);
      const pending = atRest.adopt(read);
      for (const live of documents.live())
        live.reread(atRest.metas.get(live.document), pending.get(live.document) ?? []);
      adoptWaiting(0);
    } catch (error) {
      log.error({ error }, 'device.wakeFailed');
    }
    report.changed();
  }

  async function close(): Promise<void> {
    if (disposed) return;
    disposed = true;
    prefetch.stop();
    bringer.look();
    for (const stop of stops) stop();
    report.stop();
    await documents.close();
    joiner.reset();
    connection.close();
    tabs.close();
    store.close();
  }

  const orphans = setInterval(() => adoptWaiting(ORPHANS_MS), ORPHANS_MS);
  const stops = [
    () => clearInterval(orphans),
    store.problem.subscribe(report.changed),
    store.problem.subscribe(() => prefetch.kick()),
    connection.state.subscribe(() => {
      const { state } = connection.state.get();
      if (state !== 'connected' && state !== 'connecting')
        for (const live of documents.live()) live.unreachable();
      prefetch.kick();
      report.changed();
    }),
    environment.onVisible(() => void wake()),
  ];

  await wake();
  connection.start();

  return {
    id,
    user,
    open: documents.open,
    connection: connection.state,
    status: report.status,
    ledger: report.ledger,
    kept,
    async dismissKept(keptId) {
      await store.dismiss(keptId);
      tabs.post({ type: 'kept' });
      await kept.read();
    },
    async tryAgain(keptId) {
      const row = kept.get().find((one) => one.id === keptId);
      if (row === undefined) return;
      const entry = documents.acquire(row.document);
      try {
        await entry.live.ready();
        await entry.live.tryAgain(row);
        await kept.read();
      } finally {
        documents.release(entry);
      }
    },
    offline: prefetch,
    serverTime: () => connection.serverTime(),
    reconnect: () => connection.reconnect(),
    async exportDocument(document) {
      const live = documents.get(document)?.encode();
      if (live != null) return live;
      const { meta, confirmed, pending } = await store.load(document);
      if (meta?.lastSyncAt == null) return null;
      const doc = docOf([...confirmed, ...pending.map((row) => row.update)]);
      const update = Y.encodeStateAsUpdate(doc);
      doc.destroy();
      return update;
    },
    async unacknowledged(document) {
      const unstored = documents.get(document)?.unstored ?? [];
      return [...(await store.pendingOf(document)).map((row) => row.update), ...unstored];
    },
    onlyInMemory() {
      const live = documents.live();
      if (!store.persistent)
        return live.some((document) => document.facts().changes > 0) || kept.get().length > 0;
      return live.some((document) => document.onlyInMemory);
    },
    async localDocuments() {
      return (await store.metas()).filter((meta) => meta.lastSyncAt !== null).map((meta) => meta.document);
    },
    close,
    async wipe() {
      await close();
      await store.wipe();
    },
  };
}

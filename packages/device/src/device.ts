import * as Y from 'yjs';
import { kindOf } from '@clapper/documents';
import { ClapperError, newId, type DeviceId, type Message } from '@clapper/protocol';
import { PendingIndex } from './changes.ts';
import type { ConnectionState } from './connection.ts';
import { LiveDocument } from './document.ts';
import { defaultEnvironment, silent, type Environment, type Logger } from './environment.ts';
import type { DocumentHandle } from './handle.ts';
import { createJoiner } from './join.ts';
import type { LeadingTimes } from './leading/times.ts';
import { openUplink } from './leading/uplink.ts';
import { createKeptList } from './kept-list.ts';
import { ledgerRow, sameLedger, sortLedger, type LedgerRow } from './ledger.ts';
import { openLocalStore } from './local-store.ts';
import { createPrefetch, type OfflineProjects } from './offline/prefetch.ts';
import { createPersistence } from './persist.ts';
import { docOf } from './repair/doc-of.ts';
import type { DocumentMeta, KeptRow, PendingRow } from './rows.ts';
import {
  deviceStatus,
  statusDue,
  type DeviceStatus,
  type DocumentStatusFacts,
  type StatusFacts,
} from './status.ts';
import { createCell, sameJson, type Store } from './store.ts';
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

/** A document nobody looks at is let go after this long: pages come and go, documents stay. */
const LINGER_MS = 2_000;

/** A timer set for longer fires at once: clocks that jump must not make a busy loop. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Somebody who types all the while is read of as it stands then, and again when the page is next looked at. */
const MOST_READS = 5;

/** How often rows of other tabs are looked after, in case one of them is gone. */
const ORPHANS_MS = 5_000;

/** A document that is not here and stored after this long lets others go first. */
const BRING_MS = 30_000;

interface Opened {
  live: LiveDocument;
  openers: number;
  idleSince: number;
  /** Nobody has looked at it since it was opened: it is here to be kept. */
  background: boolean;
}

/** A document with unsent edits that is still being read from disk. */
function unread(changes: number): DocumentStatusFacts {
  return {
    changes,
    write: true,
    own: false,
    live: false,
    lastSyncAt: null,
    inMemorySince: null,
    waitingSince: null,
    trouble: null,
  };
}

/** Joined, and nothing of it is still to come. */
function isCurrent(live: LiveDocument): boolean {
  const state = live.state.get();
  return state.phase === 'ready' && state.live;
}

/** Never rejects because storage is blocked: then it runs in memory, and `status` says so. */
export async function openDevice(options: DeviceOptions): Promise<Device> {
  const environment: Environment = { ...defaultEnvironment(), ...options.environment };
  const log = options.log ?? silent;
  const { user } = options;
  const store = await openLocalStore(user.id, environment, log);
  const id = (options.deviceId as DeviceId | undefined) ?? (await store.deviceId());
  const index = new PendingIndex();
  const opened = new Map<string, Opened>();
  /** Documents that are not open here, as they stood when last read. */
  const closed = new Map<string, DocumentMeta>();
  const persistence = createPersistence(environment, log);

  const status = createCell<DeviceStatus>({ state: 'saved' });
  const ledger = createCell<readonly LedgerRow[]>([], sameLedger);
  const kept = createKeptList(store, log);
  /** What `status` was when last asked before those who watch it were told. */
  let fresh = status.get();
  let disposed = false;
  let telling: ReturnType<typeof setTimeout> | null = null;
  /** Who waits for a document: asked whenever something changed. */
  const waiting = new Set<() => void>();
  let wasBusy = false;
  let statusTimer: ReturnType<typeof setTimeout> | null = null;

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
        for (const { live } of opened.values()) if (live.loaded) live.connected(now);
      },
      down() {
        joiner.reset();
        for (const { live } of opened.values()) live.disconnected();
      },
      message: deliver,
      tabGone(tab) {
        tabs.presumeGone(tab);
        void wake();
      },
      tabHere: (tab) => tabs.heardOf(tab),
    },
  });
  const joiner = createJoiner({
    loading: () => [...opened.values()].some(({ live }) => !live.loaded),
    read: (document) => opened.get(document)?.live.joinRequest() ?? null,
    send: (message) => connection.send(message),
  });

  // ── Messages ───────────────────────────────────────────────────────────────────────────────

  function deliver(message: Message): void {
    switch (message.type) {
      case 'joined':
        for (const answer of message.documents) toDocument(answer.document, (live) => live.answered(answer));
        break;
      case 'rows':
      case 'ack':
      case 'nack':
      case 'access':
      case 'presence':
      case 'leave':
        toDocument(message.document, (live) => live.receive(message));
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

  /** A message that one document cannot use harms that document only: it joins again. */
  function toDocument(document: string, act: (live: LiveDocument) => void): void {
    const live = opened.get(document)?.live;
    if (live === undefined) return;
    try {
      act(live);
    } catch (error) {
      log.error({ document, error }, 'device.messageFailed');
      live.restart();
    }
  }

  function hear(message: TabMessage): void {
    switch (message.type) {
      case 'rows':
        hearRows(message);
        break;
      case 'confirmed':
        if (opened.has(message.document)) opened.get(message.document)!.live.tabConfirmed(message.keys);
        else index.remove(message.document, message.keys);
        break;
      case 'generation':
        if (opened.has(message.document))
          opened.get(message.document)!.live.generationMoved(message.generation);
        else reindex(message.document);
        break;
      case 'kept':
        void kept.read();
        break;
      case 'bye':
        openPending(0);
        adoptOrphans();
        break;
      case 'ask':
      case 'here':
        break;
      default:
        message satisfies never;
    }
    changed();
  }

  /** One that is open here knows whether they still wait: they may be told of after another tab repaired them away. */
  function hearRows({ document, epoch, generation, rows }: Extract<TabMessage, { type: 'rows' }>): void {
    if (opened.has(document)) opened.get(document)!.live.tabRows(epoch, generation, rows);
    else index.add(document, rows);
  }

  /** What waits of a document that is not open here, after another tab repaired it. */
  function reindex(document: string): void {
    const { version } = index;
    store.pendingOf(document).then(
      (rows) => {
        if (index.version !== version) return reindex(document);
        if (!opened.has(document)) index.replace(document, rows);
        changed();
      },
      (error: unknown) => log.error({ document, error }, 'device.pendingUnreadable'),
    );
  }

  // ── Documents ──────────────────────────────────────────────────────────────────────────────

  function acquire(document: string, background = false): Opened {
    const known = opened.get(document);
    if (known !== undefined) {
      known.openers++;
      known.background &&= background;
      return known;
    }
    const address = kindOf(document);
    if (address === null) throw new ClapperError('INVALID', `"${document}" is no document this app knows.`);
    const live = new LiveDocument({
      document,
      kind: address.kind,
      environment,
      store,
      tabs,
      index,
      log,
      send: (message) => connection.send(message),
      requestJoin: () => joiner.request(document),
      changed,
      readKept: () => kept.read(),
      keptChanged() {
        tabs.post({ type: 'kept' });
        return kept.read();
      },
    });
    const entry: Opened = { live, openers: 1, idleSince: 0, background };
    opened.set(document, entry);
    void live.load().then(() => {
      if (opened.get(document) !== entry) return;
      const state = connection.state.get();
      if (state.state === 'connected') live.connected(environment.now());
      else if (state.state !== 'connecting') live.unreachable();
      joiner.settled();
    });
    return entry;
  }

  function open(document: string): DocumentHandle {
    const entry = acquire(document);
    const { live } = entry;
    let held = true;
    return {
      document,
      kind: live.kind,
      state: live.state,
      ready: () => live.ready(),
      close() {
        if (held) release(entry);
        held = false;
      },
    };
  }

  function release(entry: Opened): void {
    entry.openers--;
    entry.idleSince = environment.now();
    setTimeout(sweep, LINGER_MS + 1);
  }

  /** Lets go of documents nobody looks at, once everything of theirs is on the server. */
  function sweep(): void {
    for (const [document, entry] of opened) {
      const idle = entry.openers <= 0 && environment.now() - entry.idleSince >= LINGER_MS;
      if (disposed || !idle || !entry.live.settled) continue;
      opened.delete(document);
      void entry.live.close().then(readMetas);
    }
  }

  function adoptOrphans(): void {
    for (const { live } of opened.values()) void live.adoptOrphans();
  }

  /** Documents with something unsent are worked on though nobody looks at them. */
  function openPending(olderThanMs: number): void {
    const before = environment.now() - olderThanMs;
    for (const document of index.documents()) {
      if (opened.has(document) || kindOf(document) === null) continue;
      if (index.of(document).some((head) => head.at <= before)) release(acquire(document));
    }
  }

  // ── Projects kept whole ────────────────────────────────────────────────────────────────────

  const looked = () => [...opened.values()].filter(({ openers, background }) => openers > 0 && !background);

  const prefetch = createPrefetch({
    environment,
    log,
    lockName: `clapper-${user.id}-${id}-prefetch`,
    store,
    list: options.listDocuments ?? (() => Promise.resolve([])),
    connected: () => connection.state.get().state === 'connected',
    live: () => new Set([...opened].filter(([, { live }]) => isCurrent(live)).map(([document]) => document)),
    busy: () => looked().some(({ live }) => live.isOnItsWay),
    bring,
    persist: () => persistence.ask(),
  });

  async function bring(document: string): Promise<boolean> {
    if (kindOf(document) === null) return false;
    const entry = acquire(document, true);
    const { live } = entry;
    const isHere = await new Promise<boolean>((resolve) => {
      const settle = (here: boolean) => {
        clearTimeout(timer);
        waiting.delete(look);
        resolve(here);
      };
      const look = () => {
        if (isCurrent(live) && live.settled) settle(true);
        else if (disposed || connection.state.get().state !== 'connected' || live.isRefused) settle(false);
      };
      const timer = setTimeout(() => settle(false), BRING_MS);
      waiting.add(look);
      look();
    });
    release(entry);
    return isHere;
  }

  // ── What is told ───────────────────────────────────────────────────────────────────────────

  /** Gathered: 500 documents that join are one new status. */
  function changed(): void {
    telling ??= setTimeout(tell, 0);
  }

  function tell(): void {
    telling = null;
    for (const look of [...waiting]) look();
    if (disposed) return;
    const isBusy = looked().some(({ live }) => live.isOnItsWay);
    if (wasBusy && !isBusy) prefetch.kick();
    wasBusy = isBusy;
    const facts = statusFacts();
    if (facts.documents.some((document) => document.changes > 0)) persistence.ask();
    status.set(deviceStatus(facts));
    const rows = [...closed.values()]
      .filter((meta) => !opened.has(meta.document))
      .map((meta) =>
        ledgerRow(meta.document, {
          changes: index.changes(meta.document),
          lastAckAt: meta.lastAckAt,
          refused: meta.refused,
          trouble: null,
          undoFrom: null,
          known: meta.epoch !== null,
        }),
      );
    for (const [document, { live }] of opened) {
      const live_ = live.facts();
      if (live.state.get().phase === 'ready') rows.push(ledgerRow(document, live_));
    }
    ledger.set(sortLedger(rows));
    if (statusTimer !== null) clearTimeout(statusTimer);
    const due = statusDue(facts);
    statusTimer =
      due === null ? null : setTimeout(changed, Math.min(LONGEST_TIMER_MS, Math.max(0, due - facts.now) + 1));
    sweep();
  }

  /** Asked in the very turn of an edit it says so already; who watches it hears a moment later. */
  function freshStatus(): DeviceStatus {
    if (telling === null || disposed) return status.get();
    const now = deviceStatus(statusFacts());
    if (!sameJson(fresh, now)) fresh = now;
    return sameJson(fresh, status.get()) ? status.get() : fresh;
  }

  function statusFacts(): StatusFacts {
    const state = connection.state.get();
    // One that is not here yet says nothing: neither may it be written nor is it a copy.
    // Nor does one that nobody looks at: what it is like to write there is no news of this page.
    const ready = [...opened.values()].filter(
      ({ live, background }) =>
        live.state.get().phase === 'ready' && !(background && live.facts().changes === 0),
    );
    const shown = new Set(ready.map(({ live }) => live.document));
    const waiting = index.documents().filter((document) => !shown.has(document));
    return {
      now: environment.now(),
      problem: store.problem.get(),
      connection: state.state === 'connected' || state.state === 'connecting' ? state.state : 'offline',
      offlineSince: state.state === 'offline' ? state.since : null,
      documents: [
        ...ready.map(({ live }) => live.facts()),
        ...waiting.map((document) => unread(index.changes(document))),
      ],
    };
  }

  async function readMetas(): Promise<void> {
    try {
      for (const meta of await store.metas()) closed.set(meta.document, meta);
      changed();
    } catch (error) {
      log.error({ error }, 'device.metaUnreadable');
    }
  }

  /** Rows that were read before others learned of an answer would wait for ever. */
  async function readAtRest(): Promise<[DocumentMeta[], PendingRow[]]> {
    for (let tries = 1; ; tries++) {
      const { version } = index;
      const read = await Promise.all([store.metas(), store.allPending()]);
      if (index.version === version || tries === MOST_READS) return read;
    }
  }

  /** What other tabs did while this one slept. */
  async function wake(): Promise<void> {
    try {
      const [[metas, rows]] = await Promise.all([readAtRest(), kept.read()]);
      const pending = Map.groupBy(rows, (row) => row.document);
      for (const document of index.documents()) if (!pending.has(document)) index.replace(document, []);
      for (const [document, own] of pending) index.replace(document, own);
      for (const meta of metas) closed.set(meta.document, meta);
      for (const [document, { live }] of opened)
        live.reread(closed.get(document), pending.get(document) ?? []);
      openPending(0);
      adoptOrphans();
      changed();
    } catch (error) {
      log.error({ error }, 'device.wakeFailed');
    }
  }

  async function close(): Promise<void> {
    if (disposed) return;
    disposed = true;
    prefetch.stop();
    for (const look of [...waiting]) look();
    for (const stop of stops) stop();
    if (telling !== null) clearTimeout(telling);
    if (statusTimer !== null) clearTimeout(statusTimer);
    await Promise.all([...opened.values()].map(({ live }) => live.close()));
    opened.clear();
    joiner.reset();
    connection.close();
    tabs.close();
    store.close();
  }

  const orphans = setInterval(() => {
    openPending(ORPHANS_MS);
    adoptOrphans();
  }, ORPHANS_MS);
  const stops = [
    () => clearInterval(orphans),
    store.problem.subscribe(changed),
    store.problem.subscribe(() => prefetch.kick()),
    connection.state.subscribe(() => {
      const { state } = connection.state.get();
      if (state !== 'connected' && state !== 'connecting')
        for (const { live } of opened.values()) live.unreachable();
      prefetch.kick();
      changed();
    }),
    environment.onVisible(() => void wake()),
  ];

  await wake();
  status.set(deviceStatus(statusFacts()));
  connection.start();

  return {
    id,
    user,
    open,
    connection: connection.state,
    status: { get: freshStatus, subscribe: status.subscribe },
    ledger,
    kept,
    async dismissKept(keptId) {
      await store.dismiss(keptId);
      tabs.post({ type: 'kept' });
      await kept.read();
    },
    async tryAgain(keptId) {
      const row = kept.get().find(({ id }) => id === keptId);
      if (row === undefined) return;
      const entry = acquire(row.document);
      try {
        await entry.live.ready();
        await entry.live.tryAgain(row);
        await kept.read();
      } finally {
        release(entry);
      }
    },
    offline: prefetch,
    serverTime: () => connection.serverTime(),
    reconnect: () => connection.reconnect(),
    async exportDocument(document) {
      const live = opened.get(document)?.live.encode();
      if (live != null) return live;
      const { meta, confirmed, pending } = await store.load(document);
      if (meta?.lastSyncAt == null) return null;
      const doc = docOf([...confirmed, ...pending.map((row) => row.update)]);
      const update = Y.encodeStateAsUpdate(doc);
      doc.destroy();
      return update;
    },
    async unacknowledged(document) {
      const unstored = opened.get(document)?.live.unstored ?? [];
      return [...(await store.pendingOf(document)).map((row) => row.update), ...unstored];
    },
    onlyInMemory() {
      const live = [...opened.values()].map((entry) => entry.live);
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

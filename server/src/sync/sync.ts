import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type * as Y from 'yjs';
import { kindOf, mayCreate, type KindName, type DocumentKind } from '@clapper/documents';
import { asClapperError, ClapperError } from '@clapper/protocol';
import type { Bursts } from '../activity/bursts.ts';
import type { Authority, Principal } from '../auth/principal.ts';
import type { Restores } from '../journal/journal.ts';
import type { Logger } from '../log.ts';
import type { Storage } from '../storage/storage.ts';
import { Connections } from './connections.ts';
import { SYNC_LIMITS, type SyncLimits } from './limits.ts';
import { Rights } from './rights.ts';
import { Rooms, type Projections, type RoomsOptions } from './rooms.ts';
import { createUpgrade } from './upgrade.ts';
import { pushAs, writeAs, type Writer } from './write-as.ts';
import type { Written } from './write-group.ts';

export type { Projections } from './rooms.ts';

export interface SyncOptions {
  storage: Storage;
  /** When a backup took the database's place. */
  restores?: Restores;
  authority: Authority;
  projections: Projections;
  log: Logger;
  allowedOrigin(origin: string | undefined, host: string): boolean;
  now?: () => number;
  limits?: Partial<SyncLimits>;
  /** What people do is told through these. */
  bursts?: Bursts;
  /** Told of what people wrote, once it is on disk and shown. */
  onWritten?: (document: string, writes: readonly Written[]) => void;
}

/** What the server holds in memory for its sockets and documents. */
export interface SyncStats {
  rooms: number;
  connections: number;
  /** Frames that came since the start. */
  received: number;
  /** Encoded content of documents. */
  residentBytes: number;
  /** What readers have been sent and not taken. */
  unreadBytes: number;
  /** What writers have said and is not stored. */
  waitingBytes: number;
  /** Since the start: for what they hold, whether or not they were kept for the operator. */
  refusedUpdates: number;
}

export interface Sync {
  /** Handles `/sync` and `/sync/<document id>`; `address` is the peer's, behind whatever proxies there are. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, address: string): void;
  /** After the change is in SQL. Resolves when every open socket of the user knows. */
  rightsChanged(project: string, user: string): Promise<void>;
  /** Closes the session's sockets (4401). */
  sessionEnded(session: string): void;
  /** Closes the sockets of who came through a link to a video that is not (any more) among those of its project (4401). */
  videosChanged(project: string, videos: ReadonlySet<string>): void;
  /** The name others see has changed. */
  userChanged(user: string): Promise<void>;
  /** After the project left SQL. */
  projectRemoved(project: string): Promise<void>;
  /** Brings a server-written document up to date; resolves when that is on disk. */
  refresh(document: string): Promise<void>;
  /** A server's write, through the room like everybody's; resolves when it is committed. */
  write(document: string, principal: Principal | null, change: (doc: Y.Doc) => void): Promise<void>;
  /** A person's write, judged as theirs and told as theirs; resolves when it is committed. `name`: as others see them. */
  writeAs<T>(document: string, principal: Principal, change: (doc: Y.Doc, name: string) => T): Promise<T>;
  /** An update that a person's program made, judged and told as theirs; resolves when it is committed. @throws ClapperError */
  pushAs(document: string, principal: Principal, update: Uint8Array): Promise<void>;
  /** What a person may read, of committed state; what comes into being when it is opened does so. @throws ClapperError NOT_FOUND */
  readAs<T>(
    document: string,
    principal: Pick<Principal, 'user' | 'guest'>,
    read: (doc: Y.Doc) => T,
  ): Promise<T>;
  /** Reads committed state. */
  read<T>(document: string, read: (doc: Y.Doc) => T): Promise<T>;
  /** Who is in a document right now, one entry a tab, with what the tab says of itself. */
  people(document: string): { user: string; state: Readonly<Record<string, unknown>> }[];
  /** The same of every document of a kind. */
  peopleIn(kind: KindName): { document: string; user: string; state: Readonly<Record<string, unknown>> }[];
  stats(): SyncStats;
  /** Lets nobody in any more, stores what is under way, says goodbye. */
  drain(deadlineMs: number): Promise<void>;
}

/** What ended while a socket was being let in is remembered: longer than anybody may take for that. */
const ENDED_MS = 60_000;

/** Whoever listens may fail: the document goes on. */
function onWritten({ onWritten: tell, log }: SyncOptions): RoomsOptions['written'] {
  if (tell === undefined) return null;
  return (document, writes) => {
    try {
      tell(document, writes);
    } catch (error) {
      log.error({ error, document }, 'listener_failed');
    }
  };
}

/** How often a draining server looks whether everything is stored. */
const DRAIN_LOOK_MS = 10;

export function createSync(options: SyncOptions): Sync {
  const { storage, restores = [], authority, projections, bursts = null, log } = options;
  const now = options.now ?? Date.now;
  const limits: SyncLimits = { ...SYNC_LIMITS, ...options.limits };
  const rights = new Rights(storage.projects);
  const connections = new Connections(limits);
  const written = onWritten(options);
  const rooms = new Rooms({ storage, restores, projections, limits, log, now, bursts, written });
  const ended = new Map<string, number>();
  /** By project, when its list was written lately. */
  const standing = new Map<string, { videos: ReadonlySet<string>; at: number }>();
  let draining = false;

  const upgrade = createUpgrade({
    rooms,
    rights,
    connections,
    authority,
    limits,
    log,
    now,
    allowedOrigin: options.allowedOrigin,
    hasEnded: (principal) => ended.has(principal.session) || isGone(principal),
    isDraining: () => draining,
  });

  const keepAlive = setInterval(() => {
    for (const { connection } of connections) connection.keepAlive();
    for (const [session, at] of ended) if (now() - at > ENDED_MS) ended.delete(session);
    for (const [project, { at }] of standing) if (now() - at > ENDED_MS) standing.delete(project);
  }, limits.keepAliveMs);
  keepAlive.unref();

  /** As far as it is known: what was written before is looked up by who lets them in. */
  function isGone({ guest }: Pick<Principal, 'guest'>): boolean {
    return guest !== null && standing.get(guest.project)?.videos.has(guest.video) === false;
  }

  /** @throws ClapperError NOT_FOUND: there is no such kind */
  async function reached(document: string, principal: Pick<Principal, 'user' | 'guest'>) {
    const found = kindOf(document);
    if (found === null) throw new ClapperError('NOT_FOUND', 'There is no such document.');
    return { kind: found.kind, access: await rights.access(found.kind, found.address, principal) };
  }

  async function writing(
    document: string,
    principal: Principal,
  ): Promise<{ kind: DocumentKind; writer: Writer }> {
    const { user } = principal;
    const [{ kind, access }, account] = await Promise.all([
      reached(document, principal),
      storage.accounts.get(user),
    ]);
    return { kind, writer: { user: { id: user, name: account?.nickname ?? '' }, access } };
  }

  function committed<T>(document: string, read: (doc: Y.Doc) => T, create: boolean): Promise<T> {
    return new Promise((resolve, reject) => {
      const told = ({ doc }: { doc: Y.Doc }): void => {
        try {
          resolve(read(doc));
        } catch (error) {
          reject(asClapperError(error));
        }
      };
      rooms.get(document).read(told, reject, create);
    });
  }

  return {
    upgrade: upgrade.handle,

    async rightsChanged(project, user) {
      rights.changed(project, user);
      // Those who were just told what they may do have entered their document by then.
      await new Promise((resolve) => setImmediate(resolve));
      await Promise.all(
        connections.of(user).map(async (open) => {
          try {
            await open.rightsChanged(project);
          } catch (error) {
            // Security: who cannot be looked up must ask again, not go on with what they had.
            log.error({ error, user }, 'rights_unknown');
            open.connection.close('UNAVAILABLE');
          }
        }),
      );
    },

    sessionEnded(session) {
      ended.set(session, now());
      for (const { connection } of connections) {
        if (connection.principal.session === session) connection.close('UNAUTHENTICATED', 'session ended');
      }
    },

    videosChanged(project, videos) {
      standing.set(project, { videos, at: now() });
      for (const { connection } of connections) {
        if (isGone(connection.principal)) connection.close('UNAUTHENTICATED', 'the video is gone');
      }
    },

    async userChanged(user) {
      const account = await storage.accounts.get(user);
      if (account === null) return;
      for (const open of connections.of(user)) open.renamed(account.nickname);
    },

    async projectRemoved(project) {
      for (const open of connections) open.projectRemoved(project);
      for (const room of rooms) {
        if (room.id.startsWith(`${project}/`)) room.drop('NOT_FOUND', 'The project was removed.');
      }
    },

    refresh: (document) => rooms.get(document).refresh(),

    write: (document, principal, change) => rooms.get(document).write(change, principal?.user ?? null),

    async writeAs(document, principal, change) {
      const { kind, writer } = await writing(document, principal);
      return writeAs(rooms.get(document), kind, writer, (doc) => change(doc, writer.user.name));
    },

    async pushAs(document, principal, update) {
      const { writer } = await writing(document, principal);
      await pushAs(rooms.get(document), writer, update);
    },

    async readAs(document, principal, read) {
      const { kind, access } = await reached(document, principal);
      if (!access.read) throw new ClapperError('NOT_FOUND', 'There is no such document.');
      return committed(document, read, mayCreate(kind, access));
    },

    read: (document, read) => committed(document, read, false),

    people: (document) => rooms.peek(document)?.presence.people() ?? [],

    peopleIn: (kind) =>
      [...rooms]
        .filter(({ id }) => kindOf(id)?.kind.kind === kind)
        .flatMap(({ id, presence }) => presence.people().map((person) => ({ document: id, ...person }))),

    stats() {
      let unreadBytes = 0;
      let waitingBytes = 0;
      for (const { connection } of connections) {
        unreadBytes += connection.unreadBytes;
        waitingBytes += connection.queuedBytes;
      }
      return {
        rooms: rooms.size,
        connections: connections.size,
        received: connections.received,
        residentBytes: rooms.bytes,
        unreadBytes,
        waitingBytes,
        refusedUpdates: rooms.refused,
      };
    },

    async drain(deadlineMs) {
      draining = true;
      const deadline = now() + deadlineMs;
      for (const open of connections) open.goingAway(limits.retryAfterMs, limits.goingAwaySpreadMs);
      const isBusy = (): boolean => [...rooms].some((room) => room.isBusy);
      while (isBusy() && now() < deadline) await new Promise((resolve) => setTimeout(resolve, DRAIN_LOOK_MS));
      if (isBusy()) log.warn({ rooms: rooms.size }, 'drain_cut_short');
      for (const { connection } of connections) connection.close('UNAVAILABLE', 'going away');
      while (connections.size > 0 && now() < deadline)
        await new Promise((resolve) => setTimeout(resolve, DRAIN_LOOK_MS));
      clearInterval(keepAlive);
      upgrade.close();
    },
  };
}

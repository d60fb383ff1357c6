import {
  createServer as createHttpServer,
  type IncomingMessage,
  type RequestListener,
  type Server as HttpServer,
} from 'node:http';
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import { Bursts } from './activity/bursts.ts';
import { both } from './activity/happened.ts';
import { createProjections } from './activity/projections.ts';
import { createTeller } from './activity/teller.ts';
import { createAuthority } from './auth/authority.ts';
import { createGuestVideos } from './auth/guest-videos.ts';
import { createLimits } from './auth/limits.ts';
import { createPasswords } from './auth/passwords.ts';
import { authSecret } from './auth/secret.ts';
import { createSessions } from './auth/sessions.ts';
import { createTickets } from './auth/tickets.ts';
import { invitationTokens } from './auth/invitation-tokens.ts';
import { createTokens } from './auth/tokens.ts';
import { createCalendarFiles } from './calendar/calendar-files.ts';
import { projectZone } from './calendar/project-zone.ts';
import type { Config } from './config.ts';
import { openFiles } from './files/open-files.ts';
import { createHistory } from './history/history.ts';
import { createApp } from './http/app.ts';
import { isAllowedOrigin } from './http/origin.ts';
import { peerOf } from './http/peer.ts';
import { createTraffic } from './http/traffic.ts';
import { createProgress } from './insights/progress.ts';
import { createLastSeen } from './jobs/last-seen.ts';
import { startJobs } from './jobs/jobs.ts';
import type { Restores } from './journal/journal.ts';
import type { Logger } from './log.ts';
import { createDeadlines } from './notify/deadlines.ts';
import { createDelivery } from './notify/delivery.ts';
import { desks } from './notify/desk.ts';
import { createInboxes } from './notify/inboxes.ts';
import { createMailer } from './notify/mail/mailer.ts';
import { unsubscribeLinks } from './notify/mail/unsubscribe.ts';
import { createNotifier } from './notify/notifier.ts';
import { createProjectFacts } from './notify/project-facts.ts';
import { createPush } from './notify/push/push.ts';
import type { Storage } from './storage/storage.ts';
import { FoldThreads } from './sync/fold-threads.ts';
import { createSync, type Sync } from './sync/sync.ts';
import { tlsSource } from './tls/tls.ts';

export interface ServerOptions {
  config: Config;
  /** Owned by the caller, who closes it after `close`. */
  storage: Storage;
  /** When a backup took the database's place. */
  restores?: Restores;
  log: Logger;
  version: string;
  /** Where the built client lies; null serves no pages. */
  clientDir: string | null;
  now?: () => number;
}

export interface Server {
  /** The app without a socket, for tests: `app.request(…)`. */
  readonly app: ReturnType<typeof createApp>;
  readonly sync: Sync;
  /** Resolves with the address once connections are accepted. */
  start(): Promise<{ url: string; port: number }>;
  /** Forgets half uploads and files that nobody needs any more; otherwise done every hour. */
  collect(): Promise<void>;
  /** Lets everybody finish, within the deadline; then cuts what is left. */
  close(deadlineMs: number): Promise<void>;
}

/** A request that dribbles in holds a socket; ours are small. */
const REQUEST_TIMEOUT_MS = 30_000;
const HEADERS_TIMEOUT_MS = 15_000;
/** Longer than the idle time of the usual proxies, so that they never send into a socket we just closed. */
const KEEP_ALIVE_MS = 75_000;

/** Minutes of film through a thin line; that something still comes, whoever takes it watches. */
const UPLOADS = /^\/api\/v1\/uploads?[/?]/;

/** A request that does not come to its end holds a socket. */
function endWhenLate(request: IncomingMessage): void {
  if (UPLOADS.test(request.url ?? '')) return;
  const timer = setTimeout(() => {
    if (!request.complete) request.socket.destroy();
  }, REQUEST_TIMEOUT_MS);
  request.once('close', () => clearTimeout(timer));
}

/** Puts the parts together: the one place where they meet. */
export async function createServer(options: ServerOptions): Promise<Server> {
  const { config, storage, restores = [], log, version, clientDir, now = Date.now } = options;
  const tickets = createTickets(now);
  const limits = createLimits(now);
  const secret = authSecret(config.authSecret, config.dataDir);
  const tokens = await createTokens({ secret, ttlMs: config.accessTtlMs, now });
  const { accessTtlMs } = config;
  const guestVideos = createGuestVideos({
    read: (document, read) => sync.read(document, read),
    changed: (project, videos) => sync.videosChanged(project, videos),
    log: log.child({ part: 'guests' }),
  });
  const authority = createAuthority({
    ...{ accounts: storage.accounts, tokens, tickets, accessTtlMs, now },
    stands: guestVideos.stands,
  });
  const tls = tlsSource(config.tls, config.dataDir, now);

  let changed = () => {};
  let written = (_document: string) => {};
  const bursts = new Bursts(now, () => teller.happened());
  const telling = {
    storage,
    facts: createProjectFacts({
      projects: storage.projects,
      read: (document, read) => sync.read(document, read),
      people: (document) => sync.people(document),
    }),
    delivery: createDelivery({
      deliveries: storage.deliveries,
      channels: { mail: config.mail !== null, push: config.push !== null },
    }),
    changed: () => changed(),
  };
  const progress = createProgress({
    projects: storage.projects,
    read: (document, read) => sync.read(document, read),
    changed: () => changed(),
  });
  const teller = createTeller({
    activity: storage.activity,
    bursts,
    refresh: (document) => sync.refresh(document),
    notify: both(createNotifier(telling), progress),
    log: log.child({ part: 'activity' }),
    now,
  });

  const sync = createSync({
    storage,
    bursts,
    restores,
    authority,
    log: log.child({ part: 'sync' }),
    now,
    projections: createProjections(storage),
    allowedOrigin: (origin, host) => isAllowedOrigin(origin, host, config),
    onWritten(document) {
      guestVideos.written(document);
      written(document);
    },
  });
  const onEnded = (session: string) => {
    authority.sessionEnded(session);
    sync.sessionEnded(session);
  };
  const sessions = createSessions({ accounts: storage.accounts, tokens, log, now, onEnded });

  const { documents, versions, projects } = storage;
  const folder = new FoldThreads(log);
  const history = createHistory({
    documents,
    versions,
    folder,
    log: log.child({ part: 'history' }),
    now,
  });

  const files = await openFiles({
    config: config.files,
    dataDir: config.dataDir,
    secret,
    storage,
    folder,
    sessionOf: (session) => authority.ofSession(session),
    read: sync.read,
    write: (document, change) => sync.write(document, null, change),
    log: log.child({ part: 'files' }),
    now,
  });

  written = files.written;

  const links = unsubscribeLinks(secret);
  const deskOf = desks({ documents, folder });
  const mail =
    config.mail === null
      ? null
      : createMailer({
          config: config.mail,
          storage,
          deskOf,
          links,
          log: log.child({ part: 'mail' }),
          now,
        });
  const push =
    config.push === null
      ? null
      : createPush({ config: config.push, storage, deskOf, log: log.child({ part: 'push' }), now });

  const traffic = createTraffic({ sockets: () => sync.stats(), now });
  const app = createApp({
    config,
    storage,
    sync,
    history,
    files: files.desk,
    calendarFiles: createCalendarFiles({ documents, projects, folder, now }),
    zoneOf: (project) => projectZone({ documents, folder }, project),
    authority,
    sessions,
    tickets,
    invitationTokens: invitationTokens(secret, now),
    passwords: await createPasswords(),
    limits,
    traffic,
    inboxes: createInboxes({ notifications: storage.notifications, read: sync.read, write: sync.write }),
    unsubscribeLinks: links,
    push,
    changed: () => changed(),
    userChanged: (user) => authority.userChanged(user),
    sessionEnded: onEnded,
    log: log.child({ part: 'http' }),
    now,
    version,
    clientDir,
    caCertificate: () => tls?.authority() ?? null,
  });

  const handle = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const listener: RequestListener = (request, response) => {
    endWhenLate(request);
    // It answers its own failures; what still gets out is ours to hear of.
    handle(request, response).catch((error: unknown) => log.error({ error }, 'http.listenerFailed'));
  };
  let pair = await tls?.load();
  const server: HttpServer | HttpsServer =
    pair === undefined ? createHttpServer(listener) : createHttpsServer(pair, listener);
  // Node has one for all requests; ours does not count for uploads.
  server.requestTimeout = 0;
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Node has let go of this socket: an error nobody listens to would end the process.
    socket.on('error', () => socket.destroy());
    if (!/^\/sync(?:[/?]|$)/.test(request.url ?? '')) {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    const { remoteAddress } = request.socket;
    const { headers } = request;
    const peer = peerOf({ remoteAddress, encrypted: tls !== null, headers }, config.trustProxy);
    headers.host = peer.host; // the one people typed, which is the one their pages come from
    sync.upgrade(request, socket, head, peer.address);
  });

  /** Sockets that became WebSockets are no business of `closeAllConnections`: we keep all of them ourselves. */
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });

  async function renew(): Promise<void> {
    if (tls === null || !('setSecureContext' in server)) return;
    const next = await tls.load();
    if (next.cert === pair?.cert && next.key === pair.key) return;
    server.setSecureContext(next);
    pair = next;
    log.info({}, 'tls.renewed');
  }

  let jobs: ReturnType<typeof startJobs> | undefined;
  return {
    app,
    sync,
    collect: files.collect,

    async start() {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(config.port, config.host, () => {
          server.off('error', reject);
          resolve();
        });
      });
      jobs = startJobs({
        documents: storage.documents,
        outbox: storage.outbox,
        deliveries: storage.deliveries,
        notifications: storage.notifications,
        refresh: (document) => sync.refresh(document),
        teller,
        lastSeen: createLastSeen({
          projects,
          present: () => sync.peopleIn('info'),
          now,
        }),
        deadlines: createDeadlines({ ...telling, folder, log: log.child({ part: 'deadlines' }), now }),
        history,
        files,
        mail,
        push,
        dataDir: config.dataDir,
        onSessionEnded: onEnded,
        sweep() {
          tickets.sweep();
          limits.sweep();
        },
        renew,
        minute: () => traffic.look(),
        log: log.child({ part: 'jobs' }),
        now,
      });
      changed = jobs.changed;
      const { port } = server.address() as AddressInfo;
      const host = config.host.includes(':') ? `[${config.host}]` : config.host;
      return { url: `${tls === null ? 'http' : 'https'}://${host}:${port}`, port };
    },

    async close(deadlineMs) {
      const until = Date.now() + deadlineMs;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      changed = () => {};
      await jobs?.stop();
      await sync.drain(Math.max(0, until - Date.now()));
      await teller.stop();
      await files.stop();
      server.closeIdleConnections();
      const cut = setTimeout(
        () => sockets.forEach((socket) => socket.destroy()),
        Math.max(0, until - Date.now()),
      );
      await closed;
      clearTimeout(cut);
    },
  };
}

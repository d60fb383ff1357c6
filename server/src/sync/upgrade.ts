import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { kindOf } from '@clapper/documents';
import {
  asClapperError,
  AUTH_SUBPROTOCOL,
  ClapperError,
  OLDEST_PROTOCOL_VERSION,
  PROTOCOL_VERSION,
} from '@clapper/protocol';
import type { Authority, Principal } from '../auth/principal.ts';
import type { Logger } from '../log.ts';
import { closeSocket, Connection, type OpenConnection } from './connection.ts';
import type { Connections } from './connections.ts';
import { DeviceConnection } from './device-connection.ts';
import type { SyncLimits } from './limits.ts';
import { PlainConnection } from './plain-connection.ts';
import type { Rights } from './rights.ts';
import type { Rooms } from './rooms.ts';

export interface UpgradeOptions {
  rooms: Rooms;
  rights: Rights;
  connections: Connections;
  authority: Authority;
  limits: SyncLimits;
  log: Logger;
  now(): number;
  allowedOrigin(origin: string | undefined, host: string): boolean;
  /** Whose session, or the video of whose link, ended while their sockets were still being let in. */
  hasEnded(principal: Principal): boolean;
  isDraining(): boolean;
}

export interface Upgrade {
  handle(request: IncomingMessage, socket: Duplex, head: Buffer, address: string): void;
  close(): void;
}

type Target = { endpoint: 'device'; device: string } | { endpoint: 'document'; document: string };

/** What a device calls itself: information, never a credential. */
const DEVICE_ID = /^[A-Za-z0-9._-]{1,64}$/;

/**
 * Lets sockets in (SPEC part HS). The upgrade itself is always accepted and a refusal is a close code:
 * a browser hides the status of a failed upgrade from the page.
 */
export function createUpgrade(options: UpgradeOptions): Upgrade {
  const { limits, log } = options;
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    // Twice the processor time and three times the memory, for updates that do not compress.
    perMessageDeflate: false,
    // What is over the frame limit is told so (4413); what is over twice of it is cut by ws (1009) before it is in memory.
    maxPayload: 2 * limits.maxFrameBytes,
    // A client whose offer is not taken up sees a failed upgrade, not the code it is about to be refused with.
    handleProtocols: (offered) => (offered.has(AUTH_SUBPROTOCOL) ? AUTH_SUBPROTOCOL : [...offered][0]!),
  });

  async function admit(
    socket: WebSocket,
    stream: Duplex,
    request: IncomingMessage,
    address: string,
  ): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const { origin, host } = request.headers;
    if (!options.allowedOrigin(origin, host ?? '')) throw new ClapperError('ORIGIN', 'set ALLOWED_ORIGINS');
    if (options.isDraining()) throw new ClapperError('UNAVAILABLE', 'going away');
    const target = readTarget(pathname, searchParams);
    const principal = await authenticate(request, searchParams, target);
    if (socket.readyState !== socket.OPEN) return;
    options.connections.expectRoomFor(principal.user);
    const connection = new Connection({ ...options, socket, stream, principal, address });
    const opened =
      target.endpoint === 'device'
        ? new DeviceConnection({ ...options, connection, device: target.device })
        : await plain(connection, target.document);
    // It may have gone while it was looked up.
    if (!connection.isOpen) return;
    // Security: last of all, since until it is registered nobody finds it to close it.
    if (options.hasEnded(principal)) throw new ClapperError('UNAUTHENTICATED', 'session ended');
    register(opened, socket);
    opened.start();
  }

  async function plain(connection: Connection, document: string): Promise<PlainConnection> {
    const found = kindOf(document);
    if (found === null) throw notFound();
    const access = await options.rights.access(found.kind, found.address, connection.principal);
    // Security: before anything that depends on whether the document exists.
    if (!access.read) throw notFound();
    return new PlainConnection({
      ...options,
      ...found,
      connection,
      document,
      access,
      room: options.rooms.get(document),
    });
  }

  function register(opened: OpenConnection, socket: WebSocket): void {
    options.connections.add(opened);
    socket.once('close', () => options.connections.remove(opened));
  }

  function authenticate(
    request: IncomingMessage,
    params: URLSearchParams,
    target: Target,
  ): Promise<Principal> {
    const token = tokenOf(request);
    if (token !== null) return options.authority.authenticate(token);
    const ticket = params.get('ticket');
    if (ticket === null) throw new ClapperError('UNAUTHENTICATED', 'no token');
    return options.authority.redeemTicket(ticket, target.endpoint === 'device' ? null : target.document);
  }

  return {
    handle(request, socket, head, address) {
      const path = (request.url ?? '').split('?', 1)[0]!;
      if (path !== '/sync' && !path.startsWith('/sync/')) {
        socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
        return;
      }
      // A peer that resets the connection meanwhile.
      socket.on('error', () => socket.destroy());
      server.handleUpgrade(request, socket, head, (accepted) => {
        // Nothing is read, and so nothing held in memory, until it is known who speaks and the room is loaded.
        accepted.pause();
        accepted.on('error', (error) => log.debug({ error }, 'socket_error'));
        const refuse = (error: unknown): void => {
          const known = asClapperError(error);
          if (known.code === 'INTERNAL') log.error({ error }, 'upgrade_failed');
          else log.info({ code: known.code, address }, 'socket_refused');
          closeSocket(accepted, known.code, known.code === 'ORIGIN' ? known.message : undefined);
        };
        try {
          accepted.once('close', options.connections.admit(address));
        } catch (error) {
          return refuse(error);
        }
        const timer = setTimeout(
          () => refuse(new ClapperError('UNAVAILABLE', 'not let in in time')),
          limits.preAuthMs,
        );
        void admit(accepted, socket, request, address)
          .catch(refuse)
          .finally(() => clearTimeout(timer));
      });
    },
    close: () => server.close(),
  };
}

function readTarget(pathname: string, params: URLSearchParams): Target {
  if (pathname !== '/sync')
    return { endpoint: 'document', document: decodePath(pathname.slice('/sync/'.length)) };
  const protocol = Number(params.get('protocol') ?? Number.NaN);
  if (!Number.isInteger(protocol)) throw new ClapperError('INVALID_MESSAGE', 'protocol is missing');
  if (protocol < OLDEST_PROTOCOL_VERSION) throw new ClapperError('CLIENT_TOO_OLD', 'protocol');
  if (protocol > PROTOCOL_VERSION) throw new ClapperError('SERVER_TOO_OLD', 'protocol');
  const device = params.get('device') ?? '';
  if (!DEVICE_ID.test(device)) throw new ClapperError('INVALID_MESSAGE', 'device is missing');
  return { endpoint: 'device', device };
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '';
  }
}

/** `['clapper.auth', token]`: a header that no proxy logs, where a URL would be in every log there is. */
function tokenOf(request: IncomingMessage): string | null {
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((part) => part.trim());
  return offered[0] === AUTH_SUBPROTOCOL && offered[1] !== undefined && offered[1] !== '' ? offered[1] : null;
}

function notFound(): ClapperError {
  return new ClapperError('NOT_FOUND', 'There is no such document.');
}

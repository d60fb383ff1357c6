import { createServer, type Server } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@clapper/access';
import { writeFeed, writeHome, writeInfo, type InfoFacts } from '@clapper/documents';
import { ClapperError, newId } from '@clapper/protocol';
import { Bursts } from '../../server/src/activity/bursts.ts';
import type { Authority, Principal } from '../../server/src/auth/principal.ts';
import { SILENT, type Logger } from '../../server/src/log.ts';
import { openStorage } from '../../server/src/storage/open.ts';
import type { Storage } from '../../server/src/storage/storage.ts';
import type { SyncLimits } from '../../server/src/sync/limits.ts';
import { createSync, type Projections, type Sync, type SyncOptions } from '../../server/src/sync/sync.ts';

import { listen, steadyPort } from '../harness/ports.ts';
export interface Person {
  id: string;
  name: string;
  session: string;
  token: string;
}

/** A real sync server on real files, in this process, with people whose tokens are their names. */
export interface World {
  /** `ws://127.0.0.1:PORT` */
  readonly url: string;
  readonly storage: Storage;
  readonly sync: Sync;
  readonly project: string;
  /** A member of the project, or a stranger (null). */
  person(name: string, role: Role | null): Promise<Person>;
  /** As the HTTP API does it: first SQL, then everybody is told. */
  setRole(person: Person, role: Role | null): Promise<void>;
  endSession(person: Person): void;
  /** What tokens say and when they run out; tests may change it. */
  readonly tokens: Map<string, Principal>;
  readonly tickets: Map<string, { principal: Principal; document: string | null; used: boolean }>;
  /** A second project whose documents nobody has opened. */
  newProject(owner: Person): Promise<string>;
  /** Another server on the same files: what a restart finds. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface WorldOptions {
  limits?: Partial<SyncLimits>;
  /** Stands between the server and its storage. */
  wrap?: (storage: Storage) => Storage;
  log?: Logger;
  now?: () => number;
  /** Hears what people wrote. */
  onWritten?: SyncOptions['onWritten'];
}

const HOUR_MS = 3_600_000;

export async function createWorld({
  limits,
  wrap,
  log = SILENT,
  now = Date.now,
  onWritten,
}: WorldOptions = {}): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'clapper-protocol-'));
  const url = `file:${join(folder, 'clapper.db')}`;
  const tokens: World['tokens'] = new Map();
  const tickets: World['tickets'] = new Map();
  let storage: Storage;
  let sync: Sync;
  let server: Server;
  const port = await steadyPort();

  const authority: Authority = {
    authenticate: async (token) => {
      const principal = tokens.get(token);
      if (principal === undefined || principal.expiresAt <= now()) {
        throw new ClapperError('UNAUTHENTICATED', 'The token is not good.');
      }
      return { ...principal };
    },
    redeemTicket: async (id, document) => {
      const ticket = tickets.get(id);
      if (ticket === undefined) throw new ClapperError('UNAUTHENTICATED', 'There is no such ticket.');
      if (ticket.used) throw new ClapperError('TICKET_USED', 'The ticket was used.');
      if (ticket.document !== null && ticket.document !== document)
        throw new ClapperError('UNAUTHENTICATED', 'The ticket is for another document.');
      ticket.used = true;
      return { ...ticket.principal };
    },
  };

  async function start(): Promise<void> {
    storage = await openStorage(url, { log });
    const used = wrap === undefined ? storage : wrap(storage);
    sync = createSync({
      storage: used,
      authority,
      bursts: new Bursts(now, () => undefined),
      projections: projectionsOf(storage),
      log,
      now,
      limits: { roomIdleMs: 1_000, ...limits },
      ...(onWritten === undefined ? {} : { onWritten }),
      allowedOrigin: (origin, host) => origin === undefined || origin === `http://${host}`,
    });
    server = createServer();
    server.on('upgrade', (request, socket, head) =>
      sync.upgrade(request, socket, head, request.socket.remoteAddress ?? ''),
    );
    await listen(server, port);
  }

  async function stop(): Promise<void> {
    await sync.drain(2_000);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await storage.close();
  }

  await start();
  const owner = await createAccount(storage!, 'owner', tokens);
  const project = await createProject(storage!, owner);

  return {
    get url() {
      return `ws://127.0.0.1:${port}`;
    },
    get storage() {
      return storage;
    },
    get sync() {
      return sync;
    },
    project,
    tokens,
    tickets,
    async person(name, role) {
      if (role === 'owner') return owner;
      const person = await createAccount(storage, name, tokens);
      if (role !== null) await grant(storage, project, owner, person, role);
      return person;
    },
    async setRole(person, role) {
      await storage.projects.changeRole(project, owner.id, person.id, role, now());
      await sync.rightsChanged(project, person.id);
    },
    endSession(person) {
      tokens.delete(person.token);
      sync.sessionEnded(person.session);
    },
    newProject: (by) => createProject(storage, by),
    async restart() {
      await stop();
      await start();
    },
    async close() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function createAccount(storage: Storage, name: string, tokens: World['tokens']): Promise<Person> {
  const id = newId();
  const createdAt = Date.now();
  const result = await storage.accounts.create(
    { id, username: name, email: `${name}@example.org`, passwordHash: 'none', nickname: name, createdAt },
    { adminEmail: null, registration: 'open', inviteCode: null, studio: { id: newId(), name } },
  );
  if (!result.ok) throw new Error(`no account for ${name}: ${result.code}`);
  const person = { id, name, session: newId(), token: `token-of-${name}` };
  const { session, token } = person;
  tokens.set(token, {
    user: id,
    name,
    session,
    expiresAt: Date.now() + HOUR_MS,
    isSystemAdmin: false,
    guest: null,
  });
  return person;
}

async function createProject(storage: Storage, creator: Person): Promise<string> {
  const id = newId();
  const [studio] = await storage.projects.studios(creator.id);
  const at = Date.now();
  await storage.projects.create({
    id,
    studio: studio!.id,
    creator: creator.id,
    name: '서울 골목',
    description: '',
    deadline: null,
    tag: null,
    status: 'active',
    template: 'four-acts',
    language: 'en',
    progress: null,
    createdAt: at,
    updatedAt: at,
  });
  return id;
}

async function grant(
  storage: Storage,
  project: string,
  owner: Person,
  person: Person,
  role: Role,
): Promise<void> {
  const at = Date.now();
  const code = newId();
  const first = role === 'owner' || role === 'admin' ? 'editor' : role;
  await storage.projects.setInvite(project, {
    code,
    role: first,
    expiresAt: null,
    createdBy: owner.id,
    createdAt: at,
  });
  await storage.projects.join(code, person.id, at);
  if (first !== role) await storage.projects.changeRole(project, owner.id, person.id, role, at);
}

/** The plainest projections there are: name and members of the project, projects of the person. */
function projectionsOf(storage: Storage): Projections {
  return {
    async seedFacts(project) {
      const row = await storage.projects.get(project);
      return row === null ? null : { project, template: row.template, language: row.language };
    },
    async project(kind, address) {
      if (address.scope === 'user') {
        const user = await storage.accounts.get(address.user);
        if (user === null || kind !== 'home') return null;
        const projects = (await storage.projects.listFor(address.user)).map(({ project, role }) => ({
          id: project.id,
          name: project.name,
          role,
          status: project.status,
          deadline: project.deadline,
          progress: project.progress,
          updatedAt: project.updatedAt,
        }));
        return (doc, origin) => writeHome(doc, { projects, notifications: [] }, origin);
      }
      const row = await storage.projects.get(address.project);
      if (row === null) return null;
      if (kind === 'feed') return (doc, origin) => writeFeed(doc, [], origin);
      const members = (await storage.projects.members(address.project)).map((member) => ({
        id: member.user,
        name: member.name,
        picture: member.profileImageUrl,
        role: member.role,
        joinedAt: member.joinedAt,
      }));
      const { name, description, deadline, tag, status, template, language, progress, createdAt } = row;
      const facts: InfoFacts = {
        name,
        description,
        deadline,
        tag,
        status,
        template,
        language,
        progress,
        createdAt,
        members,
      };
      return (doc, origin) => writeInfo(doc, facts, origin);
    },
  };
}

import { createHash } from 'node:crypto';
import { newId } from '@clapper/protocol';
import type { StorageLog } from '../log.ts';
import { openStorage } from '../open.ts';
import type { Lease, NewRow, NewUser, NewUserRules, ProjectRow, Storage, User } from '../storage.ts';

/** What one driver brings to the suite. */
export interface Database {
  /** DATABASE_URL of a new, empty database. */
  fresh(): Promise<string>;
}

export const silent: StorageLog = { info: () => undefined, error: () => undefined };

export const open = (url: string) => openStorage(url, { log: silent });

/** A moment, and later ones. */
export const NOW = 1_800_000_000_000;

export const bytes = (...values: number[]) => new Uint8Array(values);

export function row(update: Uint8Array, rest: Partial<NewRow> = {}): NewRow {
  return {
    update,
    user: null,
    device: null,
    n: null,
    clientId: null,
    clockFrom: null,
    clockTo: null,
    schema: 1,
    receivedAt: NOW,
    ...rest,
  };
}

export const lease = (
  clientId: number,
  user: string,
  lastN: number,
  device: string | null = null,
): Lease => ({
  clientId,
  user,
  device,
  lastN,
});

export const EPOCH = newId(NOW);

/** A document without a project of its own, with `seed` as its first row. */
export async function givenDocument(
  storage: Storage,
  { project = newId() as string, seed = null as Uint8Array | null, kind = 'board' } = {},
): Promise<string> {
  const id = `${project}/${kind}`;
  await storage.documents.create({ id, project, kind, epoch: EPOCH, schema: 1, seed, createdAt: NOW });
  return id;
}

/** The chain of hashes, computed apart from the drivers. */
export function chain(updates: Uint8Array[], from = ''): string[] {
  let tip = from;
  return updates.map((update) => {
    tip = createHash('sha256').update(Buffer.from(tip, 'hex')).update(update).digest('hex');
    return tip;
  });
}

export const OPEN_TO_ALL: Omit<NewUserRules, 'studio'> = {
  adminEmail: null,
  registration: 'open',
  inviteCode: null,
};

export function newUser(rest: Partial<NewUser> = {}): NewUser {
  const id = newId();
  const name = `user-${id}`;
  return {
    id,
    username: name,
    email: `${name}@studio.example`,
    passwordHash: 'hash',
    nickname: 'Nick',
    createdAt: NOW,
    ...rest,
  };
}

export const newStudio = () => ({ id: newId() as string, name: 'A studio' });

export function create(storage: Storage, user: NewUser, rules: Partial<NewUserRules> = {}) {
  return storage.accounts.create(user, { ...OPEN_TO_ALL, studio: newStudio(), ...rules });
}

export async function givenUser(storage: Storage, rest: Partial<NewUser> = {}): Promise<User> {
  const made = await create(storage, newUser(rest));
  if (!made.ok) throw new Error(made.code);
  return made.user;
}

/** A session that is live until a second after NOW. */
export async function givenSession(storage: Storage, { id: user }: Pick<User, 'id'>): Promise<string> {
  const id = newId();
  const times = { createdAt: NOW, lastUsedAt: NOW, expiresAt: NOW + 1_000 };
  await storage.accounts.createSession({ id, user, userAgent: '', ...times }, `hash of ${id}`);
  return id;
}

export async function newProject(
  storage: Storage,
  creator: string,
  rest: Partial<ProjectRow> = {},
): Promise<ProjectRow> {
  const [studio] = await storage.projects.studios(creator);
  return {
    id: newId(),
    studio: studio!.id,
    creator,
    name: 'Night shoot',
    description: '',
    deadline: null,
    tag: null,
    status: 'active',
    template: 'four-acts',
    language: 'ko',
    progress: null,
    createdAt: NOW,
    updatedAt: NOW,
    ...rest,
  };
}

export async function givenProject(
  storage: Storage,
  creator: string,
  rest: Partial<ProjectRow> = {},
): Promise<ProjectRow> {
  const project = await newProject(storage, creator, rest);
  await storage.projects.create(project);
  return project;
}

/** Lets somebody in with a role, as an invite link does. */
export async function givenMember(
  storage: Storage,
  project: ProjectRow,
  role: 'editor' | 'reviewer' | 'viewer',
  joinedAt = NOW,
): Promise<User> {
  const user = await givenUser(storage);
  const code = newId().slice(-12);
  const before = await storage.projects.invite(project.id);
  await storage.projects.setInvite(project.id, {
    code,
    role,
    expiresAt: null,
    createdBy: project.creator,
    createdAt: NOW,
  });
  await storage.projects.join(code, user.id, joinedAt);
  await storage.projects.setInvite(project.id, before);
  return user;
}

/** Documents waiting to be derived again; and nothing waits after it. */
export async function drainOutbox(storage: Storage): Promise<string[]> {
  const drained: string[] = [];
  for (;;) {
    const rows = await storage.outbox.take(1_000);
    if (rows.length === 0) return drained.toSorted();
    drained.push(...rows.map(({ document }) => document));
    await storage.outbox.done(rows.map(({ id }) => id));
  }
}

/** Which documents a change asks for. */
export async function announcedBy(storage: Storage, change: () => Promise<unknown>): Promise<string[]> {
  await drainOutbox(storage);
  await change();
  return [...new Set(await drainOutbox(storage))];
}

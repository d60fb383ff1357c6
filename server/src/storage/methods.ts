import { ClapperError } from '@clapper/protocol/errors';
import type { Storage } from './storage.ts';

/** The parts of a storage that hold methods. */
export type StoragePart =
  | 'documents'
  | 'versions'
  | 'accounts'
  | 'projects'
  | 'guests'
  | 'invitations'
  | 'calendarFeeds'
  | 'activity'
  | 'outbox'
  | 'notifications'
  | 'deliveries'
  | 'pushSubscriptions'
  | 'files'
  | 'console';
export type StorageParts = Pick<Storage, StoragePart>;

/** `documents.append`, `accounts.rotate`, …: how a method is named where it is data. */
export type StorageMethod = {
  [P in StoragePart]: `${P}.${keyof StorageParts[P] & string}`;
}[StoragePart];

/**
 * Every method and whether it writes. The type asks for a line here whenever the interface grows, so
 * a driver or a wrapper that goes through this table can forget none.
 */
export const METHODS: {
  readonly [P in StoragePart]: Readonly<Record<keyof StorageParts[P] & string, 'read' | 'write'>>;
} = {
  documents: {
    create: 'write',
    load: 'read',
    head: 'read',
    list: 'read',
    append: 'write',
    rows: 'read',
    tipAt: 'read',
    compact: 'write',
    prune: 'write',
    remove: 'write',
    reject: 'write',
    leases: 'read',
  },
  versions: {
    add: 'write',
    list: 'read',
    load: 'read',
    rename: 'write',
    remove: 'write',
    due: 'read',
    documents: 'read',
  },
  accounts: {
    count: 'read',
    create: 'write',
    get: 'read',
    findLogin: 'read',
    updateProfile: 'write',
    setPassword: 'write',
    createSession: 'write',
    session: 'read',
    sessions: 'read',
    rotate: 'write',
    revokeSession: 'write',
    setActive: 'write',
  },
  projects: {
    studios: 'read',
    createStudio: 'write',
    updateStudio: 'write',
    create: 'write',
    get: 'read',
    listFor: 'read',
    active: 'read',
    update: 'write',
    remove: 'write',
    role: 'read',
    members: 'read',
    seen: 'write',
    changeRole: 'write',
    setInvite: 'write',
    invite: 'read',
    findInvite: 'read',
    join: 'write',
    requestAccess: 'write',
    accessRequests: 'read',
    dismissAccessRequest: 'write',
    setProgress: 'write',
  },
  guests: {
    addLink: 'write',
    links: 'read',
    open: 'read',
    revoke: 'write',
    enter: 'write',
    grantOf: 'read',
    count: 'read',
  },
  invitations: { add: 'write', open: 'read', withdraw: 'write', forget: 'write' },
  calendarFeeds: { set: 'write', get: 'read', find: 'read', remove: 'write', forget: 'write' },
  activity: { countUp: 'write', list: 'read', tally: 'read', untold: 'read', told: 'write', prune: 'write' },
  outbox: { take: 'read', done: 'write' },
  notifications: {
    put: 'write',
    about: 'read',
    newest: 'read',
    cancel: 'write',
    standing: 'read',
    prune: 'write',
  },
  deliveries: {
    add: 'write',
    due: 'read',
    putOff: 'write',
    told: 'write',
    drop: 'write',
    bundle: 'write',
    mails: 'read',
    putOffMail: 'write',
    mailDone: 'write',
    stopMail: 'write',
    resumeMail: 'write',
    mailStoppedAt: 'read',
    prune: 'write',
  },
  files: {
    add: 'write',
    get: 'read',
    blob: 'read',
    having: 'read',
    used: 'read',
    named: 'write',
    due: 'read',
    made: 'write',
    unnamed: 'read',
    drop: 'write',
    markOrphans: 'write',
    orphans: 'read',
    forget: 'write',
  },
  console: { accounts: 'read', projects: 'read', totals: 'read' },
  pushSubscriptions: { keep: 'write', of: 'read', drop: 'write', dropEndpoint: 'write', keys: 'write' },
};

/** Calls one method; `mode` says whether it writes. */
export type StorageCall = (
  method: StorageMethod,
  mode: 'read' | 'write',
  args: unknown[],
) => Promise<unknown>;

/** A storage whose every method goes through one function: over a thread, through a guard, past a fault plan. */
export function storageThrough(call: StorageCall): StorageParts {
  const part = (name: StoragePart) =>
    Object.fromEntries(
      Object.entries<'read' | 'write'>(METHODS[name]).map(([method, mode]) => [
        method,
        async (...args: unknown[]) => {
          refuseUnstorable(args);
          return call(`${name}.${method}` as StorageMethod, mode, args);
        },
      ]),
    );
  return {
    documents: part('documents'),
    versions: part('versions'),
    accounts: part('accounts'),
    projects: part('projects'),
    guests: part('guests'),
    invitations: part('invitations'),
    calendarFeeds: part('calendarFeeds'),
    activity: part('activity'),
    outbox: part('outbox'),
    notifications: part('notifications'),
    deliveries: part('deliveries'),
    pushSubscriptions: part('pushSubscriptions'),
    files: part('files'),
    console: part('console'),
  } as unknown as StorageParts;
}

/** Text that one database or the other would refuse or alter is refused before either sees it. */
function refuseUnstorable(value: unknown): void {
  if (typeof value === 'string') {
    if (value.includes('\0') || !value.isWellFormed()) {
      throw new ClapperError('INVALID', 'It holds a character that cannot be stored.');
    }
  } else if (Array.isArray(value)) {
    for (const part of value) refuseUnstorable(part);
  } else if (typeof value === 'object' && value !== null && !(value instanceof Uint8Array)) {
    // Every edit comes by here: a list of an object's values would be made for each.
    for (const key in value) refuseUnstorable((value as Record<string, unknown>)[key]);
  }
}

/** The function behind a method's name. */
export function methodOf<Result>(parts: object, method: StorageMethod): (...args: unknown[]) => Result {
  const [part, name] = method.split('.') as [string, string];
  return (parts as Record<string, Record<string, (...args: unknown[]) => Result>>)[part]![name]!;
}

/** The same methods, answering at once: what runs inside a worker's transaction. */
export type Synchronous<T> = {
  [K in keyof T]: T[K] extends (...args: infer Args) => Promise<infer Result>
    ? (...args: Args) => Result
    : Synchronous<T[K]>;
};

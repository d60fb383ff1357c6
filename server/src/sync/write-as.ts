import { mayCreate, type DocumentKind } from '@clapper/documents';
import { ClapperError, type DocumentAccess, type PresenceUser } from '@clapper/protocol';
import * as Y from 'yjs';
import type { Member, Outcome } from './member.ts';
import type { Room } from './room.ts';

export interface Writer {
  user: PresenceUser;
  access: DocumentAccess;
}

/**
 * A write in a person's name that comes through HTTP. It goes the way of a plain client's update: made on a copy, under a
 * Yjs client id of its own that is leased to the person, judged by the guard as anything they do, attributed to them,
 * committed before it is answered, and told to whom it concerns. What others write meanwhile merges with it.
 * @throws ClapperError NOT_FOUND | FORBIDDEN | what the change or the guard refuses | UNAVAILABLE
 */
export async function writeAs<T>(
  room: Room,
  kind: DocumentKind,
  { user, access }: Writer,
  change: (doc: Y.Doc) => T,
): Promise<T> {
  if (!access.read) throw new ClapperError('NOT_FOUND', 'There is no such document.');
  if (!access.write) throw new ClapperError('FORBIDDEN', 'You may only read this.');
  const state = await new Promise<Uint8Array>((resolve, reject) => {
    room.read(({ doc }) => resolve(Y.encodeStateAsUpdate(doc)), reject, mayCreate(kind, access));
  });
  const copy = new Y.Doc();
  Y.applyUpdate(copy, state);
  const updates: Uint8Array[] = [];
  copy.on('update', (update: Uint8Array) => void updates.push(update));
  const result = change(copy);
  copy.destroy();
  if (updates.length > 0) await pushAs(room, { user, access }, Y.mergeUpdates(updates));
  return result;
}

/** An update that a person's program made elsewhere, the same way. @throws the same */
export async function pushAs(room: Room, { user, access }: Writer, update: Uint8Array): Promise<void> {
  if (!access.write) throw new ClapperError('FORBIDDEN', 'You may only read this.');
  const { verdict } = await new Promise<Outcome>((resolve) => {
    room.update(memberOf(user, access), update, resolve);
  });
  if (verdict.do !== 'refuse') return;
  const { code, reason } = verdict;
  if (code === 'REFUSED' && reason === 'not_allowed')
    throw new ClapperError('FORBIDDEN', 'You may not change this.');
  throw new ClapperError(code, `It was refused: ${reason ?? code}.`);
}

/** Nobody who stays: it writes and is shown nothing. */
function memberOf(user: PresenceUser, access: DocumentAccess): Member {
  return {
    user,
    device: null,
    access,
    sentSeq: 0,
    blocked: new Set(),
    quarantined: 0,
    closed: false,
    show: () => undefined,
    behind: () => false,
    caughtUp: () => Promise.resolve(),
    presence: () => undefined,
    leave: () => undefined,
  };
}

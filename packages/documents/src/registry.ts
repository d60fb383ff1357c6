import { atLeast, isRole, type GuestRole, type Role } from '@clapper/access';
import {
  parseDocumentId,
  projectDocument,
  type DocumentAccess,
  type DocumentAddress,
  type DocumentId,
} from '@clapper/protocol';
import { board } from './board/index.ts';
import { calendar } from './calendar/index.ts';
import type { DocumentKind } from './define-document.ts';
import { feed } from './feed/index.ts';
import { home } from './home/index.ts';
import { info } from './info/index.ts';
import { media } from './media/index.ts';
import { notes } from './notes/index.ts';
import { plan } from './plan/index.ts';
import { review } from './review/index.ts';
import { scratch } from './scratch/index.ts';
import { talk } from './talk/index.ts';

/** Every kind of document there is. A new kind is its folder and its line here. */
export const KINDS = {
  info,
  home,
  plan,
  board,
  calendar,
  media,
  talk,
  review,
  notes,
  feed,
  scratch,
} as const satisfies Readonly<Record<string, DocumentKind>>;

export type KindName = keyof typeof KINDS;

/** What a document id means; null when it is malformed or of no registered kind. */
export function kindOf(documentId: string): { kind: DocumentKind; address: DocumentAddress } | null {
  const address = parseDocumentId(documentId);
  if (address === null || !Object.hasOwn(KINDS, address.kind)) return null;
  const kind: DocumentKind = KINDS[address.kind as KindName];
  if (kind.scope !== address.scope || kind.named !== (address.name !== null)) return null;
  return { kind, address };
}

/** What one person may do in a document: `role` is theirs on its project, null for a stranger. */
export function documentAccess(
  kind: DocumentKind,
  facts: { role: Role | null; user: string; address: DocumentAddress },
): DocumentAccess {
  const { role, user, address } = facts;
  if (address.scope === 'user') {
    // Whatever role the caller holds elsewhere: nobody but the user sees what is the user's.
    const own = address.user === user;
    return { read: own && kind.read === 'self', write: own && kind.write === 'self', role: null };
  }
  if (role === null || kind.read === 'self' || !atLeast(role, kind.read)) {
    return { read: false, write: false, role };
  }
  return { read: true, write: isRole(kind.write) && atLeast(role, kind.write), role };
}

/** What somebody may who came through a link: what it says in the review of its video, and nothing anywhere else. */
export function guestAccess(
  kind: DocumentKind,
  address: DocumentAddress,
  { project, video, role, approves }: { project: string; video: string; role: GuestRole; approves: boolean },
): DocumentAccess {
  const opens =
    address.scope === 'project' &&
    address.kind === review.kind &&
    address.project === project &&
    address.name === video;
  if (!opens) return { read: false, write: false, role: null };
  return { ...documentAccess(kind, { role, user: '', address }), guest: { approves } };
}

/** Whether a named document comes into being through this person, whatever is listed. */
export function mayCreate(
  kind: DocumentKind,
  { role, write }: Pick<DocumentAccess, 'role' | 'write'>,
): boolean {
  if (kind.listedIn === undefined) return write;
  // Who made the record offline may be here before it.
  const lists: DocumentKind['write'] = KINDS[kind.listedIn.kind as KindName].write;
  return role !== null && isRole(lists) && atLeast(role, lists);
}

/** What a device opens with a project, so that all of it is there offline. */
export function projectDocuments(project: string): DocumentId[] {
  return Object.values<DocumentKind>(KINDS)
    .filter((kind) => kind.scope === 'project' && kind.opensWithProject)
    .map((kind) => projectDocument(project, kind.kind));
}

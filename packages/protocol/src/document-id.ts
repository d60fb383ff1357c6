import { isUuid, type DocumentId, type ProjectId, type UserId } from './ids.ts';

/** What a document id says, taken apart. `kind` is checked against the registry by whoever has one. */
export type DocumentAddress =
  | { scope: 'project'; project: ProjectId; kind: string; name: string | null }
  | { scope: 'user'; user: UserId; kind: string; name: null };

const KIND = /^[a-z]{1,32}$/;
/** Names of scratch documents; other named kinds (`review/<video>`) use ids, which also match. */
const NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/;

/** Total: anything that is not a well-formed id is null. */
export function parseDocumentId(text: string): DocumentAddress | null {
  const parts = text.split('/');
  if (parts[0] === 'user') {
    const [, user, kind, ...rest] = parts;
    if (!isUuid(user) || kind === undefined || !KIND.test(kind) || rest.length > 0) return null;
    return { scope: 'user', user: user as UserId, kind, name: null };
  }
  const [project, kind, name, ...rest] = parts;
  if (!isUuid(project) || kind === undefined || !KIND.test(kind) || rest.length > 0) return null;
  if (name !== undefined && !NAME.test(name)) return null;
  return { scope: 'project', project: project as ProjectId, kind, name: name ?? null };
}

export function projectDocument(project: string, kind: string, name?: string): DocumentId {
  return (name === undefined ? `${project}/${kind}` : `${project}/${kind}/${name}`) as DocumentId;
}

export function userDocument(user: string, kind: string): DocumentId {
  return `user/${user}/${kind}` as DocumentId;
}

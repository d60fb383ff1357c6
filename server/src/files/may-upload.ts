import { atLeast, type Role } from '@clapper/access';
import type { DocumentKind } from '@clapper/documents';
import {
  ClapperError,
  FILE_LIMITS,
  isImageType,
  isVideoType,
  type DocumentAccess,
  type FileType,
} from '@clapper/protocol';

export interface UploadFacts {
  kind: Pick<DocumentKind, 'kind' | 'files'>;
  access: DocumentAccess;
  /** As announced before a byte was sent, and again as its bytes say. */
  type: FileType;
  bytes: number;
  /** What this server takes of a video. */
  videoBytes: number;
}

/** @throws ClapperError NOT_FOUND | FORBIDDEN | REFUSED | UNSUPPORTED_FILE | TOO_LARGE */
export function expectUpload({ kind, access, type, bytes, videoBytes }: UploadFacts): void {
  if (!access.read || access.role === null) throw noDocument();
  if (!access.write) throw new ClapperError('FORBIDDEN', `A ${access.role} may not add files here.`);
  if (kind.files === undefined) throw new ClapperError('REFUSED', `A ${kind.kind} holds no files.`);
  const most = mostBytes(access.role, type, videoBytes);
  if (bytes > most) throw new ClapperError('TOO_LARGE', `This may have ${most} bytes; it has ${bytes}.`);
}

function mostBytes(role: Role, type: FileType, videoBytes: number): number {
  if (atLeast(role, 'editor')) return isVideoType(type) ? videoBytes : FILE_LIMITS.image;
  if (isImageType(type)) return FILE_LIMITS.attachment;
  throw new ClapperError('FORBIDDEN', `A ${role} adds pictures alone.`);
}

/** The same for what is not there and for what somebody may not know of. */
export function noDocument(): ClapperError {
  return new ClapperError('NOT_FOUND', 'There is no such document.');
}

export function noFile(): ClapperError {
  return new ClapperError('NOT_FOUND', 'There is no such file.');
}

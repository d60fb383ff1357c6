import type { ErrorCode } from '@clapper/protocol';
import type { Logger } from '../log.ts';
import type { DocumentLog } from '../storage/storage.ts';
import type { SyncLimits } from './limits.ts';
import type { Member } from './member.ts';

interface QuarantineContext {
  readonly id: string;
  readonly storage: { documents: Pick<DocumentLog, 'reject'> };
  readonly limits: SyncLimits;
  readonly log: Logger;
  /** Counts one, kept or not. */
  refused(): void;
}

/** Keeps a refused update for the operator (SPEC DU13, LI11): what was tried, by whom, and what was wrong with it. */
export function quarantine(
  { id, storage, limits, log, refused }: QuarantineContext,
  { member, receivedAt }: { member: Member; receivedAt: number },
  update: Uint8Array,
  code: ErrorCode,
): void {
  if (code !== 'INVALID_UPDATE' && code !== 'REFUSED') return;
  refused();
  // A few tell the operator what there is to know; a flood would keep the disk from everybody's edits.
  member.quarantined += 1;
  if (member.quarantined > limits.quarantinedPerMember) return;
  const user = member.user.id;
  const rejected = { document: id, user, device: member.device, code, update, receivedAt };
  storage.documents.reject(rejected, limits.quarantineBytes).then(
    (kept) => log.warn({ document: id, user, code, kept }, 'update_refused'),
    (error: unknown) => log.error({ error, document: id }, 'quarantine_failed'),
  );
}

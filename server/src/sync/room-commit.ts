import { asClapperError, type ErrorCode } from '@clapper/protocol';
import type { DocumentActivity } from '../activity/document-activity.ts';
import type { AppendResult, DocumentHead } from '../storage/storage.ts';
import type { ContentContext, DocumentContent, Live } from './document-content.ts';
import type { GroupCommit } from './group-commit.ts';
import { quarantine } from './quarantine.ts';
import { WriteGroup, type Write } from './write-group.ts';

export interface CommitContext extends ContentContext {
  readonly commits: GroupCommit;
  readonly activity: DocumentActivity | null;
}

export type Commit =
  | { ok: true; group: WriteGroup; content: Live; seqs: readonly number[]; tips: readonly string[] }
  /** Nothing was stored and nobody answered: these are to be judged again, one by one. */
  | { ok: 'again'; writes: readonly Write[] }
  /** It failed, or nobody knows: what is in memory may not be what is stored. */
  | { ok: false; group: WriteGroup | null; code: ErrorCode; reason: string };

/** One commit of what waits in one document: judged and applied when its turn has come, over when it is on disk. */
export async function commitWrites(
  context: CommitContext,
  contents: DocumentContent,
  next: () => Write | null,
  most: number,
): Promise<Commit> {
  const { commits, log, id } = context;
  let content: Live;
  try {
    content = await contents.live(false);
  } catch (error) {
    const { code, message } = asClapperError(error);
    log.warn({ error, document: id }, 'room_not_loaded');
    return { ok: false, group: null, code, reason: message };
  }
  const made: { group: WriteGroup | null } = { group: null };
  let result: AppendResult | null;
  try {
    result = await commits.commit(() => {
      if (contents.current !== content) return null;
      made.group = groupOf(context, contents, content);
      made.group.take(next, most);
      if (made.group.again.length > 0) return null;
      return made.group.append();
    });
  } catch (error) {
    log.error({ error, document: id }, 'commit_failed');
    // Somebody can make room on a full disk, and should be told so.
    if (asClapperError(error).code === 'DISK_FULL')
      return { ok: false, group: made.group, code: 'DISK_FULL', reason: 'The server’s disk is full.' };
    const reason = 'The server cannot store this document right now.';
    return { ok: false, group: made.group, code: 'UNAVAILABLE', reason };
  }
  const { group } = made;
  if (group !== null && group.again.length > 0 && !contents.isGone)
    return { ok: 'again', writes: group.again };
  if (group === null || contents.isGone)
    return { ok: false, group, code: 'UNAVAILABLE', reason: 'The document has left memory.' };
  if (result === null) return { ok: true, group, content, seqs: [], tips: [] };
  const problem = problemOf(result, content.head);
  if (problem !== null) return { ok: false, group, ...problem };
  return { ok: true, group, content, ...(result.ok ? result : { seqs: [], tips: [] }) };
}

function groupOf(context: CommitContext, { leases }: DocumentContent, { head, live }: Live): WriteGroup {
  const { kind, limits, activity, now, log } = context;
  return new WriteGroup({
    head,
    live,
    kind,
    limits,
    activity,
    now,
    leases,
    quarantine: (write, update, code) => quarantine(context, write, update, code),
    broke: ({ member }, error) =>
      log.warn({ error, document: head.id, user: member.user.id }, 'update_broke_doc'),
  });
}

/** Why a commit that ended is none of ours: then nobody is told anything of it. */
function problemOf(result: AppendResult, head: DocumentHead): { code: ErrorCode; reason: string } | null {
  if (!result.ok) {
    return result.code === 'NOT_FOUND'
      ? { code: 'NOT_FOUND', reason: 'The document was removed.' }
      : { code: 'UNAVAILABLE', reason: 'The document was rebuilt.' };
  }
  const [first] = result.seqs;
  if (first === undefined || first === head.headSeq + 1) return null;
  return { code: 'UNAVAILABLE', reason: 'The document was written from elsewhere and is loaded again.' };
}

import type { HomeNotification, Thread } from '@clapper/documents';

/** A note or a reply, of whatever document. */
export type Said = Pick<
  Thread,
  'id' | 'authorId' | 'words' | 'mentions' | 'createdAt' | 'deleted' | 'hidden'
>;

/** Clocks of devices differ: what was told of may say that it is a little younger than its telling. */
const CLOCKS_MS = 60_000;

/**
 * The words a notification is about, as they stand now: it has none itself, since words may be deleted or taken from
 * sight. Null: there are none, or nobody can tell which.
 */
export function saidIn(
  thread: Said & { replies: readonly Said[] },
  { type, by, at }: Pick<HomeNotification, 'type' | 'by' | 'at'>,
  me: string,
): Said | null {
  if (!isShown(thread)) return null;
  switch (type) {
    case 'mention':
    case 'reply':
    case 'comment': {
      const theirs = [thread, ...thread.replies].filter(
        (said) => isShown(said) && said.authorId === by?.id && (type !== 'mention' || names(said, me)),
      );
      return theirs.findLast(({ createdAt }) => createdAt <= at + CLOCKS_MS) ?? theirs[0] ?? null;
    }
    case 'assigned':
    case 'status':
    case 'resolved':
    case 'reopened':
      return thread;
    // Which of my notes it was is not told.
    case 'reacted':
    case 'approved':
    case 'changesRequested':
    case 'changed':
    case 'newCut':
    case 'deadline':
    case 'memberJoined':
    case 'roleChanged':
    case 'accessRequested':
      return null;
    default:
      return type satisfies never;
  }
}

function isShown({ deleted, hidden, words }: Said): boolean {
  return deleted === null && hidden === null && words !== '';
}

function names({ mentions }: Said, user: string): boolean {
  return mentions.some((mention) => mention.user === user);
}

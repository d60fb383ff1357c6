import type { Approval, Conflict, Shot, Stage, Talk, Thread } from '@clapper/documents';

/** Something that goes on when this person has done their part. */
export type Waiting =
  /** A stage is in review, and they have not said what they think of it. */
  | { type: 'approve'; stage: Stage }
  /** Somebody wrote to them, or gave them a thread to see to; nothing of theirs came after it. */
  | { type: 'asked'; thread: Thread; by: string }
  /** Shots of theirs that somebody wants otherwise. */
  | { type: 'changes'; shots: readonly Shot[] }
  /** Shots that nobody has, once a team gives them out. */
  | { type: 'unassigned'; shots: readonly Shot[] }
  /** Two people moved the same event while they were apart. */
  | { type: 'conflict'; conflict: Conflict };

export interface Production {
  me: string;
  /** What this person may do decides what can wait for them. */
  mayTalk: boolean;
  mayEdit: boolean;
  stages: readonly Stage[];
  shots: readonly Shot[];
  talk: Pick<Talk, 'threads' | 'approvals'>;
  conflicts: readonly Conflict[];
}

/** What waits for somebody: what others cannot go on without first. */
export function waitingFor({ me, mayTalk, mayEdit, stages, shots, talk, conflicts }: Production): Waiting[] {
  const givenOut = shots.some(({ assignee }) => assignee !== null);
  const unassigned = shots.filter(
    ({ assignee, status }) => givenOut && assignee === null && status !== 'approved',
  );
  const changes = shots.filter(({ assignee, status }) => assignee === me && status === 'changes');
  return [
    ...(mayTalk ? stages.filter((stage) => isToApprove(stage, talk.approvals, me)) : []).map(
      (stage): Waiting => ({ type: 'approve', stage }),
    ),
    ...(mayTalk ? talk.threads : []).flatMap((thread): Waiting[] => {
      const by = whoAsks(thread, me);
      return by === null ? [] : [{ type: 'asked', thread, by }];
    }),
    ...(changes.length > 0 ? [{ type: 'changes', shots: changes } as const] : []),
    ...(mayEdit ? conflicts : []).map((conflict): Waiting => ({ type: 'conflict', conflict })),
    ...(mayEdit && unassigned.length > 0 ? [{ type: 'unassigned', shots: unassigned } as const] : []),
  ];
}

function isToApprove({ id, status }: Stage, approvals: readonly Approval[], me: string): boolean {
  return status === 'review' && !approvals.some(({ stage, user }) => stage === id && user === me);
}

/** The last who wrote to `me` in an open thread, or opened one that is theirs to see to, without an answer since. */
function whoAsks(thread: Thread, me: string): string | null {
  if (thread.resolved !== null || thread.hidden !== null) return null;
  const notes = [thread, ...thread.replies].filter(
    ({ deleted, hidden }) => deleted === null && hidden === null,
  );
  const asking = notes.findLastIndex(
    (note) =>
      note.authorId !== me &&
      (mentions(note, me) || (note === (thread as typeof note) && thread.assignee === me)),
  );
  const answered = notes.findLastIndex(({ authorId }) => authorId === me);
  return asking > answered ? (notes[asking]?.authorId ?? null) : null;
}

function mentions(note: Pick<Thread, 'mentions'>, me: string): boolean {
  return note.mentions.some(({ user }) => user === me);
}

import type {
  Anchor,
  Approval,
  CalendarEvent,
  Conflict,
  Shot,
  Stage,
  Talk,
  Thread,
} from '@clapper/documents';
import { canInvite, type Role } from '@clapper/access';
import { isDone, isOpen, type Video, type VideoNote } from '@clapper/documents/review';
import type { AccessRequest } from '../../app/api.ts';
import type { Reviewed } from './use-reviews.ts';

/** Something that goes on when this person has done their part. */
export type Waiting =
  /** A stage is in review, and they have not said what they think of it. */
  | { type: 'approve'; stage: Stage }
  /** Somebody wrote to them, or gave them a thread to see to; nothing of theirs came after it. */
  | { type: 'asked'; thread: Thread; by: string }
  /** The same in a note on a video that is not done; guests write too, and are in no list of members. */
  | { type: 'askedOnVideo'; video: Video; note: VideoNote; by: { id: string; name: string } }
  /** Notes on a video that they were given to see to, until they are done. */
  | { type: 'notesGiven'; video: Video; notes: readonly VideoNote[] }
  /** Shots of theirs that somebody wants otherwise. */
  | { type: 'changes'; shots: readonly Shot[] }
  /** Shots that nobody has, once a team gives them out. */
  | { type: 'unassigned'; shots: readonly Shot[] }
  /** Two people moved the same event while they were apart. */
  | { type: 'conflict'; conflict: Conflict }
  /** Somebody would like to do more here than they may. */
  | { type: 'request'; request: AccessRequest };

export interface Production {
  me: string;
  role: Role | null;
  /** What this person may do decides what can wait for them. */
  mayTalk: boolean;
  mayEdit: boolean;
  stages: readonly Stage[];
  shots: readonly Shot[];
  events: readonly Pick<CalendarEvent, 'id' | 'series'>[];
  talk: Pick<Talk, 'threads' | 'approvals'>;
  conflicts: readonly Conflict[];
  reviews: readonly Reviewed[];
  requests: readonly AccessRequest[];
}

/** What waits for somebody: what others cannot go on without first. */
export function waitingFor(production: Production): Waiting[] {
  const { me, role, mayTalk, mayEdit, stages, shots, talk, conflicts, reviews, requests } = production;
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
      const asking =
        thread.resolved === null && isThere(thread.anchor, production) ? whatAsks<Said>(thread, me) : null;
      return asking === null ? [] : [{ type: 'asked', thread, by: asking.authorId }];
    }),
    ...(mayTalk ? reviews : []).flatMap((review) => waitingOnVideo(review, me)),
    ...requests
      .filter((request) => canInvite({ role }, request.role))
      .map((request): Waiting => ({ type: 'request', request })),
    ...(changes.length > 0 ? [{ type: 'changes', shots: changes } as const] : []),
    ...(mayEdit ? conflicts : []).map((conflict): Waiting => ({ type: 'conflict', conflict })),
    ...(mayEdit && unassigned.length > 0 ? [{ type: 'unassigned', shots: unassigned } as const] : []),
  ];
}

function isToApprove({ id, status }: Stage, approvals: readonly Approval[], me: string): boolean {
  return status === 'review' && !approvals.some(({ stage, user }) => stage === id && user === me);
}

/** What was said of something that is deleted waits for nobody, until it is brought back. */
function isThere(anchor: Anchor, { shots, events }: Pick<Production, 'shots' | 'events'>): boolean {
  switch (anchor.type) {
    case 'shot':
    case 'image':
      return shots.some(({ id }) => id === anchor.shot);
    case 'event':
      // What was said of the first of a series holds for those that follow it.
      return events.some(({ id, series }) => id === anchor.event || series === anchor.event);
    case 'project':
    case 'stage':
    case 'text':
      return true;
    default:
      return anchor satisfies never;
  }
}

function waitingOnVideo({ video, notes }: Reviewed, me: string): Waiting[] {
  const isGiven = (note: VideoNote): boolean => note.assignee === me && isOpen(note);
  const given = notes.filter(isGiven);
  return [
    ...(given.length > 0 ? [{ type: 'notesGiven', video, notes: given } as const] : []),
    ...notes.flatMap((note): Waiting[] => {
      const asking =
        isDone(note) || isGiven(note) ? null : whatAsks<Said & Pick<VideoNote, 'authorName'>>(note, me);
      if (asking === null) return [];
      return [{ type: 'askedOnVideo', video, note, by: { id: asking.authorId, name: asking.authorName } }];
    }),
  ];
}

type Said = Pick<Thread, 'authorId' | 'mentions' | 'deleted' | 'hidden'>;

/** The last that was written to `me`, or the beginning of what is theirs to see to, without an answer since. */
function whatAsks<S extends Said>(
  thread: S & { assignee: string | null; replies: readonly S[] },
  me: string,
): S | null {
  if (thread.hidden !== null) return null;
  const notes = [thread, ...thread.replies].filter(
    ({ deleted, hidden }) => deleted === null && hidden === null,
  );
  const asking = notes.findLastIndex(
    (note) => note.authorId !== me && (mentions(note, me) || (note === thread && thread.assignee === me)),
  );
  const answered = notes.findLastIndex(({ authorId }) => authorId === me);
  return asking > answered ? (notes[asking] ?? null) : null;
}

function mentions(note: Said, me: string): boolean {
  return note.mentions.some(({ user }) => user === me);
}

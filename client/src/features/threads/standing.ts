import {
  subjectKey,
  type Follow,
  type FollowSubject,
  type SubjectType,
  type Thread,
} from '@clapper/documents';

/** Why somebody is told of a thing without having asked to be. */
export type Because = 'wrote' | 'assigned' | 'made' | 'named';

/** What a person hears of a thing: as they said of it, as they said of what it is part of, or because it is theirs. */
export type Standing =
  | { by: 'word'; follow: Follow }
  | { by: 'whole'; follow: Follow; whole: SubjectType }
  | { by: 'concern'; because: Because };

/** Where threads stand: what one may follow there, and what each thread in it is part of. */
export interface FollowPlace {
  /** Null: it can be followed only as part of `within`. */
  own: { chain: readonly [FollowSubject, ...FollowSubject[]]; because: Because } | null;
  within: readonly FollowSubject[];
}

/** `chain`: the thing itself, then what it is part of, the closest first. The closest word decides, as on the server. */
export function standingOf(
  chain: readonly FollowSubject[],
  follows: ReadonlyMap<string, Follow>,
  because: Because,
): Standing {
  for (const [index, subject] of chain.entries()) {
    const follow = follows.get(subjectKey(subject));
    if (follow === undefined) continue;
    return index === 0 ? { by: 'word', follow } : { by: 'whole', follow, whole: subject.type };
  }
  return { by: 'concern', because };
}

/** Why a thread concerns somebody. */
export function becauseOf(thread: Thread, me: string): Because {
  if (thread.assignee === me) return 'assigned';
  const notes = [thread, ...thread.replies];
  return notes.some(({ authorId, deleted }) => authorId === me && deleted === null) ? 'wrote' : 'named';
}

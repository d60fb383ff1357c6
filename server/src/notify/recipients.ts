import { atLeast, type Role } from '@clapper/access';
import { subjectKey, type DomainEvent, type Follow, type NotificationType } from '@clapper/documents';

/** Where something happened. */
export interface Place {
  type: 'project' | 'stage' | 'shot' | 'event' | 'video' | 'members';
  /** Null for the project itself. */
  id: string | null;
}

/** What has to be known of a thread to say whom it concerns. */
export interface ThreadFacts {
  place: Place;
  /** It hangs on a picture of the shot. */
  picture: boolean;
  /** Whoever wrote in it or is to see to it. */
  people: ReadonlySet<string>;
  /** Who wrote the note, the thread's own or a reply. */
  authorOf(note: string): string | null;
}

/** What the documents and the room say at the moment, asked only as far as an event needs it. */
export interface Facts {
  project: string;
  /** Security: nobody else is ever told anything. */
  members: ReadonlyMap<string, Role>;
  thread(id: string): ThreadFacts | null;
  /** Whoever made a shot or has to do it; who is to be at an event; who brought a video or a cut of it. */
  peopleOf(place: Place): ReadonlySet<string>;
  /** Whoever said something of a video, or is to see to it. */
  reviewersOf(video: string): ReadonlySet<string>;
  /** The stage a shot stands in. */
  stageOf(shot: string): string | null;
  follows(user: string): ReadonlyMap<string, Follow>;
  isLookingAt(user: string, place: Place): boolean;
}

/** Who hears of it, and why. */
export type Told = ReadonlyMap<string, NotificationType>;

/** What was told before and is not so any more. */
export interface TakenBack {
  subject: string;
  /** Null: whoever was told. */
  users: string[] | null;
}

/** What no muting keeps away: it names this person. */
const PERSONAL = new Set<NotificationType>(['mention', 'assigned', 'roleChanged', 'accessRequested']);

/** Each member at most once, for the strongest reason; never whoever did it, nor who looks at it anyway. */
export function recipients(event: DomainEvent, actor: string, facts: Facts): Told {
  const place = placeOf(event, facts);
  const subjects = subjectsOf(event, place, facts);
  const told = new Map<string, NotificationType>();
  for (const { users, type } of concerned(event, place, facts)) {
    for (const user of users) if (!told.has(user)) told.set(user, type);
  }
  const follow = followedAs(event);
  for (const user of facts.members.keys()) {
    if (user === actor) continue;
    // What stands closest to it decides: a muted thread in a project one follows.
    const stance = subjects
      .map((subject) => facts.follows(user).get(subject))
      .find((one) => one !== undefined);
    const known = told.get(user);
    if (stance === 'mute' && known !== undefined && !PERSONAL.has(known)) told.delete(user);
    if (stance === 'follow' && known === undefined && follow !== null) told.set(user, follow);
  }
  for (const user of told.keys()) {
    if (user === actor || !facts.members.has(user) || facts.isLookingAt(user, place)) told.delete(user);
  }
  return told;
}

/** Strongest reason first. */
function concerned(
  event: DomainEvent,
  place: Place,
  facts: Facts,
): { users: Iterable<string>; type: NotificationType }[] {
  const thread = event.target.type === 'thread' ? facts.thread(event.target.id) : null;
  const inThread = thread?.people ?? [];
  const atLeastAs = (role: Role): string[] =>
    [...facts.members].filter(([, one]) => atLeast(one, role)).map(([user]) => user);
  switch (event.type) {
    case 'commented':
      return [
        { users: event.detail.mentions, type: 'mention' },
        { users: facts.peopleOf(place), type: 'comment' },
      ];
    case 'replied':
      return [
        { users: event.detail.mentions, type: 'mention' },
        { users: inThread, type: 'reply' },
      ];
    case 'mentionsChanged':
      return [{ users: event.detail.added, type: 'mention' }];
    case 'resolved':
      return [{ users: inThread, type: 'resolved' }];
    case 'reopened':
      return [{ users: inThread, type: 'reopened' }];
    case 'reacted': {
      const author = thread?.authorOf(event.detail.note) ?? null;
      return author === null ? [] : [{ users: [author], type: 'reacted' }];
    }
    case 'assigned':
      return event.detail.to === null ? [] : [{ users: [event.detail.to], type: 'assigned' }];
    case 'peopleChanged':
      return [{ users: event.detail.added, type: 'assigned' }];
    case 'statusChanged':
      return [{ users: thread?.people ?? facts.peopleOf(place), type: 'status' }];
    case 'cutAdded':
      return [{ users: facts.reviewersOf(event.target.id), type: 'newCut' }];
    case 'approved':
      return [{ users: atLeastAs('editor'), type: 'approved' }];
    case 'changesRequested':
      return [{ users: atLeastAs('editor'), type: 'changesRequested' }];
    case 'moved':
    case 'deleted':
    case 'restored':
      // Where one has to be, and when.
      return event.target.type === 'event' ? [{ users: facts.peopleOf(place), type: 'changed' }] : [];
    case 'memberJoined':
      return [{ users: atLeastAs('admin'), type: 'memberJoined' }];
    case 'accessRequested':
      return [{ users: atLeastAs('admin'), type: 'accessRequested' }];
    case 'roleChanged':
      return [{ users: [event.target.id], type: 'roleChanged' }];
    case 'created':
    case 'edited':
    case 'renamed':
    // That it comes near is told to everybody; that it was moved, to who follows the project.
    case 'deadlineMoved':
    case 'wordsEdited':
    case 'noteDeleted':
    case 'noteHidden':
    case 'noteShown':
    case 'verdictWithdrawn':
    case 'memberLeft':
    case 'memberRemoved':
      return [];
    default:
      return event satisfies never;
  }
}

/** As what those hear of it who follow the place and whom it does not concern otherwise; null: not at all. */
function followedAs({ type }: DomainEvent): NotificationType | null {
  switch (type) {
    case 'commented':
      return 'comment';
    case 'replied':
      return 'reply';
    case 'statusChanged':
      return 'status';
    case 'cutAdded':
      return 'newCut';
    case 'approved':
    case 'changesRequested':
    case 'resolved':
    case 'reopened':
      return type;
    case 'created':
    case 'edited':
    case 'renamed':
    case 'moved':
    case 'deleted':
    case 'restored':
    case 'deadlineMoved':
    case 'assigned':
    case 'peopleChanged':
      return 'changed';
    case 'mentionsChanged':
    case 'wordsEdited':
    case 'noteDeleted':
    case 'noteHidden':
    case 'noteShown':
    case 'reacted':
    case 'verdictWithdrawn':
    case 'memberJoined':
    case 'memberLeft':
    case 'memberRemoved':
    case 'roleChanged':
    case 'accessRequested':
      return null;
    default:
      return type satisfies never;
  }
}

export function placeOf(event: DomainEvent, facts: Pick<Facts, 'thread'>): Place {
  const { type, id } = event.target;
  switch (type) {
    case 'project':
      return { type, id: null };
    case 'stage':
    case 'shot':
    case 'event':
    case 'video':
      return { type, id };
    case 'thread': {
      const place: Place = event.type === 'commented' ? event.detail.place : { type: 'project', id: null };
      return facts.thread(id)?.place ?? (place.id === '' ? { type: 'project', id: null } : place);
    }
    case 'member':
      return { type: 'members', id: null };
    default:
      return type satisfies never;
  }
}

/** What one may follow of it, the closest first. */
function subjectsOf({ target }: DomainEvent, place: Place, facts: Facts): string[] {
  const keys: string[] = [];
  if (target.type === 'thread') keys.push(subjectKey({ type: 'thread', id: target.id }));
  if (place.type === 'shot' && place.id !== null) {
    keys.push(subjectKey({ type: 'shot', id: place.id }));
    const stage = facts.stageOf(place.id);
    if (stage !== null) keys.push(subjectKey({ type: 'stage', id: stage }));
  }
  if (place.type === 'stage' && place.id !== null) keys.push(subjectKey({ type: 'stage', id: place.id }));
  keys.push(subjectKey({ type: 'project', id: facts.project }));
  return keys;
}

/** What undoing it would name. */
export function subjectOf(event: DomainEvent, actor: string, type: NotificationType): string {
  switch (event.type) {
    case 'commented':
      return noteSubject(event.target.id, type);
    case 'replied':
    case 'mentionsChanged':
    case 'reacted':
      return noteSubject(event.detail.note, type);
    case 'approved':
    case 'changesRequested':
      return verdictSubject(event.target.id, actor);
    case 'assigned':
      return assignedSubject(event.target.id);
    default:
      return '';
  }
}

export function takenBack(event: DomainEvent, actor: string): TakenBack[] {
  switch (event.type) {
    case 'mentionsChanged': {
      const { note, removed } = event.detail;
      return removed.length === 0 ? [] : [{ subject: noteSubject(note, 'mention'), users: removed }];
    }
    case 'noteDeleted':
    case 'noteHidden':
      return (['mention', 'reply'] as const).map((type) => ({
        subject: noteSubject(event.detail.note, type),
        users: null,
      }));
    case 'verdictWithdrawn':
      return [{ subject: verdictSubject(event.target.id, actor), users: null }];
    case 'assigned': {
      const { from } = event.detail;
      return from === null ? [] : [{ subject: assignedSubject(event.target.id), users: [from] }];
    }
    default:
      return [];
  }
}

/** Being named in a note is taken back by itself. */
function noteSubject(note: string, type: NotificationType): string {
  return type === 'mention' ? `mention.${note}` : `note.${note}`;
}

const verdictSubject = (stage: string, actor: string): string => `verdict.${stage}.${actor}`;
const assignedSubject = (target: string): string => `assigned.${target}`;

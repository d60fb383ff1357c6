import {
  peopleIn,
  placeOfAnchor,
  readBoard,
  readCalendar,
  readFollows,
  readStages,
  readTalk,
  type Follow,
  type HomeNotification,
  type Said,
  type Shot,
} from '@clapper/documents';
import { readMedia, readReview, type Review } from '@clapper/documents/review';
import { projectDocument, userDocument } from '@clapper/protocol';
import type * as Y from 'yjs';
import type { Storage } from '../storage/storage.ts';
import { unlessMissing } from '../sync/unless-missing.ts';
import type { Facts, Place, ThreadFacts } from './recipients.ts';

/** Where somebody is right now, as their tab says. */
export interface Presence {
  user: string;
  state: Readonly<Record<string, unknown>>;
}

export interface ProjectFactsOptions {
  projects: Pick<Storage['projects'], 'members'>;
  /** Reads committed state. */
  read<T>(document: string, read: (doc: Y.Doc) => T): Promise<T>;
  /** Who is in a document. */
  people(document: string): readonly Presence[];
}

export interface ProjectFacts {
  /** As they stand now: asked anew for everything that is told together. `reviewed`: the videos it is about. */
  of(
    project: string,
    reviewed?: readonly string[],
  ): Promise<Facts & { nameOf(place: HomeNotification['place']): string }>;
}

export function createProjectFacts({ projects, read, people }: ProjectFactsOptions): ProjectFacts {
  const readOr = <T>(document: string, none: T, how: (doc: Y.Doc) => T) =>
    unlessMissing(read(document, how), none);

  return {
    async of(project, reviewed = []) {
      const [members, stages, threads, events, videos] = await Promise.all([
        projects.members(project),
        readOr(projectDocument(project, 'plan'), [], (doc) => readStages(doc).stages),
        readOr(projectDocument(project, 'talk'), [], (doc) => readTalk(doc).threads),
        readOr(projectDocument(project, 'calendar'), [], (doc) => readCalendar(doc).events),
        readOr(projectDocument(project, 'media'), [], (doc) => readMedia(doc).videos),
      ]);
      const reviews = new Map<string, Review | null>();
      for (const video of new Set(reviewed)) {
        reviews.set(video, await readOr(projectDocument(project, 'review', video), null, readReview));
      }
      const shots = await readOr(
        projectDocument(project, 'board'),
        [],
        (doc) => readBoard(doc, stages).shots,
      );
      const follows = new Map<string, ReadonlyMap<string, Follow>>();
      for (const { user } of members) {
        follows.set(user, await readOr(userDocument(user, 'home'), new Map(), readFollows));
      }
      const present = people(projectDocument(project, 'info'));
      const shotOf = (id: string | null) => shots.find((shot) => shot.id === id);
      return {
        project,
        members: new Map(members.map(({ user, role }) => [user, role])),
        thread(id) {
          for (const [video, review] of reviews) {
            const note = review?.notes.find((one) => one.id === id);
            if (note !== undefined) return threadFacts(note, { place: { type: 'video', id: video } });
          }
          const thread = threads.find((one) => one.id === id);
          if (thread === undefined) return null;
          const { anchor } = thread;
          return threadFacts(thread, { place: placeOfAnchor(anchor), picture: anchor.type === 'image' });
        },
        peopleOf({ type, id }) {
          if (type === 'shot') {
            const shot = shotOf(id);
            return known([shot?.assignee, shot?.createdBy]);
          }
          if (type === 'video') {
            const video = videos.find((one) => one.id === id);
            const cuts = reviews.get(id ?? '')?.cuts ?? [];
            return known([video?.createdBy, ...cuts.map(({ createdBy }) => createdBy)]);
          }
          const event = type === 'event' ? events.find((one) => one.id === id) : undefined;
          return known([event?.createdBy, ...(event?.people ?? []).map(({ user }) => user)]);
        },
        reviewersOf(video) {
          const notes = (reviews.get(video)?.notes ?? []).filter(({ deleted }) => deleted === null);
          return known(notes.flatMap((note) => [...peopleIn(note)]));
        },
        stageOf: (shot) => shotOf(shot)?.place.stage ?? null,
        follows: (user) => follows.get(user) ?? new Map(),
        isLookingAt: (user, place) => present.some((one) => one.user === user && isAt(one.state, place)),
        nameOf({ type, id }) {
          if (type === 'stage') return stages.find((stage) => stage.id === id)?.title ?? '';
          if (type === 'shot') return shotName(shotOf(id));
          if (type === 'video') return videos.find((video) => video.id === id)?.title ?? '';
          return type === 'event' ? (events.find((one) => one.id === id)?.title ?? '') : '';
        },
      };
    },
  };
}

function threadFacts(
  said: Said,
  { place, picture = false }: { place: Place; picture?: boolean },
): ThreadFacts {
  const { id, authorId, replies } = said;
  return {
    place,
    picture,
    people: peopleIn(said),
    authorOf: (note) => (note === id ? authorId : (replies.find((one) => one.id === note)?.authorId ?? null)),
  };
}

/** As a chip in the plan names it: `#3A Steam rises`. */
function shotName(shot: Shot | undefined): string {
  return shot === undefined ? '' : `#${shot.number} ${shot.title || shot.action}`.trim();
}

function known(users: readonly (string | null | undefined)[]): Set<string> {
  return new Set(users.filter((user) => typeof user === 'string'));
}

/** Total: what a tab says of itself may be anything. */
function isAt({ attention, at }: Presence['state'], place: Place): boolean {
  if (attention !== 'here' || place.id === null || typeof at !== 'object' || at === null) return false;
  const { type, id } = at as { type?: unknown; id?: unknown };
  return type === place.type && id === place.id;
}

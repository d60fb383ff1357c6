import { kindOf } from '@clapper/documents';
import { readReview, type NoteReply, type Review, type VideoNote } from '@clapper/documents/review';
import { ClapperError, projectDocument } from '@clapper/protocol';
import type { GuestGrant } from '../storage/storage.ts';
import { unlessMissing } from '../sync/unless-missing.ts';
import { isGone } from './comment-views.ts';
import type { AppContext, HttpOptions } from './context.ts';
import { ownProjects } from './in-projects.ts';

/** Where the review of a video lies. */
export interface ReviewPlace {
  document: string;
  project: string;
  video: string;
}

/** A note or a reply, and the review it stands in. */
export interface FoundNote extends ReviewPlace {
  review: Review;
  note: VideoNote;
  reply: NoteReply | null;
}

export interface ReviewPlaces {
  /** Those of the caller's projects. Of videos that are not theirs nothing is told. */
  list(
    c: AppContext,
    wanted: { project?: string | undefined; video?: string | undefined },
  ): Promise<ReviewPlace[]>;
  /** Null: nobody has opened it yet. */
  read(document: string): Promise<Review | null>;
  /** A note or a reply by its id; null: there is none that stands. */
  find(c: AppContext, id: string): Promise<FoundNote | null>;
}

export function reviewPlaces(options: Pick<HttpOptions, 'storage' | 'sync'>): ReviewPlaces {
  const { storage, sync } = options;
  const places: ReviewPlaces = {
    async list(c, { project, video }) {
      const { guest } = c.get('principal');
      if (guest !== null) return [placeOf(guest)].filter((one) => isWanted(one, { project, video }));
      const projects = await ownProjects(c, options, project);
      const heads = await Promise.all(projects.map((id) => storage.documents.list(id)));
      return heads.flat().flatMap(({ id }) => {
        const found = kindOf(id);
        if (found?.kind.kind !== 'review' || found.address.scope !== 'project') return [];
        const { name } = found.address;
        if (name === null || (video !== undefined && name !== video)) return [];
        return [{ document: id as string, project: found.address.project as string, video: name }];
      });
    },

    read: (document) => unlessMissing(sync.read(document, readReview), null),

    async find(c, id) {
      for (const place of await places.list(c, {})) {
        const review = await places.read(place.document);
        for (const note of review?.notes ?? []) {
          if (isGone(note)) continue;
          if (note.id === id) return { ...place, review: review!, note, reply: null };
          const reply = note.replies.find((one) => one.id === id);
          if (reply !== undefined && !isGone(reply)) return { ...place, review: review!, note, reply };
        }
      }
      return null;
    },
  };
  return places;
}

/** Where a link leads. */
function placeOf({ project, video }: GuestGrant): ReviewPlace {
  return { document: projectDocument(project, 'review', video), project, video };
}

function isWanted(
  place: ReviewPlace,
  { project, video }: { project?: string | undefined; video?: string | undefined },
): boolean {
  return (
    (project === undefined || place.project === project) && (video === undefined || place.video === video)
  );
}

export function noFeedback(): ClapperError {
  return new ClapperError('NOT_FOUND', 'There is no such feedback.');
}

import type * as Y from 'yjs';
import { kindOf } from '@clapper/documents';
import { readMedia } from '@clapper/documents/review';
import { projectDocument } from '@clapper/protocol';
import type { Logger } from '../log.ts';
import type { GuestGrant } from '../storage/storage.ts';
import { unlessMissing } from '../sync/unless-missing.ts';

export interface GuestVideosOptions {
  read<T>(document: string, read: (doc: Y.Doc) => T): Promise<T>;
  /** Told which videos of a project there are now. */
  changed(project: string, videos: ReadonlySet<string>): void;
  log: Logger;
}

export interface GuestVideos {
  /** Whether what a link opens is there: of a deleted video nothing is, until it is restored. */
  stands(grant: Pick<GuestGrant, 'project' | 'video'>): Promise<boolean>;
  /** Somebody wrote in a document. */
  written(document: string): void;
}

/** A link to a video ends with it, and goes on when the video is restored. */
export function createGuestVideos({ read, changed, log }: GuestVideosOptions): GuestVideos {
  async function videosOf(project: string): Promise<ReadonlySet<string>> {
    const media = await unlessMissing(read(projectDocument(project, 'media'), readMedia), null);
    return new Set(media?.videos.map(({ id }) => id));
  }

  return {
    stands: async ({ project, video }) => (await videosOf(project)).has(video),

    written(document) {
      const found = kindOf(document);
      if (found?.kind.kind !== 'media' || found.address.scope !== 'project') return;
      const { project } = found.address;
      videosOf(project)
        .then((videos) => changed(project, videos))
        .catch((error: unknown) => log.error({ error, project }, 'guests.videosUnknown'));
    },
  };
}

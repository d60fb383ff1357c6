import type { Device, DocumentHandle } from '@clapper/device';
import { readHome } from '@clapper/documents';
import { readMedia, readReview, type Cut, type Video, type VideoNote } from '@clapper/documents/review';
import { projectDocument, userDocument } from '@clapper/protocol';
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { Doc } from 'yjs';
import { useDevice, useDocument, useMe, useRead } from '../../app/device-context.tsx';
import { useProject } from '../../app/project-context.tsx';

/** What a review holds, as far as this device knows. */
export interface Noted {
  notes: readonly VideoNote[];
  cuts: readonly Cut[];
}

export interface Reviewed extends Noted {
  video: Video;
}

const NOTHING: Noted = { notes: [], cuts: [] };

/** How long what is shown may lag behind somebody who draws or types. */
const LAG_MS = 400;
const NO_VIDEOS: readonly Video[] = [];

/** As many reviews are open at once; a project may have hundreds. */
const MOST_OPEN = 24;

export interface Reviews {
  /** The videos that can be waiting for this person, with their notes. One that is not here yet says nothing until it comes. */
  reviews: readonly Reviewed[];
  /** They are all there are. */
  complete: boolean;
}

export function useReviews(): Reviews {
  const device = useDevice();
  const { id: project } = useProject();
  const videos = useRead(useDocument(projectDocument(project, 'media')), videosOf) ?? NO_VIDEOS;
  const home = useDocument(userDocument(useMe().id, 'home'));
  const told = useRead(
    home,
    useCallback((doc: Doc) => toldOf(doc, project), [project]),
  );
  const open = useMemo(() => toOpen(videos, new Set(told?.split(' ')), MOST_OPEN), [videos, told]);
  // Whoever gives a video another name opens nothing anew.
  const ids = open.map(({ id }) => id).join(' ');
  const source = useMemo(
    () => notesSource(device, project, ids === '' ? [] : ids.split(' ')),
    [device, project, ids],
  );
  const noted = useSyncExternalStore(source.subscribe, source.get);
  return useMemo(
    () => ({
      reviews: open.map((video) => ({ video, ...(noted.get(video.id) ?? NOTHING) })),
      complete: open.length === videos.length,
    }),
    [open, videos, noted],
  );
}

/** Where the inbox says that somebody wrote to me or gave me something, then the newest; in the order of the list. */
export function toOpen<V extends Pick<Video, 'id' | 'createdAt'>>(
  videos: readonly V[],
  told: ReadonlySet<string>,
  most: number,
): V[] {
  if (videos.length <= most) return [...videos];
  const first = videos.toSorted(
    (a, b) => Number(told.has(b.id)) - Number(told.has(a.id)) || b.createdAt - a.createdAt,
  );
  const chosen = new Set(first.slice(0, most));
  return videos.filter((video) => chosen.has(video));
}

/** As one text, so that it is the same as long as they are. */
function toldOf(home: Doc, project: string): string {
  const videos = readHome(home).notifications.flatMap((told) =>
    told.project === project && told.place.type === 'video' ? (told.place.id ?? []) : [],
  );
  return [...new Set(videos)].toSorted().join(' ');
}

function notesSource(device: Pick<Device, 'open'>, project: string, videos: readonly string[]) {
  let known: ReadonlyMap<string, Noted> = new Map();
  return {
    get: () => known,
    subscribe(listener: () => void): () => void {
      const ends = videos.map((video) =>
        followNotes(device.open(projectDocument(project, 'review', video)), (noted) => {
          known = new Map(known).set(video, noted);
          listener();
        }),
      );
      return () => {
        for (const end of ends) end();
      };
    },
  };
}

function followNotes(handle: DocumentHandle, tell: (noted: Noted) => void): () => void {
  let doc: Doc | null = null;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const read = () => tell(doc === null ? NOTHING : readReview(doc));
  const changed = () => {
    clearTimeout(waiting);
    waiting = setTimeout(read, LAG_MS);
  };
  const look = () => {
    const state = handle.state.get();
    const now = state.phase === 'ready' && state.access.read ? state.doc : null;
    if (now === doc) return;
    doc?.off('update', changed);
    doc = now;
    doc?.on('update', changed);
    read();
  };
  const end = handle.state.subscribe(look);
  look();
  return () => {
    end();
    clearTimeout(waiting);
    doc?.off('update', changed);
    handle.close();
  };
}

function videosOf(doc: Doc): readonly Video[] {
  return readMedia(doc).videos;
}

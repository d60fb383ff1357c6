import type { Device, DocumentHandle } from '@clapper/device';
import { readMedia, readReview, type Cut, type Video, type VideoNote } from '@clapper/documents/review';
import { projectDocument } from '@clapper/protocol';
import { useMemo, useSyncExternalStore } from 'react';
import type { Doc } from 'yjs';
import { useDevice, useDocument, useRead } from '../../app/device-context.tsx';
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

/** The project's videos with their notes. A review that is not here yet says nothing until it comes. */
export function useReviews(): readonly Reviewed[] {
  const device = useDevice();
  const { id: project } = useProject();
  const videos = useRead(useDocument(projectDocument(project, 'media')), videosOf) ?? NO_VIDEOS;
  // Whoever gives a video another name opens nothing anew.
  const ids = videos.map(({ id }) => id).join(' ');
  const source = useMemo(
    () => notesSource(device, project, ids === '' ? [] : ids.split(' ')),
    [device, project, ids],
  );
  const noted = useSyncExternalStore(source.subscribe, source.get);
  return useMemo(
    () => videos.map((video) => ({ video, ...(noted.get(video.id) ?? NOTHING) })),
    [videos, noted],
  );
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

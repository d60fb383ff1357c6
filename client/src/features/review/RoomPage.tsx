import { atLeast } from '@clapper/access';
import { readZone } from '@clapper/documents';
import { readInternalNotes, readMedia, readReview } from '@clapper/documents/review';
import { isUuid, projectDocument } from '@clapper/protocol';
import { useNavigate, useParams } from '@tanstack/react-router';
import type { Doc } from 'yjs';
import { useCallback, useMemo, type ReactNode } from 'react';
import { useDocument, useRead } from '../../app/device-context.tsx';
import { DocumentPage } from '../../app/DocumentPage.tsx';
import { NotFound } from '../../app/NotFoundPage.tsx';
import { useProject } from '../../app/project-context.tsx';
import { writableDoc } from '../../app/writable-doc.ts';
import { useFollowedAt, useJoined, useSayAt } from '../presence/index.ts';
import { DarkRoom } from './room/DarkRoom.tsx';
import { DeletedVideo } from './room/DeletedVideo.tsx';
import type { InternalHere } from './room/room-session.ts';
import { ownZone } from './room/own-zone.ts';
import { Room } from './room/Room.tsx';

/** Where a video is watched and written about: always dark. */
export default function RoomPage() {
  const { video } = useParams({ from: '/inside/p/$project/review/$video' });
  return isUuid(video) ? (
    <DarkRoom>
      <Opened video={video} key={video} />
    </DarkRoom>
  ) : (
    <NotFound />
  );
}

function Opened({ video }: { video: string }) {
  const { id, role } = useProject();
  const document = projectDocument(id, 'review', video);
  const state = useDocument(document);
  const review = useRead(state, readReview);
  const list = useDocument(projectDocument(id, 'media'));
  const media = useRead(list, readMedia);
  const zone = useRead(useDocument(projectDocument(id, 'calendar')), zoneOf) ?? ownZone();
  const gone = media?.deleted.find((one) => one.id === video);
  const listed = gone ?? media?.videos.find((one) => one.id === video);
  const title = listed?.title ?? '';
  useSayAt(useMemo(() => ({ type: 'video', id: video, label: title }), [video, title]));
  useFollowedVideo(video);
  useJoined(state.phase === 'ready' ? state.awareness : null);
  return (
    <DocumentPage document={document} state={state}>
      {(ready) => {
        if (review === null) return null;
        const room = (internal: InternalHere | null) => (
          <Room
            document={document}
            title={title}
            state={state}
            doc={ready.doc}
            review={review}
            internal={internal}
            maker={listed?.createdBy ?? null}
            zone={zone}
            writable={ready.access.write && ready.schema === 'fits'}
            above={gone && <DeletedVideo video={gone} media={writableDoc(list)} />}
          />
        );
        // Who may not read them is told that there are none: they are not asked for.
        return role !== null && atLeast(role, 'editor') ? (
          <WithInternal document={projectDocument(id, 'notes', video)}>{room}</WithInternal>
        ) : (
          room(null)
        );
      }}
    </DocumentPage>
  );
}

/** Nothing else of the calendar is read. */
const zoneOf = (doc: Doc) => readZone(doc);

function WithInternal({
  document,
  children,
}: {
  document: string;
  children: (internal: InternalHere | null) => ReactNode;
}) {
  const state = useDocument(document);
  const read = useRead(state, readInternalNotes);
  const doc = writableDoc(state);
  const internal = useMemo(
    () => (doc === null || read === null ? null : { document, state, doc, notes: read.notes }),
    [document, state, doc, read],
  );
  return children(internal);
}

/** Goes to the video of whoever one follows. */
function useFollowedVideo(here: string): void {
  const { id: project } = useProject();
  const navigate = useNavigate();
  useFollowedAt(
    'video',
    useCallback(
      (video) => {
        if (video !== here) void navigate({ to: '/p/$project/review/$video', params: { project, video } });
      },
      [navigate, project, here],
    ),
  );
}

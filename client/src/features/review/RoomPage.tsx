import { readMedia, readReview } from '@clapper/documents/review';
import { isUuid, projectDocument } from '@clapper/protocol';
import { useParams } from '@tanstack/react-router';
import { useDocument, useRead } from '../../app/device-context.tsx';
import { DocumentPage } from '../../app/DocumentPage.tsx';
import { NotFound } from '../../app/NotFoundPage.tsx';
import { useProject } from '../../app/project-context.tsx';
import { DarkRoom } from './room/DarkRoom.tsx';
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
  const { id } = useProject();
  const document = projectDocument(id, 'review', video);
  const state = useDocument(document);
  const review = useRead(state, readReview);
  const media = useRead(useDocument(projectDocument(id, 'media')), readMedia);
  const title = media?.videos.find((one) => one.id === video)?.title ?? '';
  return (
    <DocumentPage document={document} state={state}>
      {(ready) =>
        review !== null && (
          <Room
            document={document}
            title={title}
            state={state}
            doc={ready.doc}
            review={review}
            writable={ready.access.write && ready.schema === 'fits'}
          />
        )
      }
    </DocumentPage>
  );
}

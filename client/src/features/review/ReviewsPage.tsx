import { readMedia } from '@clapper/documents/review';
import { projectDocument } from '@clapper/protocol';
import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useDocument, useRead } from '../../app/device-context.tsx';
import { DocumentPage } from '../../app/DocumentPage.tsx';
import { useProject } from '../../app/project-context.tsx';
import { useFollowedAt } from '../presence/index.ts';
import { VideoList } from './list/VideoList.tsx';

/** The videos of a project. */
export default function ReviewsPage() {
  const { id } = useProject();
  const document = projectDocument(id, 'media');
  const state = useDocument(document);
  const media = useRead(state, readMedia);
  const navigate = useNavigate();
  useFollowedAt(
    'video',
    useCallback(
      (video) => void navigate({ to: '/p/$project/review/$video', params: { project: id, video } }),
      [navigate, id],
    ),
  );
  return (
    <DocumentPage document={document} state={state}>
      {(ready) =>
        media !== null && (
          <VideoList
            project={id}
            doc={ready.doc}
            videos={media.videos}
            writable={ready.access.write && ready.schema === 'fits'}
          />
        )
      }
    </DocumentPage>
  );
}

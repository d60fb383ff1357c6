import type { VideoNote } from '@clapper/documents/review';
import type { ApiFeedback } from '@clapper/protocol';
import { commentView, isGone } from './comment-views.ts';
import { shapeView } from './scene-views.ts';
import { iso } from './views.ts';

/** A note as the API tells of it, with what was answered to it. */
export function feedbackView({
  document,
  project,
  video,
  note,
}: {
  document: string;
  project: string;
  video: string;
  note: VideoNote;
}): ApiFeedback {
  const { id, place, screenshot, shapes, replies, reactions } = note;
  const comments = replies.filter((reply) => !isGone(reply));
  return {
    id,
    project_id: project,
    video_id: video,
    cut_id: note.cut,
    user: { id: note.authorId, name: note.authorName },
    timestamp: place.time,
    frame: place.frame,
    end_frame: place.endFrame,
    content: note.words,
    screenshot_url:
      screenshot === null
        ? null
        : `/api/v1/blobs/${screenshot.hash}?document=${encodeURIComponent(document)}`,
    drawing_data: { shapes: shapes.map(shapeView) },
    priority: note.priority,
    status: note.status,
    tags: note.tags,
    due: note.due,
    created_at: iso(note.createdAt),
    updated_at: iso(Math.max(note.editedAt ?? note.createdAt, note.statusSet?.at ?? 0)),
    comments_count: comments.length,
    comments: comments.map(commentView),
    reactions: Object.fromEntries(reactions.map(({ emoji, users }) => [emoji, users.length])),
  };
}

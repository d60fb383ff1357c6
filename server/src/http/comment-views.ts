import type { Reply, Talk, Thread } from '@clapper/documents';
import type { NoteReply } from '@clapper/documents/review';
import type { ApiComment, ApiRemark, ApiThread } from '@clapper/protocol';
import { iso } from './views.ts';

/** An answer to a note on a video. */
export function commentView(reply: NoteReply): ApiComment {
  return {
    id: reply.id,
    feedback_id: reply.note,
    parent_id: reply.to,
    user: { id: reply.authorId, name: reply.authorName },
    content: reply.words,
    mentions: reply.mentions.map(({ user, name }) => ({ id: user, name })),
    reactions: Object.fromEntries(reply.reactions.map(({ emoji, users }) => [emoji, users])),
    created_at: iso(reply.createdAt),
    updated_at: iso(reply.editedAt ?? reply.createdAt),
  };
}

/** Where threads stand that the API shows, and what people in them are called. */
export interface RemarkPlace {
  project: string;
  /** Null: at the project itself. */
  scene: string | null;
  names: ReadonlyMap<string, string>;
}

/** Threads at a project, or at a scene and its images. One that is gone keeps its place only under answers. */
export function threadsAt({ threads }: Talk, scene: string | null): Thread[] {
  return threads.filter((thread) => {
    const { anchor, replies } = thread;
    const here = scene === null ? anchor.type === 'project' : 'shot' in anchor && anchor.shot === scene;
    return here && (!isGone(thread) || replies.some((reply) => !isGone(reply)));
  });
}

export function threadView(thread: Thread, place: RemarkPlace): ApiThread {
  return {
    ...remarkView(thread, null, place),
    is_resolved: thread.resolved !== null,
    replies: thread.replies.map((reply) => remarkView(reply, reply.to ?? thread.id, place)),
  };
}

export function remarkView(
  said: Thread | Reply,
  parent: string | null,
  { project, scene, names }: RemarkPlace,
): ApiRemark {
  const gone = isGone(said);
  return {
    id: said.id,
    project_id: project,
    scene_id: scene,
    parent_id: parent,
    user: { id: said.authorId, name: names.get(said.authorId) ?? '' },
    content: gone ? '' : said.words,
    mentions: gone ? [] : said.mentions.map(({ user, name }) => ({ id: user, name })),
    reactions: Object.fromEntries(said.reactions.map(({ emoji, users }) => [emoji, users])),
    is_edited: said.editedAt !== null,
    is_deleted: gone,
    created_at: iso(said.createdAt),
    updated_at: iso(said.editedAt ?? said.createdAt),
  };
}

export function isGone({ deleted, hidden }: { deleted: object | null; hidden: object | null }): boolean {
  return deleted !== null || hidden !== null;
}

import { Hono } from 'hono';
import {
  addReply,
  addThread,
  deleteNote,
  editWords,
  hideNote,
  readBoard,
  readTalk,
  toggleReaction,
  type Anchor,
  type Reply,
  type Thread,
} from '@clapper/documents';
import {
  addNoteReply,
  deleteFeedback,
  editNoteWords,
  hideFeedback,
  toggleNoteReaction,
} from '@clapper/documents/review';
import { api, ClapperError, projectDocument } from '@clapper/protocol';
import type { Doc } from 'yjs';
import { unlessMissing } from '../sync/unless-missing.ts';
import { inWordsOfTheApi } from './api-words.ts';
import { commentView, isGone, remarkView, threadsAt, threadView, type RemarkPlace } from './comment-views.ts';
import type { AppContext, AppEnv, HttpOptions } from './context.ts';
import { membership, signedIn, signedInOrGuest } from './guards.ts';
import { findInProjects } from './in-projects.ts';
import { nameReader } from './names-of.ts';
import { idParam, invalidField, readBody } from './request.ts';
import { noFeedback, reviewPlaces, type FoundNote } from './review-places.ts';

const ORIGIN = 'http';
const FIELDS = { words: 'content' };

/** A thread, or a reply in it. */
interface FoundRemark {
  thread: Thread;
  reply: Reply | null;
}

/** Comments: answers to feedback on videos, and talk at projects and scenes. One id leads to either. */
export function commentRoutes(options: HttpOptions): Hono<AppEnv> {
  const { storage, sync, now } = options;
  const namesOf = nameReader(storage.accounts);
  const reviews = reviewPlaces(options);
  const app = new Hono<AppEnv>();
  const needsUser = signedIn(options);
  app.use('/comments/*', signedInOrGuest(options));
  for (const path of ['/projects/:id/comments', '/scenes/:scene/comments']) app.use(path, needsUser);

  const write: typeof sync.writeAs = (document, principal, change) =>
    inWordsOfTheApi(FIELDS, () => sync.writeAs(document, principal, change));

  /** The members of these ids: others cannot be written to. */
  async function mentioned(project: string, ids: readonly string[]) {
    const members = await storage.projects.members(project);
    return members.filter(({ user }) => ids.includes(user)).map(({ user, name }) => ({ user, name }));
  }

  /** Null: it is no talk of the caller's projects; it may be a note on a video. */
  async function remarkOf(c: AppContext, id: string) {
    const finding = findInProjects(c, options, 'talk', (doc) => remarkIn(doc, id));
    const found = await unlessMissing(finding, null);
    return found === null ? null : { ...found.found, talk: projectDocument(found.project, 'talk') };
  }

  async function noteOf(c: AppContext, id: string): Promise<FoundNote> {
    return (await reviews.find(c, id)) ?? nothing();
  }

  async function listAt(c: AppContext, project: string, scene: string | null) {
    const talk = projectDocument(project, 'talk');
    const reading = sync.readAs(talk, c.get('principal'), (doc) => threadsAt(readTalk(doc), scene));
    const threads = await unlessMissing(reading, []);
    const place = await placeOf(project, scene, threads);
    return c.json({ comments: threads.map((thread) => threadView(thread, place)) });
  }

  async function placeOf(
    project: string,
    scene: string | null,
    threads: readonly Thread[],
  ): Promise<RemarkPlace> {
    const said = threads.flatMap((thread) => [thread, ...thread.replies]);
    return { project, scene, names: await namesOf(said.map(({ authorId }) => authorId)) };
  }

  async function sayAt(c: AppContext, project: string, scene: string | null) {
    const { content, parent_id, mentions = [] } = await readBody(c, api.remarkBody);
    const talk = projectDocument(project, 'talk');
    const principal = c.get('principal');
    const said = {
      words: content,
      mentions: await mentioned(project, mentions),
      by: principal.user,
      at: now(),
    };
    const id = await write(talk, principal, (doc) => {
      if (parent_id === undefined) {
        const anchor: Anchor = scene === null ? { type: 'project' } : { type: 'shot', shot: scene };
        return addThread(doc, { anchor, ...said }, ORIGIN);
      }
      const here = threadsAt(readTalk(doc), scene);
      const thread = here.find((one) => [one, ...one.replies].some((remark) => remark.id === parent_id));
      if (thread === undefined) throw invalidField('parent_id');
      const to = parent_id === thread.id ? {} : { to: parent_id };
      return addReply(doc, { thread: thread.id, ...to, ...said }, ORIGIN);
    });
    const { thread, reply } = (await sync.read(talk, (doc) => remarkIn(doc, id))) ?? nothing();
    const place = await placeOf(project, scene, [thread]);
    const view = reply === null ? threadView(thread, place) : remarkView(reply, reply.to ?? thread.id, place);
    return c.json(view, 201);
  }

  app.get('/projects/:id/comments', async (c) => {
    const { project } = await membership(c, options, 'project.read');
    return listAt(c, project.id, null);
  });
  app.post('/projects/:id/comments', async (c) => {
    const { project } = await membership(c, options, 'project.read');
    return sayAt(c, project.id, null);
  });

  async function sceneOf(c: AppContext): Promise<{ project: string; scene: string }> {
    const id = idParam(c, 'scene');
    const { project, found } = await findInProjects(c, options, 'board', (doc) =>
      readBoard(doc, []).shots.some((shot) => shot.id === id) ? id : null,
    );
    return { project, scene: found };
  }

  app.get('/scenes/:scene/comments', async (c) => {
    const { project, scene } = await sceneOf(c);
    return listAt(c, project, scene);
  });
  app.post('/scenes/:scene/comments', async (c) => {
    const { project, scene } = await sceneOf(c);
    return sayAt(c, project, scene);
  });

  app.post('/comments', async (c) => {
    const { feedback_id, parent_id, content, mentions = [] } = await readBody(c, api.commentBody);
    const { document, project, note, reply } = (await reviews.find(c, feedback_id)) ?? gone();
    if (reply !== null) throw noFeedback();
    if (parent_id !== undefined && !note.replies.some(({ id }) => id === parent_id))
      throw invalidField('parent_id');
    const principal = c.get('principal');
    // Security: before it is looked up whom there is.
    if (principal.guest !== null && mentions.length > 0)
      throw new ClapperError('FORBIDDEN', 'Who came through a link mentions nobody.');
    const named = await mentioned(project, mentions);
    const id = await write(document, principal, (doc, name) =>
      addNoteReply(
        doc,
        {
          note: note.id,
          ...(parent_id === undefined ? {} : { to: parent_id }),
          words: content,
          mentions: named,
          by: principal.user,
          at: now(),
          name,
        },
        ORIGIN,
      ),
    );
    const made = (await noteOf(c, id)).reply ?? nothing();
    return c.json(commentView(made), 201);
  });

  // Only whose words they are says them differently.
  app.put('/comments/:id', async (c) => {
    const id = idParam(c, 'id');
    const principal = c.get('principal');
    const act = { by: principal.user, at: now() };
    const remark = await remarkOf(c, id);
    if (remark !== null) {
      const { content: words } = await readBody(c, api.remarkPatch);
      const { mentions } = remark.reply ?? remark.thread;
      await write(remark.talk, principal, (doc) => editWords(doc, id, { words, mentions }, act, ORIGIN));
      return c.body(null, 204);
    }
    const { document, reply } = await noteOf(c, id);
    if (reply === null) return nothing();
    const { content: words } = await readBody(c, api.remarkPatch);
    const said = { words, mentions: reply.mentions };
    await write(document, principal, (doc) => editNoteWords(doc, id, said, act, ORIGIN));
    return c.body(null, 204);
  });

  // Whose it is takes the words away; who moderates takes it from sight.
  app.delete('/comments/:id', async (c) => {
    const id = idParam(c, 'id');
    const principal = c.get('principal');
    const act = { by: principal.user, at: now() };
    const remark = await remarkOf(c, id);
    if (remark !== null) {
      const own = (remark.reply ?? remark.thread).authorId === principal.user;
      await write(remark.talk, principal, (doc) => (own ? deleteNote : hideNote)(doc, id, act, ORIGIN));
      return c.body(null, 204);
    }
    const { document, reply } = await noteOf(c, id);
    if (reply === null) return nothing();
    const own = reply.authorId === principal.user;
    await write(document, principal, (doc) => (own ? deleteFeedback : hideFeedback)(doc, id, act, ORIGIN));
    return c.body(null, 204);
  });

  app.post('/comments/:id/reactions', async (c) => react(c, true));
  app.delete('/comments/:id/reactions', async (c) => react(c, false));

  async function react(c: AppContext, wanted: boolean) {
    const { emoji } = await readBody(c, api.reactionBody);
    const id = idParam(c, 'id');
    const principal = c.get('principal');
    const { user } = principal;
    const differs = ({ reactions }: { reactions: readonly { emoji: string; users: string[] }[] }): boolean =>
      reactions.some((one) => one.emoji === emoji && one.users.includes(user)) !== wanted;
    const remark = await remarkOf(c, id);
    if (remark !== null) {
      if (differs(remark.reply ?? remark.thread))
        await write(remark.talk, principal, (doc) =>
          toggleReaction(doc, { note: id, emoji, by: user }, ORIGIN),
        );
      return c.body(null, 204);
    }
    const { document, note, reply } = await noteOf(c, id);
    if (differs(reply ?? note))
      await write(document, principal, (doc) => toggleNoteReaction(doc, { id, emoji, by: user }, ORIGIN));
    return c.body(null, 204);
  }

  return app;
}

/** A thread or a reply that stands; null: there is none. */
function remarkIn(doc: Doc, id: string): FoundRemark | null {
  for (const thread of readTalk(doc).threads) {
    if (thread.id === id) return isGone(thread) ? null : { thread, reply: null };
    const reply = thread.replies.find((one) => one.id === id);
    if (reply !== undefined) return isGone(reply) ? null : { thread, reply };
  }
  return null;
}

function nothing(): never {
  throw new ClapperError('NOT_FOUND', 'There is no such comment.');
}

function gone(): never {
  throw noFeedback();
}

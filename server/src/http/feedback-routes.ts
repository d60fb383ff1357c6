import { Hono } from 'hono';
import { addShape, kindOf } from '@clapper/documents';
import {
  addNote,
  addNoteReply,
  deleteFeedback,
  editNoteWords,
  hideFeedback,
  readReview,
  setNote,
  setNoteStatus,
  toggleNoteReaction,
  type NoteReply,
  type Review,
  type VideoNote,
} from '@clapper/documents/review';
import { frameAt } from '@clapper/documents/timecode';
import { api, ClapperError, isUuid } from '@clapper/protocol';
import { aboutOf } from '../files/about.ts';
import type { Principal } from '../auth/principal.ts';
import { unlessMissing } from '../sync/unless-missing.ts';
import type { AppContext, AppEnv, HttpOptions } from './context.ts';
import { commentView, feedbackView } from './feedback-views.ts';
import { signedIn } from './guards.ts';
import { idParam, invalidField, readBody } from './request.ts';

const ORIGIN = 'http';

/** A note or a reply, and the review it stands in. */
interface Found {
  document: string;
  project: string;
  video: string;
  review: Review;
  note: VideoNote;
  reply: NoteReply | null;
}

/** Feedback on videos as the older API speaks of it: notes of the newest cut, made and changed through the guard. */
export function feedbackRoutes(options: HttpOptions): Hono<AppEnv> {
  const { storage, sync, now } = options;
  const app = new Hono<AppEnv>();
  const needsUser = signedIn(options);
  app.use('/feedbacks/*', needsUser);
  app.use('/comments/*', needsUser);

  const write: typeof sync.writeAs = (document, principal, change) =>
    sync.writeAs(document, principal, change).catch((error: unknown) => {
      throw inWordsOfTheApi(error);
    });

  const reviewOf = (document: string): Promise<Review | null> =>
    unlessMissing(sync.read(document, readReview), null);

  /** Where a review lies. Of videos that are not the caller's nothing is told. */
  async function reviewsOf({ user }: Principal, wanted: { project?: string; video?: string }) {
    const projects = (await storage.projects.listFor(user))
      .map(({ project }) => project.id)
      .filter((id) => wanted.project === undefined || id === wanted.project);
    const heads = await Promise.all(projects.map((id) => storage.documents.list(id)));
    return heads.flat().flatMap(({ id }) => {
      const found = kindOf(id);
      if (found?.kind.kind !== 'review' || found.address.scope !== 'project') return [];
      const { project, name } = found.address;
      if (name === null || (wanted.video !== undefined && name !== wanted.video)) return [];
      return [{ document: id as string, project: project as string, video: name }];
    });
  }

  async function found(c: AppContext, id: string): Promise<Found> {
    for (const place of await reviewsOf(c.get('principal'), { project: projectQuery(c) })) {
      const review = await reviewOf(place.document);
      for (const note of review?.notes ?? []) {
        if (isGone(note)) continue;
        if (note.id === id) return { ...place, review: review!, note, reply: null };
        const reply = note.replies.find((one) => one.id === id);
        if (reply !== undefined && !isGone(reply)) return { ...place, review: review!, note, reply };
      }
    }
    throw new ClapperError('NOT_FOUND', 'There is no such feedback.');
  }

  async function feedback(c: AppContext): Promise<Found> {
    const place = await found(c, idParam(c, 'id'));
    if (place.reply !== null) throw new ClapperError('NOT_FOUND', 'There is no such feedback.');
    return place;
  }

  app.post('/feedbacks', async (c) => {
    const body = await readBody(c, api.feedbackBody);
    const principal = c.get('principal');
    const [place] = await reviewsOf(principal, { video: body.video_id });
    const review = place === undefined ? null : await reviewOf(place.document);
    const cut = review?.cuts.at(-1);
    if (place === undefined || cut === undefined)
      throw new ClapperError('NOT_FOUND', 'There is no such video.');
    const at = now();
    const by = { by: principal.user, at };
    const frame = cut.video === null ? null : frameAt(body.timestamp, cut.video.rate);
    const screenshot = await pictureOf(place.document, body.screenshot);
    const note = await write(place.document, principal, (doc, name) => {
      const id = addNote(
        doc,
        {
          cut: cut.id,
          place: { frame, endFrame: null, time: body.timestamp },
          words: body.content,
          ...(body.priority === undefined ? {} : { priority: body.priority }),
          ...(body.tags === undefined ? {} : { tags: body.tags }),
          screenshot,
          ...by,
          name,
        },
        ORIGIN,
      );
      for (const { type, coordinates, style, text } of body.drawing_data?.shapes ?? []) {
        const shape = { type: type === 'circle' ? 'ellipse' : type, points: coordinates, ...style };
        addShape(doc, { of: id, ...shape, ...(text === undefined ? {} : { text }), ...by }, ORIGIN);
      }
      return id;
    });
    return c.json(await view(place, note), 201);
  });

  /** A picture that was uploaded for the review; null: none is wanted. */
  async function pictureOf(document: string, hash: string | undefined) {
    if (hash === undefined) return null;
    const known = await storage.files.get(document, hash);
    const about = known === null ? null : aboutOf(known.blob, known.file);
    if (about?.width === undefined || about.height === undefined) throw invalidField('screenshot');
    const { name, type, bytes, width, height, thumbhash = null } = about;
    return { hash, name, type: type as 'image/webp', bytes, width, height, thumbhash };
  }

  async function view({ document, project, video }: Omit<Found, 'review' | 'note' | 'reply'>, id: string) {
    const note = (await reviewOf(document))?.notes.find((one) => one.id === id);
    if (note === undefined) throw new ClapperError('NOT_FOUND', 'There is no such feedback.');
    return feedbackView({ document, project, video, note });
  }

  app.get('/feedbacks', async (c) => {
    const project = projectQuery(c);
    if (project === undefined) throw invalidField('project_id');
    const video = c.req.query('video_id');
    const member = await storage.projects.role(project, c.get('principal').user);
    if (member === null) throw new ClapperError('NOT_FOUND', 'There is no such project.');
    const places = await reviewsOf(c.get('principal'), {
      project,
      ...(video === undefined ? {} : { video }),
    });
    const views = [];
    for (const place of places) {
      for (const note of (await reviewOf(place.document))?.notes ?? [])
        if (!isGone(note)) views.push(feedbackView({ ...place, note }));
    }
    const isOpen = ({ status }: { status: string }): boolean => status === 'open' || status === 'in_progress';
    c.header('X-Unresolved-Count', `${views.filter(isOpen).length}`);
    return c.json(views);
  });

  app.get('/feedbacks/:id', async (c) => c.json(feedbackView(await feedback(c))));

  app.patch('/feedbacks/:id', async (c) => {
    const { content, status, priority, tags } = await readBody(c, api.feedbackPatch);
    const place = await feedback(c);
    const principal = c.get('principal');
    const { id } = place.note;
    const act = { by: principal.user, at: now() };
    await write(place.document, principal, (doc) => {
      if (content !== undefined)
        editNoteWords(doc, id, { words: content, mentions: place.note.mentions }, act, ORIGIN);
      setNote(
        doc,
        id,
        { ...(priority === undefined ? {} : { priority }), ...(tags === undefined ? {} : { tags }) },
        ORIGIN,
      );
      if (status !== undefined) setNoteStatus(doc, id, status, act, ORIGIN);
    });
    return c.json(await view(place, id));
  });

  // Whose it is takes the words away; who moderates takes it from sight.
  app.delete('/feedbacks/:id', async (c) => {
    const { document, note } = await feedback(c);
    const principal = c.get('principal');
    const act = { by: principal.user, at: now() };
    await write(document, principal, (doc) => {
      if (note.authorId === principal.user) deleteFeedback(doc, note.id, act, ORIGIN);
      else hideFeedback(doc, note.id, act, ORIGIN);
    });
    return c.body(null, 204);
  });

  app.post('/comments', async (c) => {
    const { feedback_id, parent_id, content, mentions = [] } = await readBody(c, api.commentBody);
    const { document, project, note } = await found(c, feedback_id);
    if (note.id !== feedback_id) throw new ClapperError('NOT_FOUND', 'There is no such feedback.');
    if (parent_id !== undefined && !note.replies.some(({ id }) => id === parent_id))
      throw invalidField('parent_id');
    const members = await storage.projects.members(project);
    const named = members.filter(({ user }) => mentions.includes(user));
    const principal = c.get('principal');
    const reply = await write(document, principal, (doc, name) =>
      addNoteReply(
        doc,
        {
          note: note.id,
          ...(parent_id === undefined ? {} : { to: parent_id }),
          words: content,
          mentions: named.map(({ user, name: called }) => ({ user, name: called })),
          by: principal.user,
          at: now(),
          name,
        },
        ORIGIN,
      ),
    );
    const now_ = (await reviewOf(document))?.notes.find(({ id }) => id === note.id);
    const made = now_?.replies.find(({ id }) => id === reply);
    if (made === undefined) throw new ClapperError('NOT_FOUND', 'There is no such comment.');
    return c.json(commentView(made), 201);
  });

  app.post('/comments/:id/reactions', async (c) => react(c, true));
  app.delete('/comments/:id/reactions', async (c) => react(c, false));

  async function react(c: AppContext, wanted: boolean) {
    const { emoji } = await readBody(c, api.reactionBody);
    const id = idParam(c, 'id');
    const { document, note, reply } = await found(c, id);
    const principal = c.get('principal');
    const { user } = principal;
    const has = (reply ?? note).reactions.some((one) => one.emoji === emoji && one.users.includes(user));
    if (has !== wanted)
      await write(document, principal, (doc) => toggleNoteReaction(doc, { id, emoji, by: user }, ORIGIN));
    return c.body(null, 204);
  }

  return app;
}

/** Fields as the documents call them, and here. */
const FIELDS: Readonly<Record<string, string>> = {
  words: 'content',
  place: 'timestamp',
  shapes: 'drawing_data',
  points: 'drawing_data',
  color: 'drawing_data',
  width: 'drawing_data',
  text: 'drawing_data',
};

function inWordsOfTheApi(error: unknown): unknown {
  if (!(error instanceof ClapperError) || error.details === undefined) return error;
  const details = error.details.map(({ field, code }) => ({ field: FIELDS[field] ?? field, code }));
  return new ClapperError(error.code, error.message, { details, cause: error });
}

function projectQuery(c: AppContext): string | undefined {
  const project = c.req.query('project_id');
  if (project !== undefined && !isUuid(project)) throw invalidField('project_id');
  return project;
}

function isGone({ deleted, hidden }: { deleted: object | null; hidden: object | null }): boolean {
  return deleted !== null || hidden !== null;
}

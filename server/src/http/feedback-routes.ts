import { Hono } from 'hono';
import { addShape } from '@clapper/documents';
import {
  addNote,
  deleteFeedback,
  editNoteWords,
  hideFeedback,
  setNote,
  setNoteStatus,
} from '@clapper/documents/review';
import { frameAt } from '@clapper/documents/timecode';
import { api, ClapperError } from '@clapper/protocol';
import { shapeType } from './annotation-routes.ts';
import { inWordsOfTheApi } from './api-words.ts';
import { isGone } from './comment-views.ts';
import type { AppContext, AppEnv, HttpOptions } from './context.ts';
import { feedbackView } from './feedback-views.ts';
import { signedInOrGuest } from './guards.ts';
import { projectQuery } from './in-projects.ts';
import { idParam, invalidField, readBody } from './request.ts';
import { noFeedback, reviewPlaces, type FoundNote, type ReviewPlace } from './review-places.ts';
import { BODY_WITH_PICTURE, saidPicture } from './said-picture.ts';

const ORIGIN = 'http';

/** Feedback on videos as the older API speaks of it: notes of the newest cut, made and changed through the guard. */
export function feedbackRoutes(options: HttpOptions): Hono<AppEnv> {
  const { storage, sync, now } = options;
  const app = new Hono<AppEnv>();
  app.use('/feedbacks/*', signedInOrGuest(options));
  const places = reviewPlaces(options);

  const write: typeof sync.writeAs = (document, principal, change) =>
    inWordsOfTheApi(FIELDS, () => sync.writeAs(document, principal, change));

  async function feedback(c: AppContext): Promise<FoundNote> {
    const found = await places.find(c, idParam(c, 'id'));
    if (found === null || found.reply !== null) throw noFeedback();
    return found;
  }

  app.post('/feedbacks', async (c) => {
    const body = await readBody(c, api.feedbackBody, BODY_WITH_PICTURE);
    const principal = c.get('principal');
    const [place] = await places.list(c, { video: body.video_id });
    const review = place === undefined ? null : await places.read(place.document);
    const cut = review?.cuts.at(-1);
    if (place === undefined || cut === undefined)
      throw new ClapperError('NOT_FOUND', 'There is no such video.');
    const at = now();
    const by = { by: principal.user, at };
    const frame = cut.video === null ? null : frameAt(body.timestamp, cut.video.rate);
    const { document } = place;
    const screenshot =
      body.screenshot === undefined
        ? null
        : await saidPicture(options, { user: principal.user, document }, body.screenshot, 'screenshot');
    const note = await write(place.document, principal, (doc, name) => {
      const id = addNote(
        doc,
        {
          cut: cut.id,
          place: { frame, endFrame: null, time: body.timestamp },
          words: body.content,
          ...(body.priority === undefined ? {} : { priority: body.priority }),
          ...(body.tags === undefined ? {} : { tags: body.tags }),
          ...(body.due === undefined ? {} : { due: body.due }),
          screenshot,
          ...by,
          name,
        },
        ORIGIN,
      );
      for (const { type, coordinates, style, text } of body.drawing_data?.shapes ?? []) {
        const shape = { type: shapeType(type), points: coordinates, ...style };
        addShape(doc, { of: id, ...shape, ...(text === undefined ? {} : { text }), ...by }, ORIGIN);
      }
      return id;
    });
    return c.json(await view(place, note), 201);
  });

  async function view({ document, project, video }: ReviewPlace, id: string) {
    const note = (await places.read(document))?.notes.find((one) => one.id === id);
    if (note === undefined) throw noFeedback();
    return feedbackView({ document, project, video, note });
  }

  app.get('/feedbacks', async (c) => {
    const project = projectQuery(c);
    if (project === undefined) throw invalidField('project_id');
    const video = c.req.query('video_id');
    const { user, guest } = c.get('principal');
    const reaches =
      guest === null ? (await storage.projects.role(project, user)) !== null : guest.project === project;
    if (!reaches) throw new ClapperError('NOT_FOUND', 'There is no such project.');
    const views = [];
    for (const place of await places.list(c, { project, video })) {
      for (const note of (await places.read(place.document))?.notes ?? [])
        if (!isGone(note)) views.push(feedbackView({ ...place, note }));
    }
    const isOpen = ({ status }: { status: string }): boolean => status === 'open' || status === 'in_progress';
    c.header('X-Unresolved-Count', `${views.filter(isOpen).length}`);
    return c.json(views);
  });

  app.get('/feedbacks/:id', async (c) => c.json(feedbackView(await feedback(c))));

  app.patch('/feedbacks/:id', async (c) => {
    const { content, status, priority, tags, due } = await readBody(c, api.feedbackPatch);
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
        {
          ...(priority === undefined ? {} : { priority }),
          ...(tags === undefined ? {} : { tags }),
          ...(due === undefined ? {} : { due }),
        },
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

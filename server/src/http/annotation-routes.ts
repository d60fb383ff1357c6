import { Hono } from 'hono';
import {
  addShape,
  changeShape,
  deleteShape,
  readShapes,
  readTakes,
  type Shape,
  type ShapeType,
} from '@clapper/documents';
import { api, ClapperError, projectDocument } from '@clapper/protocol';
import type { Doc } from 'yjs';
import { unlessMissing } from '../sync/unless-missing.ts';
import { inWordsOfTheApi } from './api-words.ts';
import type { AppContext, AppEnv, HttpOptions } from './context.ts';
import { signedIn } from './guards.ts';
import { findInProjects } from './in-projects.ts';
import { nameReader } from './names-of.ts';
import { idParam, readBody } from './request.ts';
import { annotationView } from './scene-views.ts';

const ORIGIN = 'http';

/** A shape's fields as documents call them, and here. */
export const SHAPE_WORDS = { points: 'coordinates', color: 'style', width: 'style' };

/** What is drawn on images of scenes: each shape is its author's alone. */
export function annotationRoutes(options: HttpOptions): Hono<AppEnv> {
  const { storage, sync, now } = options;
  const namesOf = nameReader(storage.accounts);
  const app = new Hono<AppEnv>();
  const needsUser = signedIn(options);
  app.use('/images/*', needsUser);
  app.use('/annotations/*', needsUser);

  /** Where what is drawn on an image is kept. */
  async function drawingOf(c: AppContext): Promise<{ image: string; talk: string }> {
    const image = idParam(c, 'image');
    const { project } = await findInProjects(c, options, 'board', (doc) =>
      hasTake(doc, image) ? image : null,
    );
    return { image, talk: projectDocument(project, 'talk') };
  }

  async function annotation(c: AppContext): Promise<{ shape: Shape; talk: string }> {
    const id = idParam(c, 'id');
    const { project, found } = await findInProjects(c, options, 'talk', (doc) => shapeIn(doc, id));
    return { shape: found, talk: projectDocument(project, 'talk') };
  }

  async function views(shapes: readonly Shape[]) {
    const names = await namesOf(shapes.map(({ authorId }) => authorId));
    return shapes.map((shape) => annotationView(shape, names));
  }

  /** As it stands after a write. */
  async function view(talk: string, id: string) {
    const shape = await sync.read(talk, (doc) => shapeIn(doc, id));
    if (shape === null) throw new ClapperError('NOT_FOUND', 'There is no such annotation.');
    return (await views([shape]))[0]!;
  }

  app.get('/images/:image/annotations', async (c) => {
    const { image, talk } = await drawingOf(c);
    const shapes = await unlessMissing(
      sync.read(talk, (doc) => readShapes(doc).get(image) ?? []),
      [],
    );
    return c.json({ annotations: await views(shapes) });
  });

  app.post('/images/:image/annotations', async (c) => {
    const { image, talk } = await drawingOf(c);
    const { type, coordinates, style, text } = await readBody(c, api.annotationBody);
    const principal = c.get('principal');
    const id = await inWordsOfTheApi(SHAPE_WORDS, () =>
      sync.writeAs(talk, principal, (doc) =>
        addShape(
          doc,
          {
            of: image,
            type: shapeType(type),
            points: coordinates,
            ...style,
            ...(text === undefined ? {} : { text }),
            by: principal.user,
            at: now(),
          },
          ORIGIN,
        ),
      ),
    );
    return c.json(await view(talk, id), 201);
  });

  app.put('/annotations/:id', async (c) => {
    const { shape, talk } = await annotation(c);
    const { coordinates, style, text } = await readBody(c, api.annotationPatch);
    const principal = c.get('principal');
    const change = {
      ...(coordinates === undefined ? {} : { points: coordinates }),
      ...style,
      ...(text === undefined ? {} : { text }),
    };
    await inWordsOfTheApi(SHAPE_WORDS, () =>
      sync.writeAs(talk, principal, (doc) => changeShape(doc, shape.id, change, principal.user, ORIGIN)),
    );
    return c.json(await view(talk, shape.id));
  });

  app.delete('/annotations/:id', async (c) => {
    const { shape, talk } = await annotation(c);
    const principal = c.get('principal');
    const act = { by: principal.user, at: now() };
    await sync.writeAs(talk, principal, (doc) => deleteShape(doc, shape.id, act, ORIGIN));
    return c.body(null, 204);
  });

  return app;
}

/** One word more than documents have: an ellipse is a circle to some. */
export function shapeType(said: ShapeType | 'circle'): ShapeType {
  return said === 'circle' ? 'ellipse' : said;
}

function hasTake(doc: Doc, id: string): boolean {
  return [...readTakes(doc).values()].some(({ lineart, art }) =>
    [...lineart.takes, ...art.takes].some((take) => take.id === id),
  );
}

function shapeIn(doc: Doc, id: string): Shape | null {
  for (const drawing of readShapes(doc).values()) {
    const shape = drawing.find((one) => one.id === id);
    if (shape !== undefined) return shape;
  }
  return null;
}

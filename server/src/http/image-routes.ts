import { Hono } from 'hono';
import {
  addTake,
  deleteTakes,
  NO_TAKES,
  readBoard,
  readTakes,
  restoreTakes,
  showTake,
  type ShotTakes,
  type Take,
} from '@clapper/documents';
import { api, ClapperError, isImageType, projectDocument } from '@clapper/protocol';
import { inWordsOfTheApi } from './api-words.ts';
import type { AppContext, AppEnv, HttpOptions } from './context.ts';
import { signedIn } from './guards.ts';
import { findInProjects } from './in-projects.ts';
import { nameReader } from './names-of.ts';
import { readForm } from './read-form.ts';
import { checkBody, idParam, invalidField, readBody } from './request.ts';
import { imageView } from './scene-views.ts';
import { pictureOf, uploadedPicture } from './uploaded-picture.ts';

const ORIGIN = 'http';
const FIELDS = { note: 'change_description', layer: 'type', picture: 'image' };

/** A scene and its pictures. */
interface Scene {
  project: string;
  board: string;
  id: string;
  takes: ShotTakes;
}

/** Pictures of scenes: what comes anew stands on top of what there is, and nothing is replaced. Mounted under `/scenes`. */
export function imageRoutes(options: HttpOptions): Hono<AppEnv> {
  const { storage, sync, files, now } = options;
  const namesOf = nameReader(storage.accounts);
  const app = new Hono<AppEnv>().use(signedIn(options));

  async function sceneOf(c: AppContext): Promise<Scene> {
    const id = idParam(c, 'scene');
    const { project, found } = await findInProjects(c, options, 'board', (doc) => {
      const there = readBoard(doc, []).shots.some((shot) => shot.id === id);
      return there ? (readTakes(doc).get(id) ?? NO_TAKES) : null;
    });
    return { project, board: projectDocument(project, 'board'), id, takes: found };
  }

  function imageOf(c: AppContext, { takes }: Scene, which: 'live' | 'any' = 'live'): Take {
    const id = idParam(c, 'image');
    const found = [takes.lineart, takes.art]
      .flatMap((stack) => [...stack.takes, ...(which === 'any' ? stack.deleted : [])])
      .find((take) => take.id === id);
    if (found === undefined) throw new ClapperError('NOT_FOUND', 'There is no such image.');
    return found;
  }

  async function views({ board, takes }: Scene, shown: readonly Take[]) {
    const names = await namesOf(shown.map(({ createdBy }) => createdBy));
    return shown.map((take) => imageView(board, take, { current: takes[take.layer].current, names }));
  }

  /** As it stands after a write. */
  async function view(c: AppContext, id: string) {
    const scene = await sceneOf(c);
    const take = [...scene.takes.lineart.takes, ...scene.takes.art.takes].find((one) => one.id === id);
    if (take === undefined) throw new ClapperError('NOT_FOUND', 'There is no such image.');
    return (await views(scene, [take]))[0]!;
  }

  app.get('/:scene/images', async (c) => {
    const scene = await sceneOf(c);
    const { lineart, art } = scene.takes;
    return c.json({ images: await views(scene, [...lineart.takes, ...art.takes]) });
  });

  app.post('/:scene/images', async (c) => {
    const scene = await sceneOf(c);
    const principal = c.get('principal');
    const { picture, type, change_description } = await broughtPicture(c, scene.board);
    const id = await inWordsOfTheApi(FIELDS, () =>
      sync.writeAs(scene.board, principal, (doc) =>
        addTake(
          doc,
          {
            shot: scene.id,
            layer: type,
            picture,
            ...(change_description === undefined ? {} : { note: change_description }),
            by: principal.user,
            at: now(),
          },
          ORIGIN,
        ),
      ),
    );
    return c.json(await view(c, id), 201);
  });

  app.get('/:scene/images/:image', async (c) => {
    const scene = await sceneOf(c);
    return c.json((await views(scene, [imageOf(c, scene)]))[0]);
  });

  app.delete('/:scene/images/:image', async (c) => {
    const scene = await sceneOf(c);
    const { id } = imageOf(c, scene);
    const principal = c.get('principal');
    const act = { by: principal.user, at: now() };
    await sync.writeAs(scene.board, principal, (doc) => deleteTakes(doc, [id], act, ORIGIN));
    return c.body(null, 204);
  });

  app.get('/:scene/images/:image/history', async (c) => {
    const scene = await sceneOf(c);
    return c.json({ history: await views(scene, scene.takes[imageOf(c, scene).layer].takes) });
  });

  // Shows an earlier one again, or one that was deleted; those that came after it stay.
  app.post('/:scene/images/:image/restore', async (c) => {
    const scene = await sceneOf(c);
    const { id, layer } = imageOf(c, scene, 'any');
    await sync.writeAs(scene.board, c.get('principal'), (doc) => {
      restoreTakes(doc, [id], ORIGIN);
      showTake(doc, scene.id, layer, id, ORIGIN);
    });
    return c.json(await view(c, id));
  });

  /** Brought along in a form, or uploaded before and named here. */
  async function broughtPicture(c: AppContext, document: string) {
    const { user } = c.get('principal');
    if (c.req.header('content-type')?.startsWith('multipart/') !== true) {
      const { hash, ...said } = await readBody(c, api.imageBody);
      return { ...said, picture: await uploadedPicture(files.files, { user, document, hash }, 'hash') };
    }
    const form = await readForm(c, options);
    const file = form.get('image') ?? form.get('file');
    if (!(file instanceof File)) throw invalidField('image');
    if (!isImageType(file.type)) throw new ClapperError('UNSUPPORTED_FILE', 'An image is a picture.');
    const said = checkBody(api.imageFields, Object.fromEntries(form));
    const picture = pictureOf(await files.atOnce({ user, document, file }));
    if (picture === null) throw invalidField('image');
    return { ...said, picture };
  }

  return app;
}

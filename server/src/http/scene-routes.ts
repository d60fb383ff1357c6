import { Hono } from 'hono';
import {
  addShot,
  deleteShots,
  moveShots,
  readBoard,
  readStages,
  setShots,
  setShotText,
  SHOT_TEXTS,
  type Shot,
  type ShotChange,
  type ShotText,
} from '@clapper/documents';
import { api, ClapperError, projectDocument, type ApiSceneBody } from '@clapper/protocol';
import { unlessMissing } from '../sync/unless-missing.ts';
import { inWordsOfTheApi } from './api-words.ts';
import type { AppContext, AppEnv, HttpOptions } from './context.ts';
import { membership, signedIn } from './guards.ts';
import { idParam, invalidField, readBody } from './request.ts';
import { sceneView } from './scene-views.ts';

const ORIGIN = 'http';

/** Fields as documents call them, and here. */
const FIELDS = { action: 'description', assignee: 'assignee_id', place: 'stage_id' };

/** The shots of a board, as the older API speaks of them. Mounted under `/projects`. */
export function sceneRoutes(options: HttpOptions): Hono<AppEnv> {
  const { sync, now } = options;
  const app = new Hono<AppEnv>().use(signedIn(options));

  const stagesOf = (c: AppContext, project: string) => {
    const plan = projectDocument(project, 'plan');
    return unlessMissing(
      sync.readAs(plan, c.get('principal'), (doc) => readStages(doc).stages),
      [],
    );
  };

  /** In the order of the plan's stages, which numbers them. */
  async function scenesOf(c: AppContext, project: string): Promise<Shot[]> {
    const stages = await stagesOf(c, project);
    const board = projectDocument(project, 'board');
    return unlessMissing(
      sync.readAs(board, c.get('principal'), (doc) => readBoard(doc, stages).shots),
      [],
    );
  }

  async function scene(c: AppContext, project: string, id: string): Promise<Shot> {
    const found = (await scenesOf(c, project)).find((shot) => shot.id === id);
    if (found === undefined) throw new ClapperError('NOT_FOUND', 'There is no such scene.');
    return found;
  }

  app.get('/:id/scenes', async (c) => {
    const { project } = await membership(c, options, 'project.read');
    const scenes = await scenesOf(c, project.id);
    return c.json({ scenes: scenes.map((shot) => sceneView(project.id, shot)) });
  });

  app.post('/:id/scenes', async (c) => {
    const { project, principal } = await membership(c, options, 'project.read');
    const body = await readBody(c, api.sceneBody);
    const stages = await stagesOf(c, project.id);
    const stage = body.stage_id ?? stages.at(-1)?.id;
    const { values, texts } = changeOf(body);
    const id = await inWordsOfTheApi(FIELDS, () =>
      sync.writeAs(projectDocument(project.id, 'board'), principal, (doc) => {
        if (stage === undefined || !stages.some((one) => one.id === stage)) throw invalidField('place');
        return addShot(
          doc,
          {
            stage,
            before: body.before ?? null,
            fields: { ...values, ...texts },
            by: principal.user,
            at: now(),
          },
          ORIGIN,
        );
      }),
    );
    return c.json(sceneView(project.id, await scene(c, project.id, id)), 201);
  });

  app.get('/:id/scenes/:scene', async (c) => {
    const { project } = await membership(c, options, 'project.read');
    return c.json(sceneView(project.id, await scene(c, project.id, idParam(c, 'scene'))));
  });

  app.put('/:id/scenes/:scene', async (c) => {
    const { project, principal } = await membership(c, options, 'project.read');
    const body = await readBody(c, api.sceneBody);
    const { id, place } = await scene(c, project.id, idParam(c, 'scene'));
    const stages = await stagesOf(c, project.id);
    const to = { stage: body.stage_id ?? place.stage, before: body.before ?? null };
    const { values, texts } = changeOf(body);
    await inWordsOfTheApi(FIELDS, () =>
      sync.writeAs(projectDocument(project.id, 'board'), principal, (doc) => {
        setShots(doc, [id], values, ORIGIN);
        for (const field of SHOT_TEXTS) {
          const text = texts[field];
          if (text !== undefined) setShotText(doc, id, field, text, ORIGIN);
        }
        if (!stages.some((stage) => stage.id === to.stage)) throw invalidField('place');
        const moves = body.stage_id !== undefined || body.before !== undefined;
        if (moves) moveShots(doc, [id], to, stages, ORIGIN);
      }),
    );
    return c.json(sceneView(project.id, await scene(c, project.id, id)));
  });

  app.delete('/:id/scenes/:scene', async (c) => {
    const { project, principal } = await membership(c, options, 'project.read');
    const { id } = await scene(c, project.id, idParam(c, 'scene'));
    const act = { by: principal.user, at: now() };
    const document = projectDocument(project.id, 'board');
    await sync.writeAs(document, principal, (doc) => deleteShots(doc, [id], act, ORIGIN));
    return c.body(null, 204);
  });

  return app;
}

/** What is said of a scene, under the names of the document; what is not said stays as it is. */
function changeOf(body: ApiSceneBody): { values: ShotChange; texts: Partial<Record<ShotText, string>> } {
  const {
    description,
    title,
    dialogue,
    notes,
    assignee_id,
    stage_id: _stage,
    before: _before,
    ...rest
  } = body;
  const given = <T extends object>(fields: T): T =>
    Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
  return {
    // Which values there are, the write says.
    values: given({ ...rest, assignee: assignee_id }) as ShotChange,
    texts: given({ title, action: description, dialogue, notes }) as Partial<Record<ShotText, string>>,
  };
}

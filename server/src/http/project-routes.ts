import { Hono } from 'hono';
import { documentAccess, kindOf, projectDocuments } from '@clapper/documents';
import { api, ClapperError, newId } from '@clapper/protocol';
import type { ProjectRow } from '../storage/storage.ts';
import type { AppEnv, HttpOptions } from './context.ts';
import { membership, signedIn } from './guards.ts';
import { preferredLanguage } from './language.ts';
import { readBody } from './request.ts';
import { projectView, takenProblems } from './views.ts';

export function projectRoutes(options: HttpOptions): Hono<AppEnv> {
  const { storage, sync, log, now } = options;
  const app = new Hono<AppEnv>().use(signedIn(options));

  app.get('/', async (c) => {
    const list = await storage.projects.listFor(c.get('principal').user);
    return c.json({ projects: list.map(({ project, role }) => projectView(project, role)) });
  });

  app.post('/', async (c) => {
    const body = await readBody(c, api.projectBody);
    const { user } = c.get('principal');
    const [studio] = await storage.projects.studios(user);
    if (studio === undefined) throw new ClapperError('INTERNAL', `User ${user} has no studio.`);
    const at = now();
    const project: ProjectRow = {
      id: body.id ?? newId(at),
      studio: studio.id,
      creator: user,
      name: body.name,
      description: body.description ?? '',
      deadline: body.deadline ?? null,
      tag: body.tag ?? null,
      status: 'active',
      template: body.template ?? 'four-acts',
      // The stages' first titles are in it.
      language: body.language ?? preferredLanguage(c.req.header('accept-language')),
      progress: null,
      createdAt: at,
      updatedAt: at,
    };
    const result = await storage.projects.create(project);
    switch (result) {
      case 'created':
        options.changed();
        log.info({ project: project.id, user }, 'project.created');
        return c.json(projectView(project, 'owner'), 201);
      case 'exists': {
        // The same request again, its first answer lost: what stands now, which others may have changed.
        const [known, role] = await Promise.all([
          storage.projects.get(project.id),
          storage.projects.role(project.id, user),
        ]);
        if (known === null || role === null) throw new ClapperError('NOT_FOUND', 'There is no such project.');
        return c.json(projectView(known, role));
      }
      case 'taken':
        throw new ClapperError('TAKEN', 'Another project has this id.', { details: takenProblems(['id']) });
      default:
        return result satisfies never;
    }
  });

  app.get('/:id', async (c) => {
    const { project, role } = await membership(c, options, 'project.read');
    return c.json(projectView(project, role));
  });

  app.put('/:id', async (c) => {
    const { project, role, principal } = await membership(c, options, 'project.edit');
    const { name, description, deadline, tag, status } = await readBody(c, api.projectPatch);
    const change = {
      ...(name === undefined ? {} : { name }),
      ...(description === undefined ? {} : { description }),
      ...(deadline === undefined ? {} : { deadline }),
      ...(tag === undefined ? {} : { tag }),
      ...(status === undefined ? {} : { status }),
    };
    const updated = await storage.projects.update(project.id, principal.user, change, now());
    if (updated === null) throw new ClapperError('NOT_FOUND', 'There is no such project.');
    options.changed();
    return c.json(projectView(updated, role));
  });

  app.delete('/:id', async (c) => {
    const { project, principal } = await membership(c, options, 'project.delete');
    await storage.projects.remove(project.id, now());
    log.info({ project: project.id, user: principal.user }, 'project.removed');
    options.changed();
    await sync.projectRemoved(project.id);
    return c.body(null, 204);
  });

  app.get('/:id/documents', async (c) => {
    const { project, role, principal } = await membership(c, options, 'project.read');
    const stored = await storage.documents.list(project.id);
    // Registered kinds are made when first opened: they are listed before they are stored.
    const ids = new Set<string>([...projectDocuments(project.id), ...stored.map(({ id }) => id)]);
    const documents = [...ids].flatMap((id) => {
      const found = kindOf(id);
      if (found === null) return []; // of a newer version of this server
      const { read, write } = documentAccess(found.kind, {
        role,
        user: principal.user,
        address: found.address,
      });
      return read ? [{ id, kind: found.kind.kind, access: { read, write } }] : [];
    });
    return c.json({ documents });
  });

  return app;
}

import { Hono } from 'hono';
import { documentAccess, HISTORIES, kindOf } from '@clapper/documents';
import {
  api,
  ClapperError,
  isUuid,
  projectDocument,
  type ApiBlame,
  type ApiVersion,
} from '@clapper/protocol';
import * as Y from 'yjs';
import type { Version } from '../storage/storage.ts';
import type { AppContext, AppEnv, HttpOptions } from './context.ts';
import { membership, signedIn } from './guards.ts';
import { nameReader } from './names-of.ts';
import { idParam, readBody } from './request.ts';
import { iso } from './views.ts';

interface Target {
  /** Document id. */
  document: string;
  user: string;
}

/** The past of a document: who reads it reads its versions, who writes it names and restores them. */
export function historyRoutes(options: HttpOptions): Hono<AppEnv> {
  const { storage, history, log } = options;
  const app = new Hono<AppEnv>().use(signedIn(options));
  const namesOf = nameReader(storage.accounts);

  app.get('/:id/documents/:kind/versions', async (c) => {
    const { document } = await target(c, options, 'read');
    const versions = await storage.versions.list(document);
    return c.json({ versions: await views(versions) });
  });

  app.post('/:id/documents/:kind/versions', async (c) => {
    const { document, user } = await target(c, options, 'write');
    const { name } = await readBody(c, api.versionBody);
    const version = await history.keep(
      document,
      name === undefined ? { reason: 'restore', user } : { reason: 'named', name, user },
    );
    log.info({ document, user, version: version.id, reason: version.reason }, 'history.kept');
    return c.json(await view(version), 201);
  });

  app.get('/:id/documents/:kind/versions/:version', async (c) => {
    const { document } = await target(c, options, 'read');
    const { version, update } = await found(document, idParam(c, 'version'));
    const doc = new Y.Doc();
    Y.applyUpdate(doc, update);
    return c.json({ ...(await view(version)), text: kindOf(document)!.kind.toText(doc) });
  });

  app.get('/:id/documents/:kind/versions/:version/state', async (c) => {
    const { document } = await target(c, options, 'read');
    const { update } = await found(document, idParam(c, 'version'));
    c.header('Content-Type', 'application/octet-stream');
    return c.body(new Uint8Array(update));
  });

  app.patch('/:id/documents/:kind/versions/:version', async (c) => {
    const { document, user } = await target(c, options, 'write');
    const { name } = await readBody(c, api.versionPatch);
    const version = await history.rename(document, idParam(c, 'version'), name, user);
    if (version === null) throw noVersion();
    return c.json(await view(version));
  });

  app.get('/:id/documents/:kind/blame', async (c) => {
    const { document } = await target(c, options, 'read');
    const leases = await storage.documents.leases(document);
    const names = await namesOf(leases.map(({ user }) => user));
    const blame: ApiBlame = {
      clients: leases.map(({ clientId, user }) => ({ client_id: clientId, user_id: user })),
      users: [...names].map(([id, name]) => ({ id, name })),
    };
    return c.json(blame);
  });

  return app;

  async function found(document: string, id: string) {
    const version = await history.load(document, id);
    if (version === null) throw noVersion();
    return version;
  }

  async function view(version: Version): Promise<ApiVersion> {
    const [only] = await views([version]);
    return only!;
  }

  async function views(versions: readonly Version[]): Promise<ApiVersion[]> {
    const names = await namesOf(
      versions.flatMap(({ user, authors }) => (user === null ? authors : [...authors, user])),
    );
    const person = (id: string) => ({ id, name: names.get(id) ?? '' });
    return versions.map(({ id, reason, name, createdAt, user, authors, bytes }) => ({
      id,
      reason,
      name,
      created_at: iso(createdAt),
      user: user === null ? null : person(user),
      authors: authors.filter(isUuid).map(person),
      bytes,
    }));
  }
}

/** @throws ClapperError NOT_FOUND to strangers and for what keeps no versions, FORBIDDEN to who may only read */
async function target(c: AppContext, options: HttpOptions, need: 'read' | 'write'): Promise<Target> {
  const { project, role, principal } = await membership(c, options, 'project.read');
  const kind = c.req.param('kind') ?? '';
  const document = projectDocument(project.id, kind);
  const known = Object.hasOwn(HISTORIES, kind) ? kindOf(document) : null;
  if (known === null) throw new ClapperError('NOT_FOUND', 'There is no such document with a history.');
  const access = documentAccess(known.kind, { role, user: principal.user, address: known.address });
  if (!access.read) throw new ClapperError('NOT_FOUND', 'There is no such document.');
  if (need === 'write' && !access.write) {
    throw new ClapperError('FORBIDDEN', `A ${role} of this project may look at its history, not change it.`);
  }
  return { document, user: principal.user };
}

function noVersion(): ClapperError {
  return new ClapperError('NOT_FOUND', 'There is no such version.');
}

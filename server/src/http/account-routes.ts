import { Hono } from 'hono';
import { api, ClapperError, newId } from '@clapper/protocol';
import type { ProfileChange } from '../storage/storage.ts';
import type { AppContext, AppEnv, HttpOptions } from './context.ts';
import { signedIn } from './guards.ts';
import { readForm } from './read-form.ts';
import { idParam, invalidField, readBody } from './request.ts';
import { studioView, userView } from './views.ts';

/** One's own profile. */
export function profileRoutes(options: HttpOptions): Hono<AppEnv> {
  const { storage, sync, files, now } = options;
  const app = new Hono<AppEnv>().use(signedIn(options));

  app.get('/', async (c) => {
    const user = await storage.accounts.get(c.get('principal').user);
    if (user === null) throw new ClapperError('UNAUTHENTICATED', 'This account is gone.');
    return c.json({ user: userView(user) });
  });

  app.put('/', async (c) => {
    const { nickname } = await readBody(c, api.profileBody);
    return change(c, nickname === undefined ? {} : { nickname });
  });

  app.post('/image', async (c) => {
    const file = (await readForm(c, options)).get('image');
    if (!(file instanceof File)) throw invalidField('image');
    return change(c, { profileImageUrl: await files.portrait(file) });
  });

  app.delete('/image', (c) => change(c, { profileImageUrl: null }));

  async function change(c: AppContext, profile: ProfileChange): Promise<Response> {
    const { user: id } = c.get('principal');
    const user = await storage.accounts.updateProfile(id, profile, now());
    if (user === null) throw new ClapperError('UNAUTHENTICATED', 'This account is gone.');
    options.userChanged(id);
    options.changed();
    await sync.userChanged(id);
    return c.json({ user: userView(user) });
  }

  return app;
}

/** Whether mails reach one at all. How often they come stands in one's home document. */
export function mailSettingsRoutes(options: HttpOptions): Hono<AppEnv> {
  const { config, storage, now } = options;
  const { deliveries } = storage;
  const app = new Hono<AppEnv>().use(signedIn(options));
  const settings = async (user: string) => ({
    available: config.mail !== null,
    stopped: (await deliveries.mailStoppedAt(user)) !== null,
  });

  app.get('/', async (c) => c.json(await settings(c.get('principal').user)));

  app.put('/', async (c) => {
    const { stopped } = await readBody(c, api.mailSettingsBody);
    const { user } = c.get('principal');
    await (stopped ? deliveries.stopMail(user, now()) : deliveries.resumeMail(user));
    return c.json(await settings(user));
  });

  return app;
}

/** One's own studios; everybody has one from the start. */
export function studioRoutes(options: HttpOptions): Hono<AppEnv> {
  const { storage, now } = options;
  const app = new Hono<AppEnv>().use(signedIn(options));

  app.get('/', async (c) => {
    const studios = await storage.projects.studios(c.get('principal').user);
    return c.json({ studios: studios.map(studioView) });
  });

  app.post('/', async (c) => {
    const { name, description = '' } = await readBody(c, api.studioBody);
    const at = now();
    const owner = c.get('principal').user;
    const studio = { id: newId(at), owner, name, description, createdAt: at, updatedAt: at };
    await storage.projects.createStudio(studio);
    return c.json(studioView(studio), 201);
  });

  app.get('/:id', async (c) => {
    const id = idParam(c, 'id');
    const studios = await storage.projects.studios(c.get('principal').user);
    const studio = studios.find((one) => one.id === id);
    if (studio === undefined) throw new ClapperError('NOT_FOUND', 'There is no such studio.');
    return c.json(studioView(studio));
  });

  app.put('/:id', async (c) => {
    const id = idParam(c, 'id');
    const { name, description } = await readBody(c, api.studioBody.partial());
    const change = {
      ...(name === undefined ? {} : { name }),
      ...(description === undefined ? {} : { description }),
    };
    const studio = await storage.projects.updateStudio(id, c.get('principal').user, change, now());
    if (studio === null) throw new ClapperError('NOT_FOUND', 'There is no such studio.');
    return c.json(studioView(studio));
  });

  return app;
}

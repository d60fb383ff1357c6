import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { routePath } from 'hono/route';
import { ClapperError, type ApiInstance } from '@clapper/protocol';
import { mailSettingsRoutes, profileRoutes, studioRoutes } from './account-routes.ts';
import { activityRoutes } from './activity-routes.ts';
import { adminRoutes } from './admin-routes.ts';
import { annotationRoutes } from './annotation-routes.ts';
import { authRoutes } from './auth-routes.ts';
import { caPage } from '../tls/ca-page.ts';
import { blobRoutes } from './blob-routes.ts';
import { calendarAddress, calendarRoutes } from './calendar-routes.ts';
import { commentRoutes } from './comment-routes.ts';
import type { AppContext, AppEnv, HttpOptions } from './context.ts';
import { answerError } from './errors.ts';
import { createHealth } from './health.ts';
import { guestRoutes } from './guest-routes.ts';
import { historyRoutes } from './history-routes.ts';
import { insightsRoutes } from './insights-routes.ts';
import { feedbackRoutes } from './feedback-routes.ts';
import { imageRoutes } from './image-routes.ts';
import { invitationRoutes } from './invitation-routes.ts';
import { inviteRoutes } from './invite-routes.ts';
import { preferredLanguage } from './language.ts';
import { mailRoutes } from './mail-routes.ts';
import { memberRoutes } from './member-routes.ts';
import { metrics } from './metrics.ts';
import { openApiDocument } from './openapi/document.ts';
import { notificationRoutes } from './notification-routes.ts';
import { projectRoutes } from './project-routes.ts';
import { pushRoutes } from './push-routes.ts';
import { sceneRoutes } from './scene-routes.ts';
import { securityHeaders } from './security-headers.ts';
import { staticFiles, type StaticFiles } from './static-files.ts';
import { syncRoutes } from './sync-routes.ts';
import { uploadAtOnceRoutes, uploadRoutes } from './upload-routes.ts';

/** What resumable uploads say and are told besides. */
const TUS_HEADERS = ['Tus-Resumable', 'Upload-Length', 'Upload-Metadata', 'Upload-Offset'];
const TUS_ANSWERS = ['Location', 'Tus-Resumable', 'Upload-Offset', 'Upload-Length', 'Clapper-Blob'];

/** Everything but the sockets: API, health, the authority's certificate, the app's files. */
export function createApp(options: HttpOptions): Hono<AppEnv> {
  const { log } = options;
  const app = new Hono<AppEnv>();

  app.onError((error, c) => answerError(error, c, log));
  app.notFound((c) =>
    answerError(new ClapperError('NOT_FOUND', 'There is nothing at this address.'), c, log),
  );

  app.use(async (c, next) => {
    const requestId = randomBytes(8).toString('hex');
    c.set('requestId', requestId);
    const startedAt = performance.now();
    await next();
    c.res.headers.set('X-Request-Id', requestId);
    // The route and not the path: a path may hold an invite code.
    const { method } = c.req;
    const ms = Math.round(performance.now() - startedAt);
    if (c.req.path.startsWith('/api/')) options.traffic.answered(performance.now() - startedAt);
    log.debug({ requestId, method, route: routePath(c), status: c.res.status, ms }, 'http.request');
  });
  app.use(securityHeaders(options));

  const api = apiRoutes(options);
  app.route('/api/v1', api);
  const health = createHealth(options);
  app.get('/api/health', async (c) => {
    const problem = await health.check();
    c.header('Cache-Control', 'no-store');
    if (problem === null) return c.json({ status: 'ok', version: options.version });
    log.error({ requestId: c.get('requestId'), error: problem }, 'http.unhealthy');
    return c.json({ status: 'unavailable', version: options.version }, 503);
  });
  app.get('/metrics', (c) => metrics(c, options));
  app.all('/api/ai/*', notImplemented);
  app.all('/api/*', (c) => c.notFound());
  app.all('/sync', (c) => c.notFound());
  app.all('/sync/*', (c) => c.notFound());

  app.route('/calendar', calendarAddress(options));
  app.all('/calendar/*', (c) => c.notFound());

  app.get('/ca.crt', (c) => {
    const certificate = options.caCertificate();
    if (certificate === null) return c.notFound();
    c.header('Content-Type', 'application/x-x509-ca-cert');
    c.header('Content-Disposition', 'attachment; filename="clapper-ca.crt"');
    return c.body(certificate);
  });
  app.get('/ca', (c) => {
    if (options.caCertificate() === null) return c.notFound();
    return c.html(caPage(preferredLanguage(c.req.header('accept-language'))));
  });

  if (options.clientDir !== null) {
    const files = staticFiles(options.clientDir);
    app.get('*', (c) => servePage(c, files));
  }
  return app;
}

function apiRoutes(options: HttpOptions): Hono<AppEnv> {
  const { config, storage } = options;
  const api = new Hono<AppEnv>();

  api.use(async (c, next) => {
    await next();
    if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store');
  });
  const crossOrigin = cors({
    // With a bearer token only: no `credentials`, so cookies stay with our own pages.
    origin: (origin) => (config.allowedOrigins.includes(origin) ? origin : null),
    allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowHeaders: ['Authorization', 'Content-Type', 'If-None-Match', 'Range', ...TUS_HEADERS],
    exposeHeaders: ['Retry-After', 'X-Request-Id', 'ETag', 'Content-Range', ...TUS_ANSWERS],
    maxAge: 600,
  });
  // It answers every OPTIONS by itself: one that is no browser asking first is a tus client's question to the uploads.
  api.use((c, next) => {
    const asksFirst = c.req.header('access-control-request-method') !== undefined;
    return c.req.method === 'OPTIONS' && !asksFirst ? next() : crossOrigin(c, next);
  });

  api.get('/instance', async (c) => {
    const hasAccounts = (await storage.accounts.count()) > 0;
    const instance: ApiInstance = {
      version: options.version,
      registration: config.registration,
      has_accounts: hasAccounts,
      video_bytes: options.files.limits.videoBytes,
    };
    return c.json(instance);
  });
  const openApi = JSON.stringify(openApiDocument(options.version));
  api.get('/openapi.json', (c) => c.body(openApi, 200, { 'Content-Type': 'application/json' }));
  api.route('/auth', authRoutes(options));
  api.route('/users/profile', profileRoutes(options));
  api.route('/users/mail', mailSettingsRoutes(options));
  api.route('/users/push', pushRoutes(options));
  api.route('/admin', adminRoutes(options));
  api.route('/studios', studioRoutes(options));
  api.route('/notifications', notificationRoutes(options));
  api.route('/mail', mailRoutes(options));
  api.route('/sync', syncRoutes(options));
  api.route('/uploads', uploadRoutes(options));
  api.route('/upload', uploadAtOnceRoutes(options));
  api.route('/blobs', blobRoutes(options));
  // Before `/projects/:id`, which would take `/projects/join` for a project.
  api.route('/', inviteRoutes(options));
  api.route('/', invitationRoutes(options));
  api.route('/', guestRoutes(options));
  api.route('/', feedbackRoutes(options));
  api.route('/', commentRoutes(options));
  api.route('/', annotationRoutes(options));
  api.route('/scenes', imageRoutes(options));
  api.route('/projects', memberRoutes(options));
  api.route('/projects', historyRoutes(options));
  api.route('/projects', activityRoutes(options));
  api.route('/projects', insightsRoutes(options));
  api.route('/projects', calendarRoutes(options));
  api.route('/projects', sceneRoutes(options));
  api.route('/projects', projectRoutes(options));
  api.all('/ai/*', notImplemented);
  return api;
}

function notImplemented(): never {
  throw new ClapperError('NOT_IMPLEMENTED', 'This is kept for later.');
}

/** A file of the client, or, for an address of the app, the app itself. */
async function servePage(c: AppContext, files: StaticFiles): Promise<Response> {
  const headers = {
    acceptEncoding: c.req.header('accept-encoding'),
    ifNoneMatch: c.req.header('if-none-match'),
  };
  const path = c.req.path === '/' ? '/index.html' : c.req.path;
  const file = await files.respond(path, headers);
  if (file !== null) return file;
  const wantsPage = c.req.header('accept')?.includes('text/html') === true;
  const isFile = path.startsWith('/assets/') || path === '/index.html';
  const page = wantsPage && !isFile ? await files.respond('/index.html', headers) : null;
  return page ?? c.notFound();
}

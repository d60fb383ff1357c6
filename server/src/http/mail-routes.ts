import { Hono } from 'hono';
import { html } from 'hono/html';
import { mailWords } from '../notify/words.ts';
import type { AppContext, AppEnv, HttpOptions } from './context.ts';
import { preferredLanguage } from './language.ts';

/** What the link in a mail opens, for whoever holds the mail and without signing in (RFC 8058). */
export function mailRoutes({ storage, unsubscribeLinks, now }: HttpOptions): Hono<AppEnv> {
  const app = new Hono<AppEnv>();

  const userOf = (c: AppContext) => unsubscribeLinks.read(c.req.param('token') ?? '');

  // Programs that look for viruses open every link of a mail: looking changes nothing.
  app.get('/unsubscribe/:token', (c) => {
    return userOf(c) === null ? c.html(page(c, 'unknown'), 404) : c.html(page(c, 'ask'));
  });

  app.post('/unsubscribe/:token', async (c) => {
    const user = userOf(c);
    if (user === null) return c.html(page(c, 'unknown'), 404);
    if ((await storage.accounts.get(user)) !== null) await storage.deliveries.stopMail(user, now());
    return c.html(page(c, 'done'));
  });

  return app;
}

type State = 'ask' | 'done' | 'unknown';

function page(c: AppContext, state: State) {
  const language = preferredLanguage(c.req.header('accept-language'));
  const words = mailWords[language];
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${words['stop.title']}</title>
        <style>
          body {
            font:
              16px/1.5 system-ui,
              sans-serif;
            max-width: 36rem;
            margin: 4rem auto;
            padding: 0 1rem;
            color-scheme: light dark;
          }
          button {
            font: inherit;
            min-height: 44px;
            padding: 0 1rem;
          }
        </style>
      </head>
      <body>
        <main>
          <h1>${words['stop.title']}</h1>
          ${stateOf(state, words)}
        </main>
      </body>
    </html>`;
}

function stateOf(state: State, words: typeof mailWords.en) {
  switch (state) {
    case 'ask':
      return html`<p>${words['stop.body']}</p>
        <form method="post"><button type="submit">${words['stop.submit']}</button></form>`;
    case 'done':
      return html`<p role="status">${words['stop.done']}</p>`;
    case 'unknown':
      return html`<p role="alert">${words['stop.unknown']}</p>`;
    default:
      return state satisfies never;
  }
}

import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
  type PrecacheEntry,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { follow, show, type Windows } from './wake.ts';

interface Lasting {
  waitUntil(work: Promise<unknown>): void;
}

/** The few things of a worker's world that are used here; the app's own types are those of a page. */
interface Worker {
  __WB_MANIFEST: (PrecacheEntry | string)[];
  addEventListener(type: 'message', listener: (event: Lasting & { data?: unknown }) => void): void;
  addEventListener(type: 'activate', listener: (event: Lasting) => void): void;
  addEventListener(
    type: 'push',
    listener: (event: Lasting & { data: { text(): string } | null }) => void,
  ): void;
  addEventListener(
    type: 'notificationclick',
    listener: (event: Lasting & { notification: Notification }) => void,
  ): void;
  skipWaiting(): Promise<void>;
  clients: Windows & { claim(): Promise<void> };
  registration: ServiceWorkerRegistration;
}
declare const self: Worker;

/** Slices of the typeface never change under their name. */
const LETTERS = 'letters';

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();

// Every address of the app is the app; what the server itself answers stays the server's.
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('index.html'), {
    denylist: [/^\/api(\/|$)/, /^\/sync(\/|$)/, /^\/ca\.crt$/, /^\/calendar\//, /^\/metrics$/],
  }),
);

registerRoute(
  ({ url, sameOrigin }) => sameOrigin && /\.(woff2|ttf)$/.test(url.pathname),
  async ({ request }) => {
    const cache = await caches.open(LETTERS);
    const kept = await cache.match(request);
    if (kept !== undefined) return kept;
    const fresh = await fetch(request);
    if (fresh.ok) await cache.put(request, fresh.clone());
    return fresh;
  },
);

// The first visit is served by the worker at once: going offline a minute later must not matter.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

// A new version takes over when a person says so, never by itself (see `register.ts`).
self.addEventListener('message', (event) => {
  if (event.data === 'take over') event.waitUntil(self.skipWaiting());
  // A page that was on its way just when the worker became active has none, and asks.
  if (event.data === 'serve me') event.waitUntil(self.clients.claim());
});

// What concerns somebody reaches them while the app is closed.
self.addEventListener('push', (event) =>
  event.waitUntil(show(event.data?.text(), self.clients, self.registration)),
);
self.addEventListener('notificationclick', (event) =>
  event.waitUntil(follow(event.notification, self.clients)),
);

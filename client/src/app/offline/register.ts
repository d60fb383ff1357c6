import type { Device, DeviceStatus } from '@clapper/device';
import { createStore, type Store } from '../store.ts';

/** How often an open app looks whether its server has a newer one. */
const LOOK_EVERY_MS = 60 * 60 * 1000;

const waiting = createStore<ServiceWorker | null>(null);

/** A newer version of the app that is installed and waits for its person. */
export const newVersion: Store<ServiceWorker | null> = waiting;

/**
 * Makes the app open without the network. Called once somebody is signed in, so that the first page of a
 * stranger loads nothing but itself. Gives how to stop.
 */
export function startOffline(device: Device): () => void {
  // Browsers withhold service workers on plain http; the banner says so.
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return () => undefined;
  const workers = navigator.serviceWorker;
  let stopped = false;
  let looking: ReturnType<typeof setInterval> | undefined;
  let hadOne = workers.controller !== null;

  const takenOver = () => {
    // This tab runs the old app with the new one's files: it starts again. Pending edits are in the local
    // database; only what is in memory alone would be lost, and then the page stays as it is.
    if (hadOne && !device.onlyInMemory()) window.location.reload();
    hadOne = true;
  };
  workers.addEventListener('controllerchange', takenOver);

  workers.register('/sw.js').then(
    (registration) => {
      if (stopped) return;
      watch(registration);
      void askToBeServed(workers);
      looking = setInterval(() => void registration.update().catch(() => undefined), LOOK_EVERY_MS); // offline: later
    },
    () => undefined, // the app works without; only opening it offline does not
  );

  return () => {
    stopped = true;
    clearInterval(looking);
    workers.removeEventListener('controllerchange', takenOver);
  };
}

/** Parts of the app that are loaded later come without the network only into a page that has the worker. */
async function askToBeServed(workers: ServiceWorkerContainer): Promise<void> {
  const { active } = await workers.ready;
  if (workers.controller === null) active?.postMessage('serve me');
}

function watch(registration: ServiceWorkerRegistration): void {
  waiting.set(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => {
      // Without a controller it is the first one: nothing is replaced.
      if (worker.state === 'installed' && navigator.serviceWorker.controller !== null) waiting.set(worker);
    });
  });
}

/** Never while edits are on their way: an old tab's edits against a new schema are how data is lost. */
export function mayTakeOver(status: DeviceStatus): boolean {
  switch (status.state) {
    case 'saved':
    case 'upToDate':
    case 'copy':
    case 'away':
      return true;
    case 'offline':
      return status.changes === 0;
    case 'saving':
    case 'serverCannotSave':
    case 'notSaved':
      return false;
  }
}

export function takeOver(worker: ServiceWorker): void {
  worker.postMessage('take over');
}

import { ClapperError } from '@clapper/protocol';
import type { Environment, Logger } from '../environment.ts';
import type { LocalStore } from '../local-store.ts';
import { hasRoom } from '../room.ts';
import { createCell, type Store } from '../store.ts';
import { newPin, type Pin, type PinChange } from './pins.ts';
import {
  keptBy,
  nextDocument,
  projectCopy,
  RETRY_MS,
  STALE_MS,
  type CopyFacts,
  type ProjectCopy,
} from './project-copy.ts';

/** Projects that can be opened whole without the network. */
export interface OfflineProjects {
  /** By project. One that is not named here was never looked at on this device and nobody asked for it. */
  readonly copies: Store<ReadonlyMap<string, ProjectCopy>>;
  /** The person's word. What is here already stays here either way. @throws when this browser cannot store it. */
  keep(project: string, keep: boolean): Promise<void>;
  /** Its pages are on the screen: the last few such projects are kept by themselves. */
  looked(project: string): void;
  /** Whether so many bytes more leave enough of this browser's storage for what a person types. */
  hasRoom(bytes: number): Promise<boolean>;
  /** Looks at once, and again at what could not be had: after making room, for instance. */
  refresh(): void;
}

export interface PrefetchOptions {
  environment: Pick<Environment, 'now' | 'idle' | 'saveData' | 'locks' | 'storageManager'>;
  log: Logger;
  /** One tab at a time brings documents. */
  lockName: string;
  store: Pick<LocalStore, 'pins' | 'changePin' | 'metas' | 'problem' | 'persistent'>;
  /** Documents of a project that the server knows of, beside those that every project has. */
  list(project: string): Promise<string[]>;
  connected(): boolean;
  /** Documents that are open in this tab and current. */
  live(): ReadonlySet<string>;
  /** Whether something that the person looks at is still on its way. */
  busy(): boolean;
  /** Opens a document until its copy is current and on this device's disk; false when it could not be had. */
  bring(document: string): Promise<boolean>;
  /** Asks the browser not to clear what is here. */
  persist(): void;
}

/** Copies grow old without anything happening. */
const LOOK_MS = 60_000;
/** The page was opened a moment ago: one that is reloaded is not looked at anew. */
const LOOKED_MS = 60_000;

export interface Prefetch extends OfflineProjects {
  /** Something changed that may let it go on: the connection, or what the person looks at. */
  kick(): void;
  stop(): void;
}

/**
 * Brings what is missing of kept projects, one document at a time, when the browser has nothing better to do
 * and everything the person looks at is here. What is to be done is read from the local store before each
 * document, so that it goes on wherever a reload, another tab or a lost connection has left it.
 */
export function createPrefetch(options: PrefetchOptions): Prefetch {
  const { environment, log, store } = options;
  const copies = createCell<ReadonlyMap<string, ProjectCopy>>(new Map(), sameCopies);
  const failed = new Map<string, number>();
  const listed = new Map<string, number>();
  let pins: Pin[] = [];
  let stopped = false;
  let working = false;
  let again = false;

  function kick(): void {
    again = true;
    if (stopped) return;
    // What is on its way may take its time; what is told of it is what is so now.
    if (working) return void look().catch((error: unknown) => log.error({ error }, 'device.prefetchFailed'));
    working = true;
    void work().finally(() => {
      working = false;
    });
  }

  async function work(): Promise<void> {
    while (again && !stopped) {
      again = false;
      try {
        await oneTab(pass);
      } catch (error) {
        // The database does not answer: told through the pill, tried again with the next look.
        log.error({ error }, 'device.prefetchFailed');
      }
    }
  }

  /** Two tabs that bring the same document do no harm, but twice the work. */
  async function oneTab(act: () => Promise<void>): Promise<void> {
    const { locks } = environment;
    if (locks === null) return act();
    await locks.request(options.lockName, {}, act);
  }

  async function pass(): Promise<void> {
    for (;;) {
      const facts = await look();
      if (stopped || nextDocument(facts) === null) return;
      await environment.idle();
      if (stopped) return;
      // Whoever ends being busy says so.
      if (options.busy()) return;
      await list(facts);
      const document = nextDocument(await look());
      if (stopped || document === null) return;
      await fetch(document);
    }
  }

  async function fetch(document: string): Promise<void> {
    if (await options.bring(document)) failed.delete(document);
    else if (options.connected()) failed.set(document, environment.now());
    log.debug({ document, failed: failed.has(document) }, 'device.prefetched');
  }

  /** Which documents there are, of the projects that are kept. */
  async function list(facts: CopyFacts): Promise<void> {
    for (const pin of facts.pins) {
      const { project } = pin;
      const at = listed.get(project);
      if (stopped || keptBy(pin, facts) === 'nobody') continue;
      if (at !== undefined && facts.now - at < STALE_MS) continue;
      listed.set(project, facts.now);
      try {
        const documents = await options.list(project);
        if (!stopped && JSON.stringify(documents) !== JSON.stringify(pin.documents))
          await change(project, { documents });
      } catch (error) {
        // What every project has is known without the server, and it is asked again a minute later.
        listed.set(project, facts.now - STALE_MS + RETRY_MS);
        log.warn({ project, error }, 'device.projectNotListed');
      }
    }
  }

  async function look(): Promise<CopyFacts> {
    pins = await store.pins();
    const metas = new Map((await store.metas()).map((meta) => [meta.document, meta]));
    const facts: CopyFacts = {
      now: environment.now(),
      pins,
      metas,
      live: options.live(),
      failed,
      connected: options.connected(),
      saveData: environment.saveData(),
      hasRoom: await roomFor(0),
      persistent: store.persistent,
    };
    if (!stopped) copies.set(new Map(pins.map((pin) => [pin.project, projectCopy(pin, facts)])));
    return facts;
  }

  const roomFor = async (bytes: number): Promise<boolean> =>
    store.problem.get() !== 'full' && (await hasRoom(environment.storageManager, bytes));

  async function change(project: string, change: PinChange): Promise<void> {
    pins = await store.changePin(project, change);
  }

  const timer = setInterval(kick, LOOK_MS);
  kick();

  return {
    copies,
    async keep(project, keep) {
      if (!store.persistent)
        throw new ClapperError('UNAVAILABLE', 'This browser lets nothing be kept on this device.');
      await change(project, { choice: keep ? 'keep' : 'leave' });
      // Some browsers ask the person: here it follows from what they just did.
      if (keep) options.persist();
      failed.clear();
      kick();
      await look();
    },
    looked(project) {
      const { lookedAt } = pins.find((pin) => pin.project === project) ?? newPin(project);
      const now = environment.now();
      if (stopped || (lookedAt !== null && now - lookedAt < LOOKED_MS)) return;
      change(project, { lookedAt: now }).then(kick, (error: unknown) =>
        // Told through the pill; the project is only not among the last ones.
        log.warn({ project, error }, 'device.lookNotKept'),
      );
    },
    hasRoom: roomFor,
    refresh() {
      failed.clear();
      kick();
    },
    kick,
    stop() {
      stopped = true;
      clearInterval(timer);
    },
  };
}

function sameCopies(a: ReadonlyMap<string, ProjectCopy>, b: ReadonlyMap<string, ProjectCopy>): boolean {
  return JSON.stringify([...a]) === JSON.stringify([...b]);
}

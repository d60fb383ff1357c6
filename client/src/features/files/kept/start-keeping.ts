import type { Device } from '@clapper/device';
import { keepFiles, type FileStore, type KeptFiles, type WantedFile } from '@clapper/device/files';
import { ClapperError } from '@clapper/protocol';
import { api } from '../../../app/api.ts';
import { atRest } from '../../../app/at-rest.ts';
import { filesReader } from './files-of.ts';

/** How often it is looked whether there is something new. */
const LOOK_MS = 5 * 60_000;

interface KeepingOptions {
  device: Device;
  store: FileStore;
  tell: (project: string, kept: KeptFiles) => void;
}

/** Brings the pictures and films of projects that this person keeps offline, behind everything else the page does. */
export function startKeeping({ device, store, tell }: KeepingOptions): () => void {
  let stopped = false;
  let working = false;
  let again = false;
  const kept = () =>
    [...device.offline.copies.get()].flatMap(([project, copy]) =>
      copy.keptBy === 'person' && copy.state === 'available' ? [project] : [],
    );
  const connected = () => device.connection.get().state === 'connected';
  const goes = (project: string) => !stopped && connected() && kept().includes(project);

  async function look(): Promise<void> {
    again = true;
    if (working) return;
    working = true;
    while (again && !stopped) {
      again = false;
      for (const project of kept()) if (goes(project)) await bring(project).catch(later);
    }
    working = false;
  }

  async function bring(project: string): Promise<void> {
    await atRest();
    const documents = [`${project}/board`, ...(await api.documents(project))];
    const wanted: WantedFile[] = [];
    for (const document of new Set(documents)) {
      if (!goes(project)) return;
      wanted.push(...(await filesIn(document)));
    }
    await keepFiles(wanted, {
      store,
      hasRoom: device.offline.hasRoom,
      idle: atRest,
      goes: () => goes(project),
      tell: (files) => tell(project, files),
    });
  }

  /** Who gets no answer, or may read it no more, asks again with the next look. What else fails is a fault of ours. */
  function later(error: unknown): void {
    if (!stopped && !(error instanceof ClapperError)) reportError(error);
  }

  /** Reads the copy that is here. */
  async function filesIn(document: string): Promise<WantedFile[]> {
    const read = filesReader(document);
    if (read === null) return [];
    const handle = device.open(document);
    try {
      return read((await handle.ready()).doc);
    } catch {
      // Whoever may read it no more is told so where it is opened.
      return [];
    } finally {
      handle.close();
    }
  }

  /** Which projects, and whether there is a network: all that sets it going at once. */
  let was = '';
  const changed = () => {
    const now = connected() ? kept().join() : '';
    if (now !== was && now !== '') void look();
    was = now;
  };
  const stops = [device.offline.copies.subscribe(changed), device.connection.subscribe(changed)];
  const timer = setInterval(() => void look(), LOOK_MS);
  changed();
  return () => {
    stopped = true;
    clearInterval(timer);
    for (const stop of stops) stop();
  };
}

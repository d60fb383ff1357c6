import { kindOf } from '@clapper/documents';
import type { LiveDocument } from '../document.ts';
import type { OpenDocuments } from './open-documents.ts';

/** A document that is not here and stored after this long lets others go first. */
const BRING_MS = 30_000;

/** Joined, and nothing of it is still to come. */
export function isCurrent(live: LiveDocument): boolean {
  const state = live.state.get();
  return state.phase === 'ready' && state.live;
}

/** Documents that are opened as a page would, until their copies are current and on the disk. */
export interface Bringer {
  /** False: it could not be had now. */
  bring(document: string): Promise<boolean>;
  /** Something changed. */
  look(): void;
}

export function createBringer(documents: OpenDocuments, connected: () => boolean): Bringer {
  const waiting = new Set<() => void>();
  return {
    async bring(document) {
      if (kindOf(document) === null) return false;
      const entry = documents.acquire(document, true);
      const { live } = entry;
      const isHere = await new Promise<boolean>((resolve) => {
        const settle = (here: boolean) => {
          clearTimeout(timer);
          waiting.delete(look);
          resolve(here);
        };
        const look = () => {
          if (isCurrent(live) && live.settled) settle(true);
          else if (!connected() || live.isRefused) settle(false);
        };
        const timer = setTimeout(() => settle(false), BRING_MS);
        waiting.add(look);
        look();
      });
      documents.release(entry);
      return isHere;
    },
    look() {
      for (const look of [...waiting]) look();
    },
  };
}

import { kindOf } from '@clapper/documents';
import type { DocumentKind } from '@clapper/documents';
import { ClapperError } from '@clapper/protocol';
import type { PendingIndex } from '../changes.ts';
import type { LiveDocument } from '../document.ts';
import type { Environment, Logger } from '../environment.ts';
import type { DocumentHandle } from '../handle.ts';

/** A document nobody looks at is let go after this long: pages come and go, documents stay. */
const LINGER_MS = 2_000;

export interface Opened {
  live: LiveDocument;
  openers: number;
  idleSince: number;
  /** Nobody has looked at it since it was opened: it is here to be kept. */
  background: boolean;
}

export interface OpenDocumentsOptions {
  environment: Pick<Environment, 'now'>;
  index: PendingIndex;
  log: Logger;
  make(document: string, kind: DocumentKind): LiveDocument;
  /** It was read from the disk. */
  loaded(live: LiveDocument): void;
  /** It is open no more, and all of it is on the disk. */
  closed(): void;
}

/** The documents that are live in this tab, each once, however many look at it. */
export interface OpenDocuments {
  get(document: string): LiveDocument | undefined;
  entries(): Iterable<[string, Opened]>;
  live(): LiveDocument[];
  /** Those that somebody looks at. */
  looked(): LiveDocument[];
  /** To be released as often. @throws ClapperError INVALID for an address that no kind of document has */
  acquire(document: string, background?: boolean): Opened;
  release(entry: Opened): void;
  /** A document for whoever looks at it. */
  open(document: string): DocumentHandle;
  /** What harms one document harms that one only: it joins again. */
  tell(document: string, act: (live: LiveDocument) => void): void;
  /** Documents with something unsent are worked on though nobody looks at them. */
  openPending(olderThanMs: number): void;
  /** Pushes what tabs wrote that are gone. */
  adoptOrphans(): void;
  /** Lets go of documents nobody looks at, once everything of theirs is on the server. */
  sweep(): void;
  close(): Promise<void>;
}

export function createOpenDocuments(options: OpenDocumentsOptions): OpenDocuments {
  const { environment, index, log } = options;
  const opened = new Map<string, Opened>();
  let closing = false;

  function acquire(document: string, background = false): Opened {
    const known = opened.get(document);
    if (known !== undefined) {
      known.openers++;
      known.background &&= background;
      return known;
    }
    const address = kindOf(document);
    if (address === null) throw new ClapperError('INVALID', `"${document}" is no document this app knows.`);
    const live = options.make(document, address.kind);
    const entry: Opened = { live, openers: 1, idleSince: 0, background };
    opened.set(document, entry);
    void live.load().then(() => {
      if (opened.get(document) === entry) options.loaded(live);
    });
    return entry;
  }

  function release(entry: Opened): void {
    entry.openers--;
    entry.idleSince = environment.now();
    setTimeout(sweep, LINGER_MS + 1);
  }

  function sweep(): void {
    for (const [document, entry] of opened) {
      const idle = entry.openers <= 0 && environment.now() - entry.idleSince >= LINGER_MS;
      if (closing || !idle || !entry.live.settled) continue;
      opened.delete(document);
      void entry.live.close().then(options.closed);
    }
  }

  return {
    get: (document) => opened.get(document)?.live,
    entries: () => opened,
    live: () => [...opened.values()].map(({ live }) => live),
    looked: () =>
      [...opened.values()]
        .filter(({ openers, background }) => openers > 0 && !background)
        .map(({ live }) => live),
    acquire,
    release,
    sweep,
    open(document) {
      const entry = acquire(document);
      const { live } = entry;
      let held = true;
      return {
        document,
        kind: live.kind,
        state: live.state,
        ready: () => live.ready(),
        close() {
          if (held) release(entry);
          held = false;
        },
      };
    },
    tell(document, act) {
      const live = opened.get(document)?.live;
      if (live === undefined) return;
      try {
        act(live);
      } catch (error) {
        log.error({ document, error }, 'device.messageFailed');
        live.restart();
      }
    },
    openPending(olderThanMs) {
      const before = environment.now() - olderThanMs;
      for (const document of index.documents()) {
        if (opened.has(document) || kindOf(document) === null) continue;
        if (index.of(document).some((head) => head.at <= before)) release(acquire(document));
      }
    },
    adoptOrphans() {
      for (const { live } of opened.values()) void live.adoptOrphans();
    },
    async close() {
      closing = true;
      await Promise.all([...opened.values()].map(({ live }) => live.close()));
      opened.clear();
    },
  };
}

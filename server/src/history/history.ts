import { HISTORIES, KINDS, migrate, type KindName } from '@clapper/documents';
import { ClapperError, newId, parseDocumentId, type VersionReason } from '@clapper/protocol';
import * as Y from 'yjs';
import type { Logger } from '../log.ts';
import type { DocumentLog, LoadedDocument, Version, Versions } from '../storage/storage.ts';
import type { Folder } from '../sync/fold-threads.ts';
import { LiveDocument } from '../sync/live-document.ts';
import { folded, isSmall, readLog } from '../sync/stored-document.ts';
import { RETENTION, superseded } from './retention.ts';

/** Nobody wrote for so long: the work has come to rest. */
export const SETTLED_MS = 2 * 60_000;
/** While it does not come to rest, a point at least this often. */
export const WAITED_MS = 10 * 60_000;
/** Points made in one go: each loads its document. What is left has its turn a minute later. */
const POINTS_AT_ONCE = 50;
/** Documents whose versions are thinned out in one go. */
const THINNED_AT_ONCE = 100;

export interface HistoryOptions {
  documents: DocumentLog;
  versions: Versions;
  /** For documents that would hold up the event loop. */
  folder: Folder;
  log: Logger;
  now(): number;
}

export interface History {
  /** Keeps what is on disk right now. @throws ClapperError NOT_FOUND | TOO_LARGE */
  keep(document: string, by: KeptBy): Promise<Version>;
  /** A version with its state, in the schema of this program. */
  load(document: string, id: string): Promise<{ version: Version; update: Uint8Array } | null>;
  /**
   * Gives a version a name, or takes it away; nobody takes the version itself away. Null when there is no such version.
   * @throws ClapperError TOO_LARGE
   */
  rename(document: string, id: string, name: string | null, user: string): Promise<Version | null>;
  /** Keeps what came to rest, or has not for too long. Returns how many points were made. */
  keepSettled(): Promise<number>;
  /** Removes what has served its time, of some documents at a time. Returns how many. */
  thinOut(): Promise<number>;
}

export type KeptBy =
  | { reason: Extract<VersionReason, 'settled'> }
  | { reason: Extract<VersionReason, 'restore'>; user: string }
  | { reason: Extract<VersionReason, 'named'>; user: string; name: string };

/**
 * Versions are taken from the storage and never from a room: what is there is committed, so nothing that
 * might still fail ever becomes history.
 */
export function createHistory({ documents, versions, folder, log, now }: HistoryOptions): History {
  let thinnedTo = '';

  async function keep(document: string, by: KeptBy): Promise<Version> {
    const loaded = await readLog(documents, document);
    if (loaded === null) throw new ClapperError('NOT_FOUND', 'Nothing was ever written there.');
    if (by.reason === 'named') await expectRoomForName(document, null);
    const { epoch, headSeq, schema } = loaded.head;
    const at = now();
    const version = await versions.add({
      id: newId(at),
      document,
      epoch,
      seq: headSeq,
      reason: by.reason,
      name: by.reason === 'named' ? by.name : null,
      user: by.reason === 'settled' ? null : by.user,
      schema,
      update: await stateOf(loaded, folder),
      createdAt: at,
    });
    if (version === null)
      throw new ClapperError('NOT_FOUND', 'The document was removed or rebuilt meanwhile.');
    return version;
  }

  /** `id`: the version that gets one, if it is there already. */
  async function expectRoomForName(document: string, id: string | null): Promise<void> {
    const named = (await versions.list(document)).filter(
      (version) => version.name !== null && version.id !== id,
    );
    if (named.length >= RETENTION.maxNamed) {
      throw new ClapperError('TOO_LARGE', `A document keeps at most ${RETENTION.maxNamed} named versions.`);
    }
  }

  return {
    keep,

    async rename(document, id, name, user) {
      if (name !== null) await expectRoomForName(document, id);
      return versions.rename(document, id, name, user);
    },

    async load(document, id) {
      const found = await versions.load(document, id);
      if (found === null) return null;
      const kind = KINDS[parseDocumentId(document)?.kind as KindName];
      if (found.version.schema >= kind.schemaVersion) return found;
      const doc = new Y.Doc();
      Y.applyUpdate(doc, found.update);
      migrate(kind, doc, found.version.schema);
      return { ...found, update: Y.encodeStateAsUpdate(doc) };
    },

    async keepSettled() {
      const at = now();
      const due = await versions.due(Object.keys(HISTORIES), at - SETTLED_MS, at - WAITED_MS, POINTS_AT_ONCE);
      let made = 0;
      for (const document of due) {
        try {
          await keep(document, { reason: 'settled' });
          made++;
        } catch (error) {
          // One document that cannot be read, or has just gone, keeps no other from its point.
          log.error({ error, document }, 'history.pointFailed');
        }
      }
      return made;
    },

    async thinOut() {
      const page = await versions.documents(thinnedTo, THINNED_AT_ONCE);
      thinnedTo = page.length < THINNED_AT_ONCE ? '' : page.at(-1)!;
      let removed = 0;
      for (const document of page) {
        const gone = superseded(await versions.list(document), now());
        if (gone.length > 0) removed += await versions.remove(document, gone);
      }
      return removed;
    },
  };
}

/** All of a document as one update. @throws ClapperError UNAVAILABLE when its rows do not fit together */
async function stateOf(loaded: LoadedDocument, folder: Folder): Promise<Uint8Array> {
  const { head, snapshot } = loaded;
  // A snapshot that holds everything is kept as it lies there.
  if (snapshot !== null && snapshot.seq === head.headSeq) return snapshot.update;
  if (!isSmall(loaded)) return (await folded(loaded, folder)).snapshot!.update;
  const live = LiveDocument.load(loaded);
  try {
    return live.encode();
  } finally {
    live.destroy();
  }
}

import { projectDocuments } from '@clapper/documents';
import type { DocumentMeta } from '../rows.ts';
import type { Pin } from './pins.ts';

/** So many of the projects that were looked at last are kept without being asked for. */
export const RECENT_PROJECTS = 5;
/** What nobody looked at for so long is nobody's recent work. */
export const RECENT_MS = 14 * 24 * 60 * 60 * 1000;
/** A copy that is older than this is brought up to date: whoever loses the network loses so much of what others did. */
export const STALE_MS = 10 * 60 * 1000;

/** Why a project is kept: `person` said so, or it is one of the last that were looked at here. */
export type KeptBy = 'person' | 'recent' | 'nobody';

/** What keeps a copy from being whole. */
export type Obstacle =
  | 'connection'
  /** The browser was told to save data. What a person asked for is brought nevertheless. */
  | 'saveData'
  /** This browser's storage is full, or nearly. */
  | 'room'
  /** The server cannot give a document now. */
  | 'server'
  /** This browser keeps nothing at all. */
  | 'blocked';

interface Held {
  keptBy: KeptBy;
  /** How many documents belong to it, how many of them are on this device's disk, and what those take. */
  documents: number;
  here: number;
  bytes: number;
}

/** How much of a project can be opened without the network. */
export type ProjectCopy =
  | (Held & { state: 'notKept' })
  | (Held & { state: 'fetching' })
  | (Held & { state: 'waiting'; for: Obstacle })
  /** All of it. The oldest document stands as it was at `asOf`. */
  | (Held & { state: 'available'; asOf: number });

export interface CopyFacts {
  now: number;
  pins: readonly Pin[];
  metas: ReadonlyMap<string, DocumentMeta>;
  /** Documents that are open here and current: theirs is the present. */
  live: ReadonlySet<string>;
  /** When each was last tried in vain. */
  failed: ReadonlyMap<string, number>;
  connected: boolean;
  saveData: boolean;
  hasRoom: boolean;
  persistent: boolean;
}

/** After this long what could not be had is asked for again. */
export const RETRY_MS = 60_000;

export function keptBy(pin: Pin, { now, pins }: Pick<CopyFacts, 'now' | 'pins'>): KeptBy {
  if (pin.choice === 'keep') return 'person';
  if (pin.choice === 'leave' || !isRecent(pin, now)) return 'nobody';
  const later = pins.filter(
    (other) => other.choice !== 'leave' && isRecent(other, now) && other.lookedAt! > pin.lookedAt!,
  );
  return later.length < RECENT_PROJECTS ? 'recent' : 'nobody';
}

function isRecent({ lookedAt }: Pin, now: number): boolean {
  return lookedAt !== null && now - lookedAt < RECENT_MS;
}

/** What belongs to a project: what every project has, and what else the server named when it was last asked. */
export function documentsOf({ project, documents }: Pin): string[] {
  return [...new Set([...projectDocuments(project), ...(documents ?? [])])];
}

export function projectCopy(pin: Pin, facts: CopyFacts): ProjectCopy {
  const wanted = documentsOf(pin);
  const metas = wanted.flatMap((document) => facts.metas.get(document) ?? []);
  const here = metas.filter(isHere);
  const held: Held = {
    keptBy: keptBy(pin, facts),
    documents: wanted.length,
    here: here.length,
    bytes: here.reduce((sum, meta) => sum + meta.compactedBytes + meta.appendedBytes, 0),
  };
  if (held.keptBy === 'nobody') return { ...held, state: 'notKept' };
  if (!facts.persistent) return { ...held, state: 'waiting', for: 'blocked' };
  if (here.length === wanted.length)
    return { ...held, state: 'available', asOf: Math.min(...here.map((meta) => asOf(meta, facts))) };
  if (!facts.hasRoom) return { ...held, state: 'waiting', for: 'room' };
  if (!facts.connected) return { ...held, state: 'waiting', for: 'connection' };
  if (held.keptBy === 'recent' && facts.saveData) return { ...held, state: 'waiting', for: 'saveData' };
  const missing = wanted.filter((document) => !here.some((meta) => meta.document === document));
  if (missing.every((document) => facts.failed.has(document)))
    return { ...held, state: 'waiting', for: 'server' };
  return { ...held, state: 'fetching' };
}

/** What is brought next: first what is missing, of the project that was looked at last; then what is old. Null: nothing. */
export function nextDocument(facts: CopyFacts): string | null {
  if (!facts.connected || !facts.hasRoom || !facts.persistent) return null;
  const kept = facts.pins
    .filter((pin) => {
      const by = keptBy(pin, facts);
      return by === 'person' || (by === 'recent' && !facts.saveData);
    })
    .toSorted((a, b) => (b.lookedAt ?? 0) - (a.lookedAt ?? 0));
  const due = kept
    .flatMap(documentsOf)
    .filter((document) => !facts.live.has(document) && !wasTried(document, facts));
  const missing = due.find((document) => !isHere(facts.metas.get(document)));
  return (
    missing ?? due.find((document) => facts.now - asOf(facts.metas.get(document)!, facts) >= STALE_MS) ?? null
  );
}

function wasTried(document: string, { failed, now }: CopyFacts): boolean {
  const at = failed.get(document);
  return at !== undefined && now - at < RETRY_MS;
}

/** An epoch alone is no copy: the rows may never have come. */
function isHere(meta: DocumentMeta | undefined): boolean {
  return meta !== undefined && meta.lastSyncAt !== null && meta.refused === null;
}

function asOf(meta: DocumentMeta, { live, now }: CopyFacts): number {
  return live.has(meta.document) ? now : (meta.lastSyncAt ?? 0);
}

import { kindOf, KINDS, type DocumentKind, type KindName, type SeedFacts } from '@clapper/documents';
import { ClapperError, newId, projectDocument, type DocumentAddress } from '@clapper/protocol';
import type { Bursts } from '../activity/bursts.ts';
import { documentActivity } from '../activity/document-activity.ts';
import type { Restores } from '../journal/journal.ts';
import type { Logger } from '../log.ts';
import type { DocumentHead, Storage } from '../storage/storage.ts';
import type { Change } from './document-content.ts';
import { FoldThreads } from './fold-threads.ts';
import { GroupCommit } from './group-commit.ts';
import type { SyncLimits } from './limits.ts';
import { Room } from './room.ts';
import { readStoredDoc } from './stored-doc.ts';
import type { Written } from './write-group.ts';

/** SQL truth, for documents that are made from it. */
export interface Projections {
  /** Null: no such project. */
  seedFacts(project: string): Promise<SeedFacts | null>;
  /** What brings the doc up to date; null: what it shows does not exist. Writes nothing when nothing differs. */
  project(kind: 'info' | 'feed' | 'home', address: DocumentAddress): Promise<Change | null>;
}

export interface RoomsOptions {
  storage: Pick<Storage, 'documents'>;
  restores: Restores;
  projections: Projections;
  limits: SyncLimits;
  log: Logger;
  now(): number;
  /** What is done becomes activity here; null: nowhere. */
  bursts: Bursts | null;
  written: ((document: string, writes: readonly Written[]) => void) | null;
}

/** Every room there is. A room is in the map from the first mention of its document until it is gone: there are never two. */
export class Rooms {
  readonly #options: RoomsOptions;
  readonly #commits: GroupCommit;
  readonly #rooms = new Map<string, Room>();
  readonly #folder: FoldThreads;
  #refused = 0;

  constructor(options: RoomsOptions) {
    this.#options = options;
    this.#folder = new FoldThreads(options.log);
    this.#commits = new GroupCommit((batch) => options.storage.documents.append(batch));
  }

  get size(): number {
    return this.#rooms.size;
  }

  /** Updates that were refused for what they hold, since the start. */
  get refused(): number {
    return this.#refused;
  }

  /** Of encoded content in memory. */
  get bytes(): number {
    let bytes = 0;
    for (const room of this.#rooms.values()) bytes += room.bytes;
    return bytes;
  }

  [Symbol.iterator](): IterableIterator<Room> {
    return this.#rooms.values();
  }

  peek(document: string): Room | undefined {
    return this.#rooms.get(document);
  }

  /** @throws ClapperError NOT_FOUND when the id means nothing here */
  get(document: string): Room {
    const room = this.#rooms.get(document);
    if (room !== undefined) return room;
    const found = kindOf(document);
    if (found === null) throw new ClapperError('NOT_FOUND', 'There is no such document.');
    const made = this.#make(document, found.kind, found.address);
    this.#rooms.set(document, made);
    return made;
  }

  #make(id: string, kind: DocumentKind, address: DocumentAddress): Room {
    const { storage, restores, projections, limits, log, now, bursts, written } = this.#options;
    const derives = kind.write === 'server' || kind.write === 'self';
    const derived = derives ? (kind.kind as 'info' | 'feed' | 'home') : null;
    return new Room({
      id,
      kind,
      storage,
      restores,
      folder: this.#folder,
      commits: this.#commits,
      activity:
        bursts === null || address.scope !== 'project'
          ? null
          : documentActivity({
              document: id,
              project: address.project,
              kind: kind.kind as KindName,
              name: address.name,
              bursts,
              log,
            }),
      written,
      loaded: (room) => this.#makeRoom(room),
      refused: () => (this.#refused += 1),
      limits,
      log,
      now,
      findOrCreate: (mayCreate) => this.#findOrCreate(id, kind, address, mayCreate),
      derive: derived === null ? null : () => projections.project(derived, address),
      gone: (room) => {
        if (this.#rooms.get(id) === room) this.#rooms.delete(id);
      },
    });
  }

  /** Above the bound, documents that were not used for longest give their memory back; who reads them goes on. */
  #makeRoom(newest: Room): void {
    let { bytes } = this;
    if (bytes <= this.#options.limits.residentBytes) return;
    const oldest = [...this.#rooms.values()].filter((room) => room !== newest && room.bytes > 0);
    for (const room of oldest.toSorted((a, b) => a.usedAt - b.usedAt)) {
      const held = room.bytes;
      if (room.rest()) bytes -= held;
      if (bytes <= this.#options.limits.residentBytes) return;
    }
  }

  /**
   * Registered documents come into being when they are first opened, from the same bytes wherever and
   * whenever that is; named ones only through somebody who may write them, or when another document lists them.
   */
  async #findOrCreate(
    id: string,
    kind: DocumentKind,
    address: DocumentAddress,
    mayCreate: boolean,
  ): Promise<DocumentHead> {
    const { documents } = this.#options.storage;
    const head = await documents.head(id);
    if (head !== null) return head;
    if (kind.named && !mayCreate && !(await this.#isListed(kind, address))) throw notFound();
    const facts = await this.#seedFacts(address);
    const project = address.scope === 'project' ? address.project : null;
    if (kind.named && project !== null) await this.#expectRoomForOneMore(project, kind.kind);
    const now = this.#options.now();
    const created = await documents.create({
      id,
      project,
      kind: kind.kind,
      epoch: newId(now),
      schema: kind.schemaVersion,
      seed: kind.seed(facts),
      createdAt: now,
    });
    // A tombstone stands in the way: deleted stays deleted, whatever a device still holds.
    if (created === 'deleted') throw notFound();
    const made = await documents.head(id);
    if (made === null) throw notFound();
    return made;
  }

  /** Asked of what is on disk: who was shown the record finds its document. */
  async #isListed({ listedIn }: DocumentKind, address: DocumentAddress): Promise<boolean> {
    if (listedIn === undefined || address.scope !== 'project' || address.name === null) return false;
    const { documents } = this.#options.storage;
    const stored = { documents, folder: this.#folder };
    const list = await readStoredDoc(
      stored,
      projectDocument(address.project, listedIn.kind),
      KINDS[listedIn.kind as KindName],
    );
    return list !== null && listedIn.names(list, address.name);
  }

  async #seedFacts(address: DocumentAddress): Promise<SeedFacts> {
    if (address.scope === 'user') return { project: '', template: 'four-acts', language: 'en' };
    const facts = await this.#options.projections.seedFacts(address.project);
    if (facts === null) throw notFound();
    return facts;
  }

  async #expectRoomForOneMore(project: string, kind: string): Promise<void> {
    const { storage, limits } = this.#options;
    const heads = await storage.documents.list(project);
    if (heads.filter((head) => head.kind === kind).length >= limits.maxScratchDocuments) {
      throw new ClapperError(
        'TOO_LARGE',
        `A project holds at most ${limits.maxScratchDocuments} ${kind} documents.`,
      );
    }
  }
}

function notFound(): ClapperError {
  return new ClapperError('NOT_FOUND', 'There is no such document.');
}

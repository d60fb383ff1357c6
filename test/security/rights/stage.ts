import { isDeepStrictEqual } from 'node:util';
import * as Y from 'yjs';
import { KINDS, type KindName, type Rules } from '@clapper/documents';
import { addVideo } from '@clapper/documents/review';
import { projectDocument, userDocument, type ApiActivity, type DocumentId } from '@clapper/protocol';
import type { GuestRole } from '@clapper/access';
import { enterByLink, inviteCode, newProject, type Account } from '../../harness/people.ts';
import { copyOf, replicaOf } from '../../harness/replica.ts';
import { until } from '../../harness/wait.ts';
import { DeviceSocket, NOTHING, PlainSocket, type Answer } from './endpoints.ts';
import { byGuests, prepare, type Operation } from './operations.ts';
import type { Actors, RightsTable } from '../../../packages/documents/src/rights-table.ts';
import { COLUMNS, type Cell, type Column } from './table.ts';

export const ENDPOINTS = ['device', 'plain'] as const;

export type Endpoint = (typeof ENDPOINTS)[number];

/** What became of one operation of one person on one endpoint. */
export interface Outcome {
  /** `torn`: something of it is there, and not all. */
  cell: Cell | 'torn';
  answer: Answer;
  /** It holds deletions and nothing else. */
  deletesOnly: boolean;
}

interface OpenDocument {
  id: DocumentId;
  epoch: string;
  /** The Yjs client id with which somebody else has written in it. */
  leased: number;
  /** Asks for everything the server has, as a fresh reader would. */
  probe: PlainSocket;
  /** What the server held when it was last asked, and so what everybody must hold. */
  bytes: Uint8Array;
  /** Their state vector. */
  vector: Uint8Array;
}

/** Of two who set a key at once the higher id wins; ids made by chance lie in between, 1 is the seeds'. */
const lastClientIds = { winner: 0xffff_0000, loser: 1 };

function freshClientId(as: 'winner' | 'loser'): number {
  return ++lastClientIds[as];
}

/** What the links say that people without an account came through. */
const LINKS: Partial<Record<Column, GuestRole>> = { guest: 'reviewer', onlooker: 'viewer' };

/** Whoever tries: an account, or somebody who came through a link. */
type Person = Pick<Account, 'id' | 'name' | 'token'>;

export interface StageOptions {
  url: string;
  column: Column;
  endpoint: Endpoint;
  /** Whoever has the column's role (a guest comes when there is a link), the project's owner, and a colleague who edits. */
  person: Account;
  owner: Account;
  colleague: Account;
  tables: readonly RightsTable[];
  /** Tells somebody of two things that happened in a project. */
  notify(user: string, project: string): Promise<void>;
}

type PeopledOptions = Omit<StageOptions, 'person'> & { person: Person };

/**
 * A project of its own for one role on one endpoint. Everybody was an editor once and made things, so that the
 * person has some of their own whatever they are now; a stranger was removed from the project. Guests were never
 * more than that: what they cannot make was made by the colleague, where theirs would be.
 */
export class Stage {
  readonly #options: PeopledOptions;
  readonly #project: string;
  readonly #actors: Actors;
  readonly #device: DeviceSocket;
  readonly #reader: DeviceSocket;
  readonly #documents: ReadonlyMap<string, OpenDocument>;
  readonly #writers = new Map<string, PlainSocket>();

  private constructor(
    options: PeopledOptions,
    project: string,
    device: DeviceSocket,
    reader: DeviceSocket,
    documents: ReadonlyMap<string, OpenDocument>,
  ) {
    this.#options = options;
    this.#project = project;
    this.#actors = actorsOf(options);
    this.#device = device;
    this.#reader = reader;
    this.#documents = documents;
  }

  static async open(given: StageOptions): Promise<Stage> {
    const { url, column, owner, colleague, tables, notify } = given;
    const project = await newProject(owner, { language: 'en' });
    const invite_code = await inviteCode(owner, project, 'editor');
    const comesByLink = LINKS[column];
    const members = new Set(comesByLink === undefined ? [given.person, colleague] : [colleague]);
    for (const account of members) {
      if (account !== owner) await account.call('POST', '/projects/join', { invite_code });
    }
    for (const { id } of members) await notify(id, project);
    const sockets = url.replace('http', 'ws');
    const reader = await DeviceSocket.open(sockets, await colleague.token());
    const video = await aVideo(reader, project, colleague.id);
    const person =
      comesByLink === undefined
        ? given.person
        : await enterByLink(url, owner, { project, video, role: comesByLink, name: column });
    const options = { ...given, person };
    const device = await DeviceSocket.open(sockets, await person.token());
    const documents = new Map<string, OpenDocument>();
    for (const table of tables) {
      const id = documentOf(table, project, video, options);
      const kind = KINDS[table.kind];
      const actors = actorsOf(options);
      let epoch = '';
      let leased = freshClientId('winner');
      const joined = await device.join(id);
      if (joined.result === 'joined') epoch = joined.epoch;
      if (kind.scope === 'project') {
        const read = await reader.join(id);
        if (epoch === '' && read.result === 'joined') epoch = read.epoch;
        if (kind.write !== 'server') {
          const colleagues = othersOf(actors);
          leased = await write(reader, id, epoch, (doc) => prepare(doc, table, colleagues));
          const isTheirs = (rule: Rules[string]): boolean =>
            comesByLink === undefined || (mayWrite(table.kind, column) && byGuests(rule));
          if (comesByLink !== undefined) {
            const rest = { by: colleagues, only: (rule: Rules[string]) => !isTheirs(rule) };
            await write(reader, id, epoch, (doc) => prepare(doc, table, actors, rest));
          }
          if (comesByLink === undefined || mayWrite(table.kind, column)) {
            await write(device, id, epoch, (doc) => prepare(doc, table, actors, { only: isTheirs }));
          }
        }
      } else if (kind.write === 'self' && isOwn(column)) {
        await write(device, id, epoch, (doc) => prepare(doc, table, actors));
        // Nobody else writes there but the server.
        leased = serverClientId(device.docOf(id), 'projects');
      }
      const mayProbe = kind.scope === 'user' && isOwn(column) ? person : colleague;
      const probe = new PlainSocket(sockets, await mayProbe.token(), id);
      const open = { id, epoch, leased, probe, bytes: new Uint8Array(), vector: NOTHING };
      documents.set(table.kind, open);
    }
    const stage = new Stage(options, project, device, reader, documents);
    await stage.#takeRole();
    await stage.#waitForFeed();
    for (const document of documents.values()) await stage.#ask(document);
    return stage;
  }

  /** The role is the last that comes, to sockets that are open. */
  async #takeRole(): Promise<void> {
    const { column, owner, person } = this.#options;
    if (column === 'owner' || column === 'editor' || LINKS[column] !== undefined) return;
    const ofProject = [...this.#documents].filter(([, { id }]) => id.startsWith(this.#project));
    const told = Promise.all(ofProject.map(([, { id }]) => this.#device.rightsIn(id)));
    const path = `/projects/${this.#project}/participants/${person.id}`;
    if (column === 'stranger') await owner.call('DELETE', path);
    else await owner.call('PATCH', path, { role: column });
    const roles = await told;
    // Who may not read it any more is told that it is gone, and nothing of a role.
    const wanted = ofProject.map(([kind]) =>
      column !== 'stranger' && mayRead(kind as KindName, column) ? column : null,
    );
    if (!isDeepStrictEqual(roles, wanted)) throw new Error(`told ${roles.join()} for ${column}`);
  }

  /** The server tells what was done until here a moment later: then nothing of its own comes between. */
  async #waitForFeed(): Promise<void> {
    const feed = this.#documents.get('feed')!;
    const { owner } = this.#options;
    const path = `/projects/${this.#project}/activity?limit=200`;
    const { body } = await owner.call<ApiActivity>('GET', path);
    const isWhole = async (): Promise<boolean> => {
      await this.#ask(feed);
      return copyOf([feed.bytes]).getMap('entries').size === body.activity.length;
    };
    await until(isWhole, { what: 'everything to be in the feed' });
  }

  /** Mostly nothing has come since, and all of it need not be sent. */
  async #ask(document: OpenDocument): Promise<void> {
    const { id, probe, bytes, vector } = document;
    const since = await probe.state(vector);
    if (typeof since !== 'number' && bringsNothing(bytes, since)) return;
    const state = await probe.state();
    if (typeof state === 'number') throw new Error(`${id} cannot be looked at: ${state}`);
    document.bytes = state;
    document.vector = Y.encodeStateVectorFromUpdate(state);
  }

  /** Does it, and looks what the server holds afterwards. */
  async run({ kind }: RightsTable, operation: Operation): Promise<Outcome> {
    const document = this.#documents.get(kind)!;
    return this.#unlessTheServerSpoke(
      kind,
      () => this.#do(document, operation),
      ({ cell }) => cell !== 'torn',
    );
  }

  /**
   * Projections are written by the server whenever it has something to say, also while somebody tries to write there.
   * That it does so three times in a row is no accident.
   */
  async #unlessTheServerSpoke<T>(
    kind: RightsTable['kind'],
    act: () => Promise<T>,
    isClear: (result: T) => boolean,
  ): Promise<T> {
    const { write } = KINDS[kind];
    if (write !== 'server' && write !== 'self') return act();
    for (let tries = 1; ; tries++) {
      await this.#ask(this.#documents.get(kind)!);
      const result = await act();
      if (isClear(result) || tries === 3) return result;
    }
  }

  async #do(document: OpenDocument, operation: Operation): Promise<Outcome> {
    const doc = copyOf([document.bytes]);
    doc.clientID = operation.as === 'other' ? document.leased : freshClientId(operation.as);
    const update = operation.update(doc, this.#actors);
    const answer = await this.#send(document, doc.clientID, update);
    const before = document.bytes;
    await this.#ask(document);
    const deletesOnly = Y.decodeUpdate(update).structs.length === 0;
    return { cell: cellOf(before, document.bytes, update), answer, deletesOnly };
  }

  async #send(document: OpenDocument, clientId: number, update: Uint8Array): Promise<Answer> {
    const { endpoint, url, person } = this.#options;
    const { id, epoch } = document;
    if (endpoint === 'device') return this.#device.push(id, epoch, clientId, update);
    let writer = this.#writers.get(id);
    if (writer?.isOpen !== true) {
      writer = new PlainSocket(url.replace('http', 'ws'), await person.token(), id);
      this.#writers.set(id, writer);
    }
    writer.update(update);
    const state = await writer.state(document.vector);
    return typeof state === 'number' ? state : 'open';
  }

  /** Every replica there is of a document, by whose it is; all must be what is remembered. */
  async replicas({ kind }: RightsTable): Promise<Record<string, unknown>> {
    return this.#unlessTheServerSpoke(
      kind,
      () => this.#replicasNow(kind),
      (replicas) => Object.values(replicas).every((replica) => replica === 'the same'),
    );
  }

  async #replicasNow(kind: RightsTable['kind']): Promise<Record<string, unknown>> {
    const { url, colleague, person } = this.#options;
    const document = this.#documents.get(kind)!;
    await this.#ask(document);
    const found: Record<string, unknown> = {};
    const wanted = replicaOf(copyOf([document.bytes]));
    const differs = (doc: Y.Doc): unknown => {
      const replica = replicaOf(doc);
      return isDeepStrictEqual(replica, wanted) ? 'the same' : replica;
    };
    if (KINDS[kind].scope === 'project') {
      const connected = this.#reader.docOf(document.id);
      const isWhole = (): boolean => differs(connected) === 'the same';
      await until(isWhole, { what: 'the reader to hear of everything', timeout: 2_000 }).catch(
        () => undefined,
      );
      found['a reader who was there'] = differs(connected);
      const fresh = await DeviceSocket.open(url.replace('http', 'ws'), await colleague.token());
      await fresh.join(document.id);
      await until(() => differs(fresh.docOf(document.id)) === 'the same', {
        what: 'the catch-up',
        timeout: 2_000,
      }).catch(() => undefined);
      found['a device that comes'] = differs(fresh.docOf(document.id));
      fresh.close();
    }
    const mayRead = document.id.startsWith(`user/${person.id}/`) ? person : colleague;
    const plain = new PlainSocket(url.replace('http', 'ws'), await mayRead.token(), document.id);
    const state = await plain.state();
    found['a plain client that comes'] = typeof state === 'number' ? state : differs(copyOf([state]));
    plain.close();
    return found;
  }

  close(): void {
    this.#device.close();
    this.#reader.close();
    for (const { probe } of this.#documents.values()) probe.close();
    for (const writer of this.#writers.values()) writer.close();
  }
}

/** Whether the kind shows its documents to a column, as far as its project's role goes. */
export function mayRead(kind: KindName, column: Column): boolean {
  if (LINKS[column] !== undefined) return kind === 'review';
  const { read } = KINDS[kind];
  return read === 'self' || (column !== 'stranger' && COLUMNS.indexOf(column) <= COLUMNS.indexOf(read));
}

/** Whether somebody of the column writes documents of the kind at all. */
export function mayWrite(kind: KindName, column: Column): boolean {
  if (LINKS[column] !== undefined) return kind === 'review' && LINKS[column] === 'reviewer';
  const { write } = KINDS[kind];
  if (write === 'server' || column === 'stranger') return false;
  return write === 'self' || COLUMNS.indexOf(column) <= COLUMNS.indexOf(write);
}

/** Who has documents of a person's own: the others try the colleague's. */
function isOwn(column: Column): boolean {
  return column !== 'stranger' && LINKS[column] === undefined;
}

/** A video that a link can open, whose review and notes are what everybody tries. */
async function aVideo(editor: DeviceSocket, project: string, by: string): Promise<string> {
  const media = projectDocument(project, 'media');
  const joined = await editor.join(media);
  if (joined.result !== 'joined') throw new Error('There is no list of videos.');
  let video = '';
  await write(editor, media, joined.epoch, (doc) => {
    video = addVideo(doc, { title: 'Alley', by, at: 1 }, null);
  });
  return video;
}

function actorsOf({ person, colleague }: { person: Person; colleague: Account }): Actors {
  return { me: person.id, other: colleague.id, myName: person.name, otherName: colleague.name };
}

/** The same, seen by the other. */
function othersOf({ me, other, myName, otherName }: Actors): Actors {
  return { me: other, other: me, myName: otherName, otherName: myName };
}

function documentOf(
  table: RightsTable,
  project: string,
  video: string,
  { column, person, colleague }: { column: Column; person: Person; colleague: Account },
): DocumentId {
  const { scope, named } = KINDS[table.kind];
  if (scope === 'user') return userDocument(isOwn(column) ? person.id : colleague.id, table.kind);
  return projectDocument(project, table.kind, named ? video : undefined);
}

/** Writes one change under a client id of its own and gives that id. */
async function write(
  socket: DeviceSocket,
  document: string,
  epoch: string,
  change: (doc: Y.Doc) => void,
): Promise<number> {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => void updates.push(update));
  doc.transact(() => change(doc));
  const update = Y.mergeUpdates(updates);
  const answer = await socket.push(document, epoch, doc.clientID, update);
  if (answer !== 'ack') throw new Error(`the stage cannot be set in ${document}: ${answer}`);
  // One's own edits are not sent back.
  Y.applyUpdate(socket.docOf(document), update);
  return doc.clientID;
}

/** With which client id the server wrote what stands in a root that nobody else writes. */
function serverClientId(doc: Y.Doc, root: string): number {
  const [item] = [...doc.getMap(root)._map.values()];
  if (item === undefined) throw new Error(`The server has written nothing in ${root}.`);
  return item.id.client;
}

/** No struct, and the deletions that were there: all of them stand at the end of every update, in one order. */
function bringsNothing(all: Uint8Array, since: Uint8Array): boolean {
  const deletions = since.subarray(1);
  return since[0] === 0 && Buffer.compare(all.subarray(-deletions.length), deletions) === 0;
}

/** Equal bytes are equal documents; others may be, and are compared by what they hold. */
function cellOf(before: Uint8Array, after: Uint8Array, update: Uint8Array): Outcome['cell'] {
  if (Buffer.compare(before, after) === 0) return 'no';
  const doc = copyOf([before]);
  const untouched = Y.encodeStateAsUpdate(doc);
  Y.applyUpdate(doc, update);
  const wanted = Y.encodeStateAsUpdate(doc);
  if (Buffer.compare(wanted, after) === 0 && Buffer.compare(wanted, untouched) !== 0) return 'yes';
  const replica = replicaOf(copyOf([after]));
  if (isDeepStrictEqual(replica, replicaOf(copyOf([before])))) return 'no';
  return isDeepStrictEqual(replica, replicaOf(doc)) ? 'yes' : 'torn';
}

import type { DocumentKind } from '@clapper/documents';
import {
  asClapperError,
  ClapperError,
  type DocumentAccess,
  type DocumentAddress,
  type ErrorCode,
  type PresenceUser,
} from '@clapper/protocol';
import type { Logger } from '../log.ts';
import type { Connection, OpenConnection } from './connection.ts';
import { decodePlainFrame, encodeStep1, type PlainFrame } from './frames.ts';
import type { CommittedRows, Member, Outcome } from './member.ts';
import type { Rights } from './rights.ts';
import type { Room } from './room.ts';
import type { SharedFrame } from './shared-frame.ts';

export interface PlainConnectionOptions {
  connection: Connection;
  document: string;
  kind: DocumentKind;
  address: DocumentAddress;
  access: DocumentAccess;
  room: Room;
  rights: Rights;
  log: Logger;
}

/**
 * One document, plain y-websocket (`GET /sync/<document id>`): for any Yjs program there is (SPEC part
 * PL). What concerns its document is a close code, since it has no other word for it.
 */
export class PlainConnection implements OpenConnection, Member {
  readonly connection: Connection;
  readonly device = null;
  readonly user: PresenceUser;
  readonly blocked = new Set<number>();
  access: DocumentAccess;
  sentSeq = 0;
  quarantined = 0;
  closed = false;
  readonly #options: PlainConnectionOptions;
  /** Its own awareness id; it has one. */
  #awarenessId: number | null = null;
  /** Something it sent builds on what we do not have: it was asked for everything. */
  #asked = false;
  /** The last state vector that came with a step 1; null once it is answered. */
  #wanted: Uint8Array | null = null;

  constructor(options: PlainConnectionOptions) {
    this.#options = options;
    this.connection = options.connection;
    this.access = options.access;
    const { user, name } = options.connection.principal;
    this.user = { id: user, name };
    this.connection.onCaughtUp = () => options.room.catchUp(this);
    this.connection.onClose = () => {
      this.closed = true;
      if (this.#awarenessId !== null) options.room.release(this, [this.#awarenessId]);
      options.room.remove(this);
    };
  }

  /** Nothing it says is read before the document is loaded: an empty answer would look like an empty document. */
  start(): void {
    const { room } = this.#options;
    room.joinPlain(
      this,
      (doc) => {
        this.connection.send(encodeStep1(doc.stateVector()));
        const presence = room.presence.snapshot(this);
        if (presence !== null) this.connection.share(presence);
        this.connection.start(
          (frame) => this.#receive(decodePlainFrame(frame)),
          (error) => this.#fail(error),
        );
      },
      (error) => {
        this.connection.close(error.code);
      },
    );
  }

  #fail(error: unknown): void {
    const { code } = asClapperError(error);
    if (!(error instanceof ClapperError)) this.#options.log.error({ error }, 'frame_failed');
    this.connection.close(code);
  }

  #receive(frame: PlainFrame): void {
    const { room } = this.#options;
    switch (frame.type) {
      case 'step1':
        return this.#ask(frame.stateVector);
      case 'step2':
      case 'update':
        return this.#write(frame.type, frame.update);
      case 'awareness':
        this.#awarenessId = room.announce(this, this.#awarenessId, frame.entries);
        return;
      case 'queryAwareness': {
        // Who is behind is told when it reads again; until then one question after the other would only pile up.
        const presence = this.behind() ? null : room.presence.snapshot(this);
        if (presence !== null) this.connection.share(presence);
        return;
      }
      default:
        frame satisfies never;
    }
  }

  /** One answer at a time, to the last of what was asked: each may be as large as the document. */
  #ask(stateVector: Uint8Array): void {
    const isBeingAnswered = this.#wanted !== null;
    this.#wanted = stateVector;
    if (!isBeingAnswered) void this.#answer();
  }

  async #answer(): Promise<void> {
    try {
      for (let asked = this.#wanted; asked !== null && !this.closed;) {
        const frames = await this.#options.room.answer(asked);
        await this.connection.caughtUp();
        for (const frame of frames) this.connection.share(frame);
        this.#wanted = this.#wanted === asked ? null : this.#wanted;
        asked = this.#wanted;
      }
    } catch (error) {
      this.connection.close(asClapperError(error).code);
    }
  }

  #write(type: 'step2' | 'update', update: Uint8Array): void {
    const bytes = update.byteLength;
    this.connection.queued(bytes);
    this.#options.room.update(this, update, (outcome) => {
      this.connection.settled(bytes);
      if (!this.closed) this.#answered(type, outcome);
    });
  }

  #answered(type: 'step2' | 'update', { verdict }: Outcome): void {
    if (verdict.do !== 'refuse') {
      if (type === 'step2') this.#asked = false;
      return;
    }
    // Why and where, for whoever writes the program: there is no other word for it here.
    if (verdict.reason !== undefined) {
      const detail = `${verdict.reason} ${verdict.paths?.[0] ?? ''}`.trim();
      // A close reason holds 123 bytes; names in other scripts take up to four each.
      return this.connection.close(verdict.code, detail.replaceAll(/[^ -~]/g, '?'));
    }
    if (verdict.code !== 'GAP') return this.connection.close(verdict.code);
    // Until it has sent everything, what builds on the gap is in that answer too.
    if (this.#asked && type === 'update') return;
    if (this.#asked) return this.connection.close('GAP');
    this.#asked = true;
    this.#options.room.read(
      (doc) => this.connection.send(encodeStep1(doc.stateVector())),
      (error) => this.connection.close(error.code),
    );
  }

  // ── As the room sees it ──────────────────────────────────────────────────────────────────────

  show(rows: CommittedRows): void {
    this.connection.share(rows.plainFrame());
  }

  behind(): boolean {
    return this.connection.behind;
  }

  caughtUp(): Promise<void> {
    return this.connection.caughtUp();
  }

  presence(frame: SharedFrame): void {
    this.connection.share(frame);
  }

  leave(code: ErrorCode): void {
    this.connection.close(code);
  }

  // ── Rights ───────────────────────────────────────────────────────────────────────────────────

  async rightsChanged(project: string): Promise<void> {
    const { rights, kind, address } = this.#options;
    if (!this.#isIn(project)) return;
    const access = await rights.access(kind, address, this.connection.principal);
    // Who may still read goes on reading; new structs of theirs close it with 4403.
    this.access = access;
    if (!access.read) this.connection.close('NOT_FOUND');
  }

  projectRemoved(project: string): void {
    if (this.#isIn(project)) this.connection.close('NOT_FOUND');
  }

  #isIn(project: string): boolean {
    const { address } = this.#options;
    return address.scope === 'project' && address.project === project;
  }

  renamed(name: string): void {
    this.user.name = name;
    this.#options.room.presence.refresh(this);
  }

  goingAway(): void {
    // It has no word for it: the close says it.
  }
}

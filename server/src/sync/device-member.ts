import type { DocumentKind } from '@clapper/documents';
import type { DocumentAccess, DocumentAddress, ErrorCode, PresenceUser } from '@clapper/protocol';
import type { Connection } from './connection.ts';
import type { CommittedRows, Member } from './member.ts';
import type { Room } from './room.ts';
import type { SharedFrame } from './shared-frame.ts';

/** The socket it is one document of. */
interface DeviceMemberOwner {
  readonly connection: Connection;
  /** By document: how many refused updates of this socket were kept, however often it joined. */
  readonly quarantined: Map<string, number>;
  /** Sends what many get, after what this socket alone is owed. */
  share(frame: SharedFrame): void;
  leave(member: DeviceMember, code: ErrorCode, reason: string, retryAfterMs: number): void;
}

/** One document on a device's socket. */
export class DeviceMember implements Member {
  readonly document: string;
  readonly kind: DocumentKind;
  readonly address: DocumentAddress;
  readonly user: PresenceUser;
  readonly device: string;
  readonly blocked = new Set<number>();
  access: DocumentAccess = { read: false, write: false, role: null };
  sentSeq = 0;
  closed = false;
  joined = false;
  room: Room | null = null;
  clientIds: ReadonlySet<number> = new Set();
  /** Where it is seen already, before it has joined: it took over from an earlier join. */
  seenIn: Room | null = null;
  /** Lets a join that is under way end, whatever became of it. */
  settle: () => void = () => undefined;
  readonly #owner: DeviceMemberOwner;

  constructor(
    owner: DeviceMemberOwner,
    document: string,
    kind: DocumentKind,
    address: DocumentAddress,
    user: PresenceUser,
    device: string,
  ) {
    this.#owner = owner;
    this.document = document;
    this.kind = kind;
    this.address = address;
    this.user = user;
    this.device = device;
  }

  get quarantined(): number {
    return this.#owner.quarantined.get(this.document) ?? 0;
  }

  set quarantined(count: number) {
    this.#owner.quarantined.set(this.document, count);
  }

  attach(room: Room, clientIds: readonly number[]): void {
    this.room = room;
    this.clientIds = new Set(clientIds);
  }

  end(): void {
    this.closed = true;
    this.room?.release(this, this.clientIds);
    this.room?.remove(this);
    this.seenIn?.presence.removeMember(this);
    this.settle();
  }

  show(rows: CommittedRows): void {
    this.#owner.share(rows.deviceFrame());
  }

  behind(): boolean {
    return this.#owner.connection.behind;
  }

  caughtUp(): Promise<void> {
    return this.#owner.connection.caughtUp();
  }

  presence(frame: SharedFrame): void {
    this.#owner.share(frame);
  }

  leave(code: ErrorCode, reason: string, retryAfterMs: number): void {
    this.settle();
    this.#owner.leave(this, code, reason, retryAfterMs);
  }
}

import { encodePresence, encodePresenceEntry, type PresenceUser } from '@clapper/protocol';
import { encodeAwareness, encodeAwarenessEntry, type ReceivedEntry } from './frames.ts';
import type { SyncLimits } from './limits.ts';
import type { Member } from './member.ts';
import { sharedFrame, type SharedFrame } from './shared-frame.ts';

interface PresenceContext {
  readonly limits: SyncLimits;
  now(): number;
}

/** One tab in one document. */
interface Present {
  member: Member;
  /** JSON text as it came; read at the next tick, so that what is overtaken is never parsed. */
  incoming: string | null;
  state: Record<string, unknown>;
  deviceEntry: Uint8Array;
  plainEntry: Uint8Array;
  sentAt: number;
}

/** The clocks an id was announced with: an entry inside the range that comes back is an echo. */
interface Announced {
  first: number;
  last: number;
  removedAt: number | null;
}

/** An id that has left is remembered this long: echoes of it are still under way. */
const ECHO_MS = 60_000;

/**
 * Who is in a document right now, where their caret is, and nothing else: never stored, never part of
 * the content (SPEC part PR). No y-protocols `Awareness` here: it believes whatever a peer says about
 * anybody and never forgets an id.
 */
export class RoomPresence {
  readonly #document: string;
  readonly #members: ReadonlySet<Member>;
  readonly #context: PresenceContext;
  readonly #present = new Map<number, Present>();
  readonly #announced = new Map<number, Announced>();
  readonly #dirty = new Set<number>();
  readonly #removed = new Set<number>();
  #tickAt = 0;
  #timer: NodeJS.Timeout | NodeJS.Immediate | null = null;

  constructor(document: string, members: ReadonlySet<Member>, context: PresenceContext) {
    this.#document = document;
    this.#members = members;
    this.#context = context;
  }

  /** A device's tab: the connection has checked that the id is its own. */
  put(member: Member, clientId: number, state: string | null): void {
    const held = this.#present.get(clientId);
    if (held !== undefined && held.member !== member && held.member.user.id !== member.user.id) return;
    if (state === null) {
      if (held?.member === member) this.#remove(clientId);
      return;
    }
    this.#set(member, clientId, state);
  }

  /**
   * A plain client's awareness. Stock clients echo everybody's entries: only the one id that is the
   * connection's own is taken, the others are dropped in silence. Returns that id, which `reserve` must have let it have.
   */
  putAwareness(
    member: Member,
    own: number | null,
    entries: readonly ReceivedEntry[],
    reserve: (clientId: number) => boolean,
  ): number | null {
    for (const { clientId, clock, state } of entries) {
      if (own === null && !isNull(state) && this.#mayClaim(member, clientId, clock) && reserve(clientId))
        own = clientId;
      if (own !== clientId) continue;
      const held = this.#present.get(clientId);
      if (held !== undefined && held.member !== member && held.member.user.id !== member.user.id) continue;
      if (isNull(state)) {
        if (held?.member === member) this.#remove(clientId);
      } else this.#set(member, clientId, Buffer.from(state).toString());
    }
    return own;
  }

  #mayClaim(member: Member, clientId: number, clock: number): boolean {
    if (clientId > 0xffffffff) return false;
    const announced = this.#announced.get(clientId);
    if (announced !== undefined && clock >= announced.first && clock <= announced.last) return false;
    const held = this.#present.get(clientId);
    // The same person's new socket may take over from one that has not noticed yet that it is dead.
    return held === undefined || held.member.user.id === member.user.id;
  }

  #set(member: Member, clientId: number, state: string): void {
    const held = this.#present.get(clientId);
    if (held === undefined) {
      const none = new Uint8Array();
      this.#present.set(clientId, {
        member,
        incoming: state,
        state: {},
        deviceEntry: none,
        plainEntry: none,
        sentAt: 0,
      });
    } else {
      held.member = member;
      held.incoming = state;
    }
    this.#removed.delete(clientId);
    this.#dirty.add(clientId);
    this.#schedule();
  }

  #remove(clientId: number): void {
    const present = this.#present.get(clientId);
    if (present === undefined) return;
    this.#present.delete(clientId);
    this.#dirty.delete(clientId);
    // Nobody ever heard of it: nobody needs to hear that it left.
    if (present.sentAt === 0) return;
    this.#removed.add(clientId);
    this.#schedule();
  }

  /** A document is joined again on the same socket (J12): who was seen under the ids that stay is seen on. */
  handOver(from: Member, to: Member, clientIds: readonly number[]): void {
    for (const clientId of clientIds) {
      const present = this.#present.get(clientId);
      if (present?.member === from) present.member = to;
    }
  }

  removeMember(member: Member): void {
    for (const [clientId, present] of this.#present) if (present.member === member) this.#remove(clientId);
  }

  /** A person's name has changed. */
  refresh(member: Member): void {
    for (const [clientId, present] of this.#present) {
      if (present.member === member) this.#dirty.add(clientId);
    }
    if (this.#dirty.size > 0) this.#schedule();
  }

  /** What each tab that others have been shown says of itself. */
  people(): { user: string; state: Readonly<Record<string, unknown>> }[] {
    return [...this.#present.values()]
      .filter(({ sentAt }) => sentAt > 0)
      .map(({ member, state }) => ({ user: member.user.id, state }));
  }

  /** Everybody who is here, for somebody who has just come; null when there is nobody else. */
  snapshot(member: Member): SharedFrame | null {
    const entries: Uint8Array[] = [];
    for (const present of this.#present.values()) {
      if (present.member !== member && present.sentAt > 0) entries.push(entryFor(member, present));
    }
    return entries.length === 0 ? null : this.#frame(member, entries);
  }

  /** For a reader that was behind: who is here, and who left meanwhile. */
  resync(member: Member): SharedFrame | null {
    const entries: Uint8Array[] = [];
    for (const [clientId, { last, removedAt }] of this.#announced) {
      const present = this.#present.get(clientId);
      if (present?.member === member) continue;
      if (present !== undefined && present.sentAt > 0) entries.push(entryFor(member, present));
      else if (removedAt !== null) entries.push(removalFor(member, clientId, last));
    }
    return entries.length === 0 ? null : this.#frame(member, entries);
  }

  stop(): void {
    if (this.#timer !== null) cancel(this.#timer);
    this.#timer = null;
    this.#present.clear();
    this.#dirty.clear();
    this.#removed.clear();
  }

  #schedule(): void {
    if (this.#timer !== null) return;
    const wait = this.#tickAt + this.#context.limits.presenceTickMs - this.#context.now();
    // The first change after a pause leaves at once; the tick only bounds how often.
    this.#timer = wait <= 0 ? setImmediate(() => this.#tick()) : setTimeout(() => this.#tick(), wait);
  }

  #tick(): void {
    this.#timer = null;
    const now = this.#context.now();
    this.#tickAt = now;
    this.#forget(now);
    const changed = new Map<number, { member: Member | null; device: Uint8Array; plain: Uint8Array }>();
    for (const clientId of this.#dirty) {
      const present = this.#present.get(clientId)!;
      if (now - present.sentAt < this.#context.limits.presenceGapMs) continue;
      this.#dirty.delete(clientId);
      if (!this.#encode(clientId, present, now)) continue;
      changed.set(clientId, {
        member: present.member,
        device: present.deviceEntry,
        plain: present.plainEntry,
      });
    }
    for (const clientId of this.#removed) {
      const clock = this.#clock(clientId, now);
      this.#announced.get(clientId)!.removedAt = now;
      changed.set(clientId, {
        member: null,
        device: deviceRemoval(clientId),
        plain: plainRemoval(clientId, clock),
      });
    }
    this.#removed.clear();
    if (changed.size > 0) this.#broadcast([...changed.values()]);
    if (this.#dirty.size > 0) this.#schedule();
  }

  #broadcast(changed: { member: Member | null; device: Uint8Array; plain: Uint8Array }[]): void {
    const authors = new Set(changed.map((entry) => entry.member));
    const shared: { device?: SharedFrame; plain?: SharedFrame } = {};
    for (const member of this.#members) {
      if (member.behind()) continue;
      const plane = member.device === null ? 'plain' : 'device';
      if (!authors.has(member)) {
        member.presence(
          (shared[plane] ??= this.#frame(
            member,
            changed.map((entry) => entry[plane]),
          )),
        );
        continue;
      }
      // Nobody hears about themselves: a stock client would take its own older state for news.
      const others = changed.filter((entry) => entry.member !== member).map((entry) => entry[plane]);
      if (others.length > 0) member.presence(this.#frame(member, others));
    }
  }

  #frame(member: Member, entries: Uint8Array[]): SharedFrame {
    return sharedFrame(
      member.device === null ? encodeAwareness(entries) : encodePresence(this.#document, entries),
    );
  }

  /** False: what came is no state and was dropped. */
  #encode(clientId: number, present: Present, now: number): boolean {
    const { incoming } = present;
    present.incoming = null;
    const state =
      incoming === null ? present.state : readState(incoming, this.#context.limits.maxPresenceBytes);
    if (state === null) {
      if (present.sentAt === 0) this.#present.delete(clientId);
      return false;
    }
    // What somebody is, the link says that they came through.
    if (present.member.access.guest !== undefined) state['guest'] = true;
    present.state = state;
    const user: PresenceUser = { id: present.member.user.id, name: present.member.user.name };
    present.sentAt = now;
    present.deviceEntry = encodePresenceEntry({ clientId, state: JSON.stringify(state), user });
    const plain = JSON.stringify({ ...state, user });
    present.plainEntry = encodeAwarenessEntry({ clientId, clock: this.#clock(clientId, now), state: plain });
    return true;
  }

  /**
   * Our own clock, milliseconds that only rise: a client that comes back under the same id is newer
   * than its own removal, also after a restart of the server.
   */
  #clock(clientId: number, now: number): number {
    const announced = this.#announced.get(clientId);
    if (announced === undefined) {
      this.#announced.set(clientId, { first: now, last: now, removedAt: null });
      return now;
    }
    announced.last = Math.max(announced.last + 1, now);
    announced.removedAt = null;
    return announced.last;
  }

  #forget(now: number): void {
    for (const [clientId, { removedAt }] of this.#announced) {
      if (removedAt !== null && now - removedAt > ECHO_MS) this.#announced.delete(clientId);
    }
  }
}

/** The text `null`: the client has left. */
function isNull(state: Uint8Array): boolean {
  return state.byteLength === 4 && Buffer.from(state).toString('latin1') === 'null';
}

function entryFor(member: Member, present: Present): Uint8Array {
  return member.device === null ? present.plainEntry : present.deviceEntry;
}

function removalFor(member: Member, clientId: number, clock: number): Uint8Array {
  return member.device === null ? plainRemoval(clientId, clock) : deviceRemoval(clientId);
}

function deviceRemoval(clientId: number): Uint8Array {
  return encodePresenceEntry({ clientId, state: null, user: null });
}

function plainRemoval(clientId: number, clock: number): Uint8Array {
  return encodeAwarenessEntry({ clientId, clock, state: 'null' });
}

/** An object without `user` and `guest`: who somebody is, the token says. */
function readState(text: string, maxBytes: number): Record<string, unknown> | null {
  if (Buffer.byteLength(text) > maxBytes) return null;
  try {
    const state: unknown = JSON.parse(text);
    if (typeof state !== 'object' || state === null || Array.isArray(state)) return null;
    const { user: _user, guest: _guest, ...rest } = state as Record<string, unknown>;
    return rest;
  } catch {
    return null;
  }
}

function cancel(timer: NodeJS.Timeout | NodeJS.Immediate): void {
  clearImmediate(timer as NodeJS.Immediate);
  clearTimeout(timer as NodeJS.Timeout);
}

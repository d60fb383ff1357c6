import type { DocumentKind, Touch } from '@clapper/documents';
import { asClapperError, ERRORS, type ClapperError, type ErrorCode } from '@clapper/protocol';
import type { Act, Telling } from '../activity/bursts.ts';
import type { DocumentActivity } from '../activity/document-activity.ts';
import type { DocumentAppend, DocumentHead, Lease, NewRow } from '../storage/storage.ts';
import { mergeUpdates } from './catch-up.ts';
import type { Change } from './document-content.ts';
import { newRanges, type Incoming } from './inspect-update.ts';
import { judgePlain, judgePush, type Facts, type Push, type Verdict } from './judge.ts';
import type { Leases } from './leases.ts';
import type { SyncLimits } from './limits.ts';
import type { LiveDocument } from './live-document.ts';
import type { Member, Outcome } from './member.ts';

interface ClientWrite {
  member: Member;
  receivedAt: number;
  done: (outcome: Outcome) => void;
}

/** A device's push, a stock client's update, or the server's own change. */
export type Write = PeerWrite | ServerWrite;

export type PeerWrite = ClientWrite & ({ kind: 'push'; push: Push } | { kind: 'update'; update: Uint8Array });

interface ServerWrite {
  kind: 'write';
  change: Change;
  user: string | null;
  /** Set when the write is a migration. */
  schema: number | null;
  done: (error: ClapperError | null) => void;
}

/** What a person wrote, once it is on disk: who wants to know what changed need not look for it again. */
export interface Written {
  seq: number;
  user: string;
  at: number;
  /** None where the kind has no schema. */
  touches: readonly Touch[];
}

export interface GroupContext {
  readonly head: DocumentHead;
  readonly live: LiveDocument;
  readonly leases: Leases;
  readonly kind: DocumentKind;
  readonly limits: SyncLimits;
  /** Null: nothing that is done in it is told to anybody. */
  readonly activity: DocumentActivity | null;
  now(): number;
  /** A refused update worth keeping for the operator. */
  quarantine(write: ClientWrite, update: Uint8Array, code: ErrorCode): void;
  broke(write: ClientWrite, error: unknown): void;
}

/** A write that was judged and, if it was to be, applied: waiting for the commit. */
type Judged = { write: ServerWrite; error: ClapperError | null } | PeerJudged;

interface PeerJudged {
  write: PeerWrite;
  verdict: Verdict;
  row: number;
}

const SERVER_ORIGIN = { from: 'the server' };

/** What one commit holds of one document, and whom to answer when it is on disk. */
export class WriteGroup {
  readonly rows: NewRow[] = [];
  /**
   * Yjs could not end the transaction of several updates, and nobody knows through which of them: these were neither
   * stored nor refused, and are to be judged again, each alone, in a doc that was read again.
   */
  again: readonly Write[] = [];
  /** An update passed the judge and Yjs could not integrate it: the doc is of no use any more. */
  broken = false;
  schema: number | null = null;
  readonly #context: GroupContext;
  readonly #judged: Judged[] = [];
  readonly #leases: Lease[] = [];
  readonly #acts: Act[] = [];
  #telling: Telling | null = null;
  /** The rows again, those of one transaction as one update. */
  readonly #pieces: Uint8Array[] = [];

  constructor(context: GroupContext) {
    this.#context = context;
  }

  /** Judges and applies what `next` gives, at most so many. */
  take(next: () => Write | null, most: number): void {
    const { maxRowsPerCommit } = this.#context.limits;
    let left = most;
    const taken = (): Write | null =>
      this.broken || left-- <= 0 || this.rows.length >= maxRowsPerCommit ? null : next();
    let write = taken();
    while (write !== null) {
      if (write.kind === 'write') {
        this.#judged.push(this.#applyChange(write));
        write = taken();
      } else write = this.#takeTogether(write, taken);
    }
  }

  /** What peers wrote one after the other, in one transaction. Returns the write that ended it. */
  #takeTogether(first: PeerWrite, taken: () => Write | null): Write | null {
    const before = { rows: this.rows.length, leases: this.#leases.length, acts: this.#acts.length };
    const judged: PeerJudged[] = [];
    let next: Write | null = first as Write;
    const judgeAll = (): void => {
      for (; next !== null && next.kind !== 'write'; next = taken()) judged.push(this.#judge(next));
    };
    try {
      const { merged, tidied } = this.#context.live.together(judgeAll);
      this.#judged.push(...judged);
      this.#pieces.push(
        ...(merged === null ? this.rows.slice(before.rows).map((row) => row.update) : [merged]),
      );
      for (const own of tidied) this.#addServerRow(own, this.#context.head.schema, null);
    } catch (error) {
      // The culprit is known, and has its answer; what stands before it was whole.
      if (this.broken) this.#judged.push(...judged);
      else {
        this.#ruined(judged, next, before, error);
        next = null;
      }
    }
    return next;
  }

  /** Yjs could not end the transaction: who is the only one in it is refused, of several each is judged again. */
  #ruined(
    judged: readonly PeerJudged[],
    next: Write | null,
    before: { rows: number; leases: number; acts: number },
    error: unknown,
  ): void {
    const applied = judged.filter(({ verdict }) => verdict.do === 'apply');
    // Not Yjs: somebody judged, and could not.
    if (applied.length === 0) throw error;
    this.broken = true;
    if (applied.length === 1 && next === null) {
      this.rows.length = before.rows;
      this.#leases.length = before.leases;
      this.#acts.length = before.acts;
      const answers = judged.map((one) => (one === applied[0] ? this.#refuseBroken(one.write, error) : one));
      this.#judged.push(...answers);
      return;
    }
    this.rows.length = 0;
    this.#leases.length = 0;
    this.#acts.length = 0;
    this.schema = null;
    this.again = [
      ...[...this.#judged, ...judged].map(({ write }) => write),
      ...(next === null ? [] : [next]),
    ];
  }

  #refuseBroken(write: PeerWrite, error: unknown): PeerJudged {
    this.broken = true;
    this.#context.broke(write, error);
    this.#context.quarantine(write, updateOf(write), 'INVALID_UPDATE');
    return { write, verdict: { do: 'refuse', code: 'INVALID_UPDATE' }, row: -1 };
  }

  /** All rows as one update, as others are shown them. */
  merged(): Uint8Array {
    // What broke may have left a part of itself in the doc: the transaction is not what was stored.
    return mergeUpdates(this.broken ? this.rows.map((row) => row.update) : this.#pieces);
  }

  /** What to write; null when nothing. */
  append(): DocumentAppend | null {
    const { rows, schema } = this;
    const leases = this.#leases;
    if (rows.length === 0 && leases.length === 0 && schema === null) return null;
    const { id, epoch } = this.#context.head;
    if (this.#acts.length > 0) this.#telling = this.#context.activity?.take(this.#acts) ?? null;
    const activity = this.#telling?.rows ?? [];
    return {
      document: id,
      epoch,
      rows,
      leases,
      ...(schema === null ? {} : { schema }),
      ...(activity.length === 0 ? {} : { activity }),
    };
  }

  /** After the commit: everybody their answer, in order. Returns the one member who wrote all of it, if there is one. */
  settle(seqs: readonly number[], tips: readonly string[]): Member | null {
    this.#telling?.stored();
    const writers = new Set<Member>();
    let own = 0;
    for (const judged of this.#judged) {
      if ('error' in judged) {
        judged.write.done(judged.error);
        continue;
      }
      const { write, verdict, row } = judged;
      if (verdict.do !== 'apply') {
        write.done({ verdict, seq: null, tip: null });
        continue;
      }
      writers.add(write.member);
      own += 1;
      write.done({ verdict, seq: seqs[row]!, tip: tips[row]! });
    }
    return own === this.rows.length && writers.size === 1 ? [...writers][0]! : null;
  }

  /** After the commit: what people wrote, in order. */
  written(seqs: readonly number[]): Written[] {
    return this.#judged.flatMap((judged) => {
      if ('error' in judged || judged.verdict.do !== 'apply') return [];
      const { write, verdict, row } = judged;
      const { touches } = verdict;
      return [{ seq: seqs[row]!, user: write.member.user.id, at: write.receivedAt, touches }];
    });
  }

  /** The commit failed or nobody knows: nothing was refused, and nothing is acknowledged. */
  fail(error: ClapperError): void {
    for (const judged of this.#judged) {
      if ('error' in judged) judged.write.done(error);
      else judged.write.done({ verdict: { do: 'refuse', code: error.code }, seq: null, tip: null });
    }
  }

  #judge(write: PeerWrite): PeerJudged {
    const { live, activity } = this.#context;
    const verdict = this.#verdict(write);
    if (verdict.do === 'refuse') this.#context.quarantine(write, updateOf(write), verdict.code);
    if (verdict.do !== 'apply') return { write, verdict, row: -1 };
    const foreseen = activity?.foreseen(verdict.touches, live.doc) ?? [];
    const wrote = newRanges(verdict.update, live.known);
    try {
      live.apply(verdict.update.bytes);
    } catch (error) {
      return this.#refuseBroken(write, error);
    }
    if (foreseen.length > 0) {
      const { member, receivedAt } = write;
      for (const event of activity?.done(foreseen, live.doc) ?? [])
        this.#acts.push({ user: member.user.id, event, at: receivedAt });
    }
    this.#addRow(write, verdict.update.bytes, wrote);
    return { write, verdict, row: this.rows.length - 1 };
  }

  #verdict(write: PeerWrite): Verdict {
    const { head, live, leases, kind, limits } = this.#context;
    const { member } = write;
    const facts: Facts = {
      known: live.known,
      doc: live.doc,
      kind,
      leases,
      writer: {
        user: member.user.id,
        name: member.user.name,
        role: member.access.role,
        guest: member.access.guest,
      },
      mayWrite: member.access.write,
      // A stock client brings all it has in one step 2.
      maxUpdateBytes: write.kind === 'push' ? limits.maxUpdateBytes : limits.maxFrameBytes,
      fits: (bytes) => live.fits(bytes, limits.maxDocumentBytes),
    };
    if (write.kind === 'update') return judgePlain(write.update, facts);
    const verdict = judgePush(write.push, {
      ...facts,
      device: member.device ?? '',
      epoch: head.epoch,
      schema: { document: head.schema, server: kind.schemaVersion },
      blocked: member.blocked.has(write.push.clientId),
    });
    // What can come again may: only what is refused for good takes the rest of its client id with it.
    if (verdict.do === 'refuse' && !ERRORS[verdict.code].retry) member.blocked.add(write.push.clientId);
    return verdict;
  }

  #addRow(write: PeerWrite, update: Uint8Array, wrote: Incoming['ranges']): void {
    const { member, receivedAt } = write;
    const { head, leases } = this.#context;
    const ids = [...wrote.keys()];
    const single = ids.length === 1 ? ids[0]! : null;
    const range = single === null ? undefined : wrote.get(single);
    const push = write.kind === 'push' ? write.push : null;
    this.rows.push({
      update,
      user: member.user.id,
      device: member.device,
      n: push?.n ?? null,
      clientId: single,
      clockFrom: range?.from ?? null,
      clockTo: range?.to ?? null,
      schema: push?.schema ?? head.schema,
      receivedAt,
    });
    // A row carries the lease of its one client id. A push without structs and an update of several ids need their own.
    const leased = push === null ? ids : [push.clientId];
    for (const clientId of leased) {
      const lease: Lease = { clientId, user: member.user.id, device: member.device, lastN: push?.n ?? 0 };
      if (clientId !== single && (push !== null || !leases.has(clientId))) this.#leases.push(lease);
      leases.record(lease);
    }
  }

  #applyChange(write: ServerWrite): Judged {
    try {
      const updates = this.#context.live.change((doc) => write.change(doc, SERVER_ORIGIN), SERVER_ORIGIN);
      for (const update of updates)
        this.#addServerRow(update, write.schema ?? this.#context.head.schema, write.user);
      if (write.schema !== null) this.schema = write.schema;
      return { write, error: null };
    } catch (error) {
      this.broken = true;
      return { write, error: asClapperError(error) };
    }
  }

  #addServerRow(update: Uint8Array, schema: number, user: string | null): void {
    const receivedAt = this.#context.now();
    const none = { device: null, n: null, clientId: null, clockFrom: null, clockTo: null };
    this.rows.push({ update, user, ...none, schema, receivedAt });
    this.#pieces.push(update);
  }
}

function updateOf(write: PeerWrite): Uint8Array {
  return write.kind === 'push' ? write.push.update : write.update;
}

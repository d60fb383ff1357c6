import { asClapperError, encodeMessage, type ErrorCode } from '@clapper/protocol';
import type { Logger } from '../log.ts';
import type { DocumentHead, DocumentLog } from '../storage/storage.ts';
import { missedByDevice, missedByReader, type Missed, type Source } from './catch-up.ts';
import type { CommittedState, State } from './committed-state.ts';
import type { Position } from './epochs.ts';
import { encodeStep2, encodeUpdate } from './frames.ts';
import type { SyncLimits } from './limits.ts';
import type { CommittedRows, Member } from './member.ts';
import { sharedFrame, type SharedFrame } from './shared-frame.ts';

interface AudienceContext {
  readonly id: string;
  readonly storage: { documents: DocumentLog };
  readonly limits: SyncLimits;
  readonly log: Logger;
  readonly committed: CommittedState;
  /** The last that is committed; null when the room is gone. */
  head(): DocumentHead | null;
}

/** What a plain client lacks: the answer to its step 1, and what was committed after that. */
export type PlainAnswer = readonly SharedFrame[];

/**
 * Who is in a document, and what each of them has been shown. Somebody is shown rows only when they
 * follow what he has: who joins or was behind gets what is between from the storage first, while everybody
 * else goes on (SPEC J13, LI8).
 */
export class Audience {
  readonly members = new Set<Member>();
  readonly #context: AudienceContext;
  readonly #catchingUp = new Set<Member>();
  /** Frames of a state that many are sent: encoded once, and one piece of memory however many have not read it. */
  readonly #frames = new WeakMap<State, CommittedRows>();
  readonly #answers = new WeakMap<State, SharedFrame>();

  constructor(context: AudienceContext) {
    this.#context = context;
  }

  /** What a device has not seen, in the time that takes. */
  missedBy(at: Pick<Position, 'seq' | 'stateVector'>, head: DocumentHead): Promise<Missed | null | 'want'> {
    return missedByDevice(at, this.#source(head));
  }

  /** From now on it is shown what is committed. `missed`: the rows it is given first. */
  enter(member: Member, head: DocumentHead, missed: Missed | null): CommittedRows | null {
    this.members.add(member);
    member.sentSeq = missed === null ? head.headSeq : missed.to;
    return missed === null ? null : this.#rowsOf(missed, head.epoch);
  }

  /** Shows a commit. `only`: who wrote all of it and has all of it. Returns how many frames that took. */
  tell(rows: CommittedRows, only: Member | null): number {
    let frames = 0;
    for (const member of this.members) {
      if (member.behind() || rows.to <= member.sentSeq) continue;
      if (rows.from > member.sentSeq + 1) {
        void this.catchUp(member);
        continue;
      }
      if (member !== only) {
        member.show(rows);
        frames += 1;
      }
      member.sentSeq = rows.to;
    }
    return frames;
  }

  /** Shows a member what was committed since it was last shown something, merged. */
  async catchUp(member: Member): Promise<void> {
    if (this.#catchingUp.has(member)) return;
    this.#catchingUp.add(member);
    try {
      for (;;) {
        const head = this.#context.head();
        if (head === null || member.closed || member.behind()) return;
        const missed = await missedByReader(member.sentSeq, this.#source(head));
        if (missed === null || member.closed || member.behind()) return;
        member.show(this.#rowsOf(missed, head.epoch));
        member.sentSeq = Math.max(member.sentSeq, missed.to);
      }
    } catch (error) {
      this.#context.log.warn({ error, document: this.#context.id }, 'catch_up_failed');
      const { code } = asClapperError(error);
      if (!member.closed) this.#sendAway(member, code);
    } finally {
      this.#catchingUp.delete(member);
    }
  }

  /** One who cannot be caught up comes again; the others stay. */
  #sendAway(member: Member, code: ErrorCode): void {
    this.members.delete(member);
    member.closed = true;
    member.leave(code, 'What was missed cannot be read.', this.#context.limits.retryAfterMs);
  }

  /** What a plain client with this state vector lacks of a document too large to look at on the event loop. */
  async answer(stateVector: Uint8Array, head: DocumentHead): Promise<PlainAnswer> {
    const source = this.#source(head);
    const state = await source.state(0);
    const rest = await missedByReader(state.seq, source);
    const first = isEmpty(stateVector)
      ? this.#answerOf(state)
      : sharedFrame(encodeStep2(await source.diff(state, stateVector)));
    return rest === null ? [first] : [first, sharedFrame(encodeUpdate(rest.update))];
  }

  #answerOf(state: State): SharedFrame {
    let frame = this.#answers.get(state);
    if (frame === undefined) this.#answers.set(state, (frame = sharedFrame(encodeStep2(state.update))));
    return frame;
  }

  #source(head: DocumentHead): Source {
    const { storage, limits, committed } = this.#context;
    return {
      log: storage.documents,
      head,
      maxRows: limits.maxCatchUpRows,
      maxBytes: limits.maxCatchUpBytes,
      state: (atLeast) => committed.at(atLeast, head),
      diff: (state, stateVector) => committed.diff(state, stateVector),
    };
  }

  #rowsOf({ from, to, tip, update, state }: Missed, epoch: string): CommittedRows {
    const shared = state === null ? undefined : this.#frames.get(state);
    if (shared !== undefined) return shared;
    const rows = committedRows(this.#context.id, { from, to, tip, epoch }, () => update);
    if (state !== null) this.#frames.set(state, rows);
    return rows;
  }
}

/** Rows `from`…`to`, encoded at most once for each kind of client. */
export function committedRows(
  document: string,
  range: { epoch: string; from: number; to: number; tip: string },
  update: () => Uint8Array,
): CommittedRows {
  const merged = once(update);
  return {
    from: range.from,
    to: range.to,
    deviceFrame: once(() =>
      sharedFrame(encodeMessage({ type: 'rows', document, ...range, update: merged() })),
    ),
    plainFrame: once(() => sharedFrame(encodeUpdate(merged()))),
  };
}

/** No client id at all. */
function isEmpty(stateVector: Uint8Array): boolean {
  return stateVector.byteLength === 1 && stateVector[0] === 0;
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

import * as Y from 'yjs';
import {
  MAX_CLIENT_IDS,
  type DocumentAccess,
  type ErrorCode,
  type JoinAnswer,
  type JoinRequest,
  type Message,
} from '@clapper/protocol';
import type { Logger } from './environment.ts';
import {
  advanced,
  IncomingHistory,
  isOtherHistory,
  NOTHING,
  type History,
  type RowRange,
} from './history.ts';
import { PushQueue } from './push-queue.ts';
import type { RefusedPush } from './repair/repair-rows.ts';
import type { PendingRow } from './rows.ts';
import { backoff, judgeRefusedDocument, judgeRefusedPush, type PushVerdict } from './verdicts.ts';

const RETRY_FIRST_MS = 200;
const RETRY_MOST_MS = 5_000;

/** After this many gaps in a row that nothing closed, the copy itself is in doubt: it is fetched anew. */
const MAX_GAPS = 8;

type Of<T extends Message['type']> = Extract<Message, { type: T }>;
type Joined = Extract<JoinAnswer, { result: 'joined' }>;
export type Trouble = { code: ErrorCode; reason: string };

/** The document behind the link: what it is asked, and what it is told. */
export interface LinkedDocument {
  readonly document: string;
  readonly schemaVersion: number;
  readonly log: Logger;
  random(): number;
  doc(): Y.Doc | null;
  /** False while the doc is being rebuilt: nothing is pushed. */
  isOpen(): boolean;
  mayWrite(): boolean;
  hasUnsent(): boolean;
  send(message: Message): boolean;
  requestJoin(): void;
  pendingOf(): Promise<PendingRow[]>;
  joined(access: DocumentAccess, schema: number): void;
  /** Everything the server had is here. */
  caughtUp(): void;
  /** It was current until now. */
  leftBehind(): void;
  /** To be applied, and stored with the seq it moves to. */
  received(update: Uint8Array, rows: RowRange): void;
  acknowledged(row: PendingRow, rows: RowRange | null): void;
  /** One edit will never be taken: it leaves the document and is kept for the person. */
  refused(push: RefusedPush): void;
  /** Takes everything that was not acknowledged out of the document and keeps it for the person. */
  rebuild(reason: ErrorCode): void;
  /** Refused for good. */
  gone(code: ErrorCode): void;
  /** Refused until something else changes. */
  held(code: ErrorCode): void;
  presenceLost(): void;
}

/**
 * One document's half of the conversation with the server: joining, catching up, pushing, and what to do
 * about each refusal. It owns no content: rows and edits go through the document, which stores them.
 */
export class ServerLink {
  readonly queue = new PushQueue();
  history: History = NOTHING;
  /** The epoch of the copy, where the server goes on from it under another one. */
  wentOnFrom: string | null = null;
  /** What the server said last, if it was not good. */
  trouble: Trouble | null = null;
  connectedAt: number | null = null;
  #to: LinkedDocument;
  #state: 'down' | 'asked' | 'joined' = 'down';
  #headSeq = 0;
  /** Own edits acknowledged before the rows in front of them came. */
  #ahead: RowRange[] = [];
  /** What the server owes an answer for; `again`: before it came there was a reason to ask anew. */
  #join: 'none' | 'asked' | 'again' = 'none';
  /** Has been live since it joined. */
  #current = false;
  #wantsStateVector = false;
  #incoming: IncomingHistory | null = null;
  /** Nothing is pushed: until a moment later, until a gap is closed, or until the next connection. */
  #held: 'wait' | 'gap' | 'hold' | null = null;
  #attempts = 0;
  #gaps = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(to: LinkedDocument) {
    this.#to = to;
  }

  get isJoined(): boolean {
    return this.#state === 'joined';
  }

  get isLive(): boolean {
    return this.#state === 'joined' && this.history.seq >= this.#headSeq && this.#incoming === null;
  }

  /**
   * Whether every push has its answer, or will never get one. Who has just joined is told by the rows that follow what
   * became of pushes whose answers were lost.
   */
  get isAnswered(): boolean {
    if (this.#state !== 'joined') return true;
    return this.queue.inFlight === 0 && (this.#incoming !== null || this.history.seq >= this.#headSeq);
  }

  /** The history that replaces ours, once it is whole. */
  takeIncoming(): ReturnType<IncomingHistory['whole']> {
    return this.#incoming?.whole() ?? null;
  }

  connected(at: number): void {
    this.connectedAt = at;
    this.#join = 'none';
    this.#attempts = 0;
    this.#gaps = 0;
    if (this.#held === 'hold') this.#held = null;
    this.rejoin();
  }

  disconnected(): void {
    this.unlink();
    this.connectedAt = null;
    if (this.#to.isOpen()) this.#incoming = null;
  }

  /** The doc was made anew from what is stored. */
  restarted(history: History): void {
    this.history = history;
    this.#incoming = null;
    this.#held = null;
    this.#gaps = 0;
    this.trouble = null;
  }

  close(): void {
    this.unlink();
    this.connectedAt = null;
  }

  // ── Joining ────────────────────────────────────────────────────────────────────────────────

  rejoin(): void {
    if (this.connectedAt === null) return;
    this.#state = 'down';
    this.#current = false;
    this.#resend();
    this.#ask();
  }

  /** No answer comes any more, and nothing that waited for one may wait on. */
  #resend(): void {
    this.queue.reset();
    this.#ahead = [];
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#held !== 'hold') this.#held = null;
  }

  /** One join at a time: its answer would be taken for that of the next, and what is pushed then be lost. */
  #ask(): void {
    if (this.#join === 'none') this.#to.requestJoin();
    else this.#join = 'again';
  }

  /** Asks once more where nothing else will: it was refused, and perhaps is not any more. */
  askAgain(): void {
    const ends = this.#state === 'down' && this.#join === 'none' && this.#timer === null;
    if (ends) this.rejoin();
  }

  /** Begins again with this document alone: one of its messages could not be used. */
  restart(): void {
    this.unlink();
    this.#later(() => this.rejoin(), 0);
  }

  unlink(): void {
    if (this.#current) this.#to.leftBehind();
    this.#current = false;
    this.#state = 'down';
    this.#resend();
    this.#to.presenceLost();
  }

  joinRequest(): JoinRequest | null {
    const doc = this.#to.doc();
    if (doc === null || this.connectedAt === null) return null;
    this.#state = this.#join = 'asked';
    const { document, schemaVersion: schema } = this.#to;
    const ids = new Set([doc.clientID, ...this.queue.rows().map((row) => row.clientId)]);
    const fresh = this.#incoming !== null;
    const stateVector = this.#wantsStateVector ? Y.encodeStateVector(fresh ? new Y.Doc() : doc) : null;
    this.#wantsStateVector = false;
    // Nothing of the new history; the server tells how it stands to the one that is here.
    const from = fresh ? { ...NOTHING, epoch: this.history.epoch } : this.history;
    return { document, ...from, clientIds: [...ids].slice(0, MAX_CLIENT_IDS), schema, stateVector };
  }

  answered(answer: JoinAnswer): void {
    const again = this.#join === 'again';
    this.#join = 'none';
    if (again) return this.#to.requestJoin();
    if (this.#state === 'down') return;
    switch (answer.result) {
      case 'want':
        this.#wantsStateVector = true;
        this.#to.requestJoin();
        break;
      case 'refused':
        this.leave(answer.code, '', answer.retryAfterMs);
        break;
      case 'joined':
        this.#joined(answer);
        break;
      default:
        answer satisfies never;
    }
  }

  #joined(answer: Joined): void {
    this.#headSeq = answer.headSeq;
    this.#to.joined(answer.access, answer.schema);
    if (this.#incoming !== null) {
      this.#incoming.joined(answer);
      return this.#incomingMoved();
    }
    if (isOtherHistory(this.history, answer)) {
      const { document, log } = this.#to;
      log.warn(
        { document, ours: this.history, epoch: answer.epoch, headSeq: answer.headSeq },
        'device.otherHistory',
      );
      this.#incoming = new IncomingHistory();
      return this.rejoin();
    }
    if (this.history.epoch !== answer.epoch) this.wentOnFrom = this.history.epoch;
    this.history = { ...this.history, epoch: answer.epoch };
    this.#state = 'joined';
    // A join that replaced another took the answers under way with it.
    this.#resend();
    // Joined is not stored: what the server could not keep stays told until it is acknowledged.
    if (!this.#to.hasUnsent()) this.trouble = null;
    this.#caughtUp();
    this.pump();
  }

  rows({ epoch, from, to, tip, update }: Of<'rows'>): void {
    if (this.#incoming !== null) {
      this.#incoming.add(epoch, { from, to, tip }, update);
      return this.#incomingMoved();
    }
    if (epoch !== this.history.epoch) return;
    // Rows come one behind the other: what is missing in front of these did not arrive, and nobody will say it again.
    const torn = this.#state === 'joined' && from > this.history.seq + 1;
    this.#to.received(update, { from, to, tip });
    if (torn) return this.rejoin();
    this.#moved({ from, to, tip });
    this.#caughtUp();
  }

  #moved(range: RowRange): void {
    this.#ahead.push(range);
    const follows = ({ from }: RowRange) => from <= this.history.seq + 1;
    for (let next = this.#ahead.find(follows); next !== undefined; next = this.#ahead.find(follows)) {
      this.#ahead.splice(this.#ahead.indexOf(next), 1);
      this.history = advanced(this.history, next);
    }
  }

  #incomingMoved(): void {
    if (this.takeIncoming() === null) return;
    this.#state = 'joined';
    this.#to.rebuild('EPOCH');
  }

  #caughtUp(): void {
    if (this.#current || !this.isLive) return;
    this.#current = true;
    this.#to.caughtUp();
  }

  // ── Pushing ────────────────────────────────────────────────────────────────────────────────

  pump(): void {
    const { epoch } = this.history;
    if (this.#state !== 'joined' || this.#held !== null || epoch === null) return;
    if (!this.#to.isOpen() || !this.#to.mayWrite()) return;
    const { document, schemaVersion: schema } = this.#to;
    for (const { n, clientId, update } of this.queue.take()) {
      this.#to.send({ type: 'push', document, epoch, n, clientId, schema, update });
    }
  }

  acknowledged({ n, seq, tip }: Of<'ack'>): void {
    const row = this.queue.acknowledged(n);
    if (row === null) return;
    const rows = seq === null || tip === null ? null : { from: seq, to: seq, tip };
    this.#to.acknowledged(row, rows);
    if (rows !== null) this.#moved(rows);
    this.trouble = null;
    this.#attempts = this.#gaps = 0;
    this.#caughtUp();
    this.#afterAnswer();
  }

  refusedPush({ n, code, retry, paths }: Of<'nack'>): void {
    const row = this.queue.returned(n);
    if (row === null) return;
    const { document, log } = this.#to;
    log.warn({ document, n, code, paths }, 'device.pushRefused');
    const verdict = judgeRefusedPush(code, retry);
    // While a repair waits for the answers under way, only further refusals concern it.
    if (verdict === 'refuse') this.#to.refused({ n, clientId: row.clientId, code, paths });
    else if (this.#to.isOpen()) this.#judge(code, verdict);
    this.#afterAnswer();
  }

  #judge(code: ErrorCode, verdict: Exclude<PushVerdict, 'refuse'>): void {
    switch (verdict) {
      case 'rebuild':
        if (code === 'NOT_FOUND') this.#to.gone(code);
        this.#to.rebuild(code);
        break;
      case 'gap':
        this.#held ??= 'gap';
        break;
      case 'wait':
      case 'rejoin':
        this.trouble = { code, reason: '' };
        if (this.#held !== 'hold') this.#held = 'wait';
        break;
      case 'hold':
        this.trouble = { code, reason: '' };
        this.#held = 'hold';
        break;
      default:
        verdict satisfies never;
    }
  }

  /** The server takes nothing more of a client id after a refusal, until it is joined again. */
  #afterAnswer(): void {
    if (this.queue.inFlight === 0 && this.#to.isOpen()) {
      if (this.#held === 'wait') this.#later(() => this.#release(), 0);
      else if (this.#held === 'gap') this.#later(() => void this.#closeGap(), 0);
    }
    this.pump();
  }

  #release(): void {
    this.#held = null;
    this.rejoin();
  }

  /**
   * What the server lacks is an edit of another tab that is not there yet (its tab sleeps, or has no
   * connection), or something of ours. Everything stored before is pushed from here: a push twice is
   * acknowledged twice.
   */
  async #closeGap(): Promise<void> {
    if (!this.#to.isOpen()) return;
    if (++this.#gaps > MAX_GAPS) {
      // The server lost something that this copy is built on.
      this.#gaps = 0;
      this.#incoming = new IncomingHistory();
      return this.#release();
    }
    try {
      this.queue.add(await this.#to.pendingOf());
    } catch (error) {
      this.#to.log.error({ document: this.#to.document, error }, 'device.loadFailed');
    }
    this.#release();
  }

  // ── Being refused as a whole ───────────────────────────────────────────────────────────────

  leave(code: ErrorCode, reason: string, retryAfterMs: number): void {
    this.unlink();
    // A join that was under way has no other answer.
    this.#join = 'none';
    const { document, log } = this.#to;
    log.warn({ document, code, reason }, 'device.documentRefused');
    const verdict = judgeRefusedDocument(code);
    switch (verdict) {
      case 'gone':
        this.#to.gone(code);
        if (this.#to.hasUnsent()) this.#to.rebuild(code);
        break;
      case 'hold':
        this.trouble = { code, reason };
        this.#to.held(code);
        break;
      case 'rejoin':
        this.#incoming = new IncomingHistory();
        this.#later(() => this.rejoin(), 0);
        break;
      case 'rebuild':
        this.#to.rebuild(code);
        break;
      case 'later':
        this.trouble = { code, reason };
        this.#later(() => this.rejoin(), retryAfterMs);
        break;
      default:
        verdict satisfies never;
    }
  }

  #later(act: () => void, atLeastMs: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    const wait = backoff(this.#attempts++, RETRY_FIRST_MS, RETRY_MOST_MS, () => this.#to.random());
    const run = () => {
      this.#timer = null;
      act();
    };
    this.#timer = setTimeout(run, Math.max(wait, atLeastMs));
  }
}

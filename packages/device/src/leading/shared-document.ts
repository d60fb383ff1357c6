import {
  MAX_CLIENT_IDS,
  type ErrorCode,
  type JoinAnswer,
  type JoinRequest,
  type Message,
} from '@clapper/protocol';
import { advanced, type History } from '../history.ts';

type Of<T extends Message['type']> = Extract<Message, { type: T }>;
type Joined = Extract<JoinAnswer, { result: 'joined' }>;

/** What tabs are to be told, in this order. */
export type Told = { tab: string; message: Message } | { tab: string; answer: JoinAnswer };

/** One tab in the document. */
interface Attached {
  request: JoinRequest;
  /** `waiting` for the next join, `asked` with the one under way, `joined`: it is shown what comes. */
  state: 'waiting' | 'asked' | 'joined';
  /** What it has been shown. */
  at: History;
}

/** The join under way; `alone`: its answer fits nobody but the tab that asked, by its state vector. */
interface Asking {
  from: History;
  by: string;
  alone: boolean;
}

/**
 * One document of several tabs on one socket. The server knows one reader of it: who joined with the client ids of
 * all tabs, from where the tab stands that is furthest behind. Rows may come twice, so the others lose nothing by
 * that. Pure bookkeeping: methods return what is to be told.
 */
export class SharedDocument {
  readonly document: string;
  readonly #tabs = new Map<string, Attached>();
  #asking: Asking | null = null;
  /** Whose state vector the next diff is for. */
  #diffFor: string | null = null;
  /** Pushes without an answer, in the order in which they were sent: so they are answered. */
  #pushes: { tab: string; n: number; update: Uint8Array }[] = [];
  #epoch = '';

  constructor(document: string) {
    this.document = document;
  }

  get isEmpty(): boolean {
    return this.#tabs.size === 0;
  }

  // ── What tabs say ────────────────────────────────────────────────────────────────────────────

  asks(tab: string, request: JoinRequest): void {
    const { epoch, seq, tip } = request;
    this.#tabs.set(tab, { request, state: 'waiting', at: { epoch, seq, tip } });
  }

  /** What to ask the server for next; null: nothing, or a join is under way. */
  nextJoin(): JoinRequest | null {
    // Where the one stands that a diff is on its way to, that diff will tell.
    if (this.#asking !== null || this.#diffFor !== null) return null;
    const first = [...this.#tabs].find(([, { state }]) => state === 'waiting');
    if (first === undefined) return null;
    const [by, { request }] = first;
    const alone = request.stateVector !== null;
    for (const [tab, attached] of this.#tabs) {
      const fits =
        !alone && attached.request.stateVector === null && attached.request.epoch === request.epoch;
      if (attached.state === 'waiting' && (tab === by || fits)) attached.state = 'asked';
    }
    const [lowest, { at: from }] = alone ? first : this.#lowest(request.epoch, first);
    this.#asking = { from, by: lowest, alone };
    return { ...request, ...from, clientIds: this.#clientIds() };
  }

  /** Whether the push goes to the server. While a join is under way it does not: after its answer it comes again. */
  push(tab: string, { n, update }: Of<'push'>): boolean {
    if (this.#asking !== null || this.#tabs.get(tab)?.state !== 'joined') return false;
    this.#pushes.push({ tab, n, update });
    return true;
  }

  others(tab: string): string[] {
    return this.#shown().filter((other) => other !== tab);
  }

  /** Returns the client ids it was here with. */
  leaves(tab: string): readonly number[] {
    const attached = this.#tabs.get(tab);
    this.#tabs.delete(tab);
    return attached?.request.clientIds ?? [];
  }

  // ── What the server says ─────────────────────────────────────────────────────────────────────

  answered(answer: JoinAnswer): Told[] {
    const asking = this.#asking;
    this.#asking = null;
    this.#diffFor = null;
    this.#pushes = [];
    switch (answer.result) {
      case 'joined':
        return this.#joined(answer, asking);
      case 'want':
        return this.#wanted(answer, asking?.by ?? null);
      case 'refused':
        return this.#refused(answer);
      default:
        return answer satisfies never;
    }
  }

  #joined(answer: Joined, asking: Asking | null): Told[] {
    this.#epoch = answer.epoch;
    if (asking?.alone === true) this.#diffFor = asking.by;
    const told: Told[] = [];
    for (const [tab, attached] of this.#tabs) {
      if (attached.state === 'waiting') continue;
      const follows = attached.at.epoch === answer.epoch && attached.at.seq >= (asking?.from.seq ?? 0);
      if (attached.state === 'joined' && (this.#diffFor !== null || !follows)) {
        // The rows that come may begin behind what it lacks: it joins once more, from its own place.
        this.#waits(attached);
        continue;
      }
      attached.state = 'joined';
      attached.at = { ...attached.at, epoch: answer.epoch };
      told.push({ tab, answer });
    }
    return told;
  }

  /** One tab sends its state vector; the server has forgotten the others. */
  #wanted(answer: JoinAnswer, by: string | null): Told[] {
    this.#everybodyWaits();
    if (by === null || !this.#tabs.delete(by)) return [];
    return [{ tab: by, answer }];
  }

  #refused(answer: Extract<JoinAnswer, { result: 'refused' }>): Told[] {
    // These speak of the copy or the id that was asked with; everything else of the document.
    const ofOne: readonly ErrorCode[] = ['EPOCH', 'CLIENT_ID_REUSED'];
    const told: Told[] = [];
    for (const [tab, attached] of this.#tabs) {
      if (ofOne.includes(answer.code) && attached.state !== 'asked') continue;
      this.#tabs.delete(tab);
      told.push({ tab, answer });
    }
    this.#everybodyWaits();
    return told;
  }

  rows(message: Of<'rows'>): Told[] {
    const { from } = message;
    if (from === 0) {
      const tab = this.#diffFor;
      this.#diffFor = null;
      return tab === null ? [] : this.#show(message, [tab]);
    }
    return this.#show(message, this.#shown());
  }

  /** The answer goes to the tab that pushed; the row to the others, as the server would show it to them. */
  acknowledged(message: Of<'ack'>): Told[] {
    const push = this.#answered(message.n);
    if (push === null) return [];
    const { document } = this;
    const { seq, tip } = message;
    const told: Told[] = [{ tab: push.tab, message }];
    if (seq === null || tip === null) return told;
    const pusher = this.#tabs.get(push.tab);
    // One that asked again meanwhile waits for no answer any more: it stands where it said, and is shown the row.
    if (pusher?.state === 'joined') pusher.at = advanced(pusher.at, { from: seq, to: seq, tip });
    const row = { from: seq, to: seq, tip, update: push.update };
    return [
      ...told,
      ...this.#show({ type: 'rows', document, epoch: this.#epoch, ...row }, this.others(push.tab)),
    ];
  }

  refusedPush(message: Of<'nack'>): Told[] {
    const push = this.#answered(message.n);
    return push === null ? [] : [{ tab: push.tab, message }];
  }

  /** Rights and people: for everybody who is in. */
  all(message: Message): Told[] {
    return this.#shown().map((tab) => ({ tab, message }));
  }

  /** The server has let go of the document, and with it of everything that was asked of it. */
  left(message: Of<'leave'>): Told[] {
    const told = [...this.#tabs.keys()].map((tab) => ({ tab, message }));
    this.#tabs.clear();
    this.#pushes = [];
    this.#asking = null;
    this.#diffFor = null;
    return told;
  }

  // ── Bookkeeping ──────────────────────────────────────────────────────────────────────────────

  #show(message: Of<'rows'>, tabs: readonly string[]): Told[] {
    const told: Told[] = [];
    for (const tab of tabs) {
      const attached = this.#tabs.get(tab);
      // What it has already been shown, somebody else asked for.
      if (attached === undefined || (message.from > 0 && message.to <= attached.at.seq)) continue;
      attached.at = advanced(attached.at, message);
      told.push({ tab, message });
    }
    return told;
  }

  #answered(n: number): { tab: string; update: Uint8Array } | null {
    const index = this.#pushes.findIndex((push) => push.n === n);
    return index === -1 ? null : this.#pushes.splice(index, 1)[0]!;
  }

  #shown(): string[] {
    return [...this.#tabs].filter(([, { state }]) => state === 'joined').map(([tab]) => tab);
  }

  /** Of those that ask together, and of those that are in already and stand in the same history. */
  #lowest(epoch: string | null, first: [string, Attached]): [string, Attached] {
    const together = [...this.#tabs].filter(([, { state, at }]) => state !== 'waiting' && at.epoch === epoch);
    return together.reduce((lowest, next) => (next[1].at.seq < lowest[1].at.seq ? next : lowest), first);
  }

  /** Each tab's own doc first: a tab's older ids are only those of edits it has yet to push. */
  #clientIds(): number[] {
    const lists = [...this.#tabs.values()].map(({ request }) => request.clientIds);
    const own = lists.flatMap((ids) => ids.slice(0, 1));
    return [...new Set([...own, ...lists.flat()])].slice(0, MAX_CLIENT_IDS);
  }

  #everybodyWaits(): void {
    for (const attached of this.#tabs.values()) this.#waits(attached);
  }

  /** Its next join is from where it stands now, without asking it. */
  #waits(attached: Attached): void {
    if (attached.state === 'joined')
      attached.request = { ...attached.request, ...attached.at, stateVector: null };
    attached.state = 'waiting';
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import { ClapperError } from '@clapper/protocol';
import type { AppendResult, DocumentAppend } from '../storage/storage.ts';
import { eventLoopShare } from './event-loop.ts';

/** Judges and applies what waits in one room, and says what to write; null when nothing is left to write. */
export type Prepare = () => DocumentAppend | null;

/**
 * What a frame costs, with what the kernel does for it, a few times over: so showing takes a fraction of the
 * event loop however many people look on, and a busy server shows several edits in one frame.
 */
const PACE_MS_PER_FRAME = 0.025;
/**
 * Below it there is time for a frame of each edit, and nobody has to wait for company. Above it one rests the more the less
 * time is left: a whole rest at once would leave the loop idle, and the next moment's share would say that none is needed.
 */
const BUSY_SHARE = 0.75;
/** Nobody should see the pace. */
const MAX_PACE_MS = 20;
/** What a timer can tell apart; alone in a document one never waits. */
const MIN_REST_MS = 1;

/** What the pace depends on. */
export interface Pace {
  now(): number;
  rest(ms: number): Promise<unknown>;
  /** Which part of the last moments the event loop was at work, 0…1. */
  share(): number;
}

interface Waiting {
  prepare: Prepare;
  resolve(result: AppendResult | null): void;
  reject(error: unknown): void;
}

/**
 * One append in flight for all rooms. Whatever arrives while the disk works goes into the next one:
 * the busier the server, the more edits share a sync. A room's updates are judged and applied only
 * when its turn has come, so nothing of it can be seen before.
 */
export class GroupCommit {
  readonly #append: (batch: DocumentAppend[]) => Promise<AppendResult[]>;
  readonly #pace: Pace;
  #waiting: Waiting[] = [];
  #running = false;
  #frames = 0;

  constructor(
    append: (batch: DocumentAppend[]) => Promise<AppendResult[]>,
    pace: Pace = { now: () => performance.now(), rest: (ms) => sleep(ms), share: eventLoopShare() },
  ) {
    this.#append = append;
    this.#pace = pace;
  }

  /** So many frames went out to show what was committed: on a busy server the next group begins so much later, and grows meanwhile. */
  shown(frames: number): void {
    this.#frames += frames;
  }

  /** Rejects when the outcome is a failure or unknown. */
  commit(prepare: Prepare): Promise<AppendResult | null> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ prepare, resolve, reject });
      if (this.#running) return;
      this.#running = true;
      // Not at once: all sockets that have something to say in this turn of the event loop share the commit.
      setImmediate(() => void this.#run());
    });
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const begun = this.#pace.now();
      await this.#commitAll(this.#waiting.splice(0));
      await new Promise((resolve) => setImmediate(resolve));
      // While it took that long the next one grew as in a rest, and whoever is in it waited.
      const ms = paceMs(this.#frames, this.#pace.share()) - (this.#pace.now() - begun);
      this.#frames = 0;
      if (ms >= MIN_REST_MS) await this.#pace.rest(ms);
    }
    this.#running = false;
  }

  async #commitAll(rooms: Waiting[]): Promise<void> {
    const batch: DocumentAppend[] = [];
    const written: Waiting[] = [];
    for (const room of rooms) {
      try {
        const append = room.prepare();
        if (append === null) room.resolve(null);
        else {
          batch.push(append);
          written.push(room);
        }
      } catch (error) {
        room.reject(error);
      }
    }
    if (batch.length === 0) return;
    try {
      const results = await this.#append(batch);
      written.forEach((room, i) => {
        const result = results[i];
        if (result === undefined)
          room.reject(new ClapperError('INTERNAL', 'The storage answered too little.'));
        else room.resolve(result);
      });
    } catch (error) {
      for (const room of written) room.reject(error);
    }
  }
}

/** How long after a group that took so many frames the next one begins, the event loop being at work for that share of the time. */
function paceMs(frames: number, share: number): number {
  const busy = Math.max(0, (share - BUSY_SHARE) / (1 - BUSY_SHARE));
  return Math.min(frames * PACE_MS_PER_FRAME, MAX_PACE_MS) * busy;
}

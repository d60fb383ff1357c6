import { ClapperError } from '@clapper/protocol';
import type { AppendResult, DocumentAppend } from '../storage/storage.ts';

/** Judges and applies what waits in one room, and says what to write; null when nothing is left to write. */
export type Prepare = () => DocumentAppend | null;

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
  #waiting: Waiting[] = [];
  #running = false;

  constructor(append: (batch: DocumentAppend[]) => Promise<AppendResult[]>) {
    this.#append = append;
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
      await this.#commitAll(this.#waiting.splice(0));
      await new Promise((resolve) => setImmediate(resolve));
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

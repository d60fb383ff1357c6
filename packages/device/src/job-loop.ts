import { backoff } from './verdicts.ts';

export type Job = () => Promise<void>;

export interface JobLoopOptions {
  next(): Job | null;
  /** False: give up. */
  failed(error: unknown): boolean;
  /** After every job, and when nothing is left. */
  moved(): void;
  random(): number;
}

/** Between two tries of a job that failed. */
const RETRY_FIRST_MS = 200;
const RETRY_MOST_MS = 5_000;

/**
 * Does one job after the other, asking anew for the next each time; one that fails is asked for again after
 * a pause. So whoever changes what is to be done only calls `kick`.
 */
export class JobLoop {
  #options: JobLoopOptions;
  #working: Promise<void> | null = null;
  #failures = 0;
  #wake: (() => void) | null = null;

  constructor(options: JobLoopOptions) {
    this.#options = options;
  }

  get isIdle(): boolean {
    return this.#working === null;
  }

  kick(): void {
    this.#working ??= this.#work();
  }

  /** Ends a pause early: what failed may work now. */
  wake(): void {
    this.#wake?.();
  }

  /** Resolves when nothing is left, or after `mostMs`. */
  async idle(mostMs?: number): Promise<void> {
    if (mostMs === undefined) {
      await this.#working;
      return;
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    const timeout = new Promise<void>((resolve) => (timer = setTimeout(resolve, mostMs)));
    await Promise.race([this.#working, timeout]);
    clearTimeout(timer);
  }

  async #work(): Promise<void> {
    // One turn later: what a frame or a transaction changed together is done together.
    await Promise.resolve();
    for (;;) {
      const job = this.#options.next();
      if (job === null) {
        // In the same turn as the look that found nothing: no kick in between is lost.
        this.#working = null;
        this.#options.moved();
        return;
      }
      try {
        await job();
        this.#failures = 0;
      } catch (error) {
        if (!this.#options.failed(error)) {
          this.#working = null;
          return;
        }
        await this.#pause();
      }
      this.#options.moved();
    }
  }

  #pause(): Promise<void> {
    const ms = backoff(this.#failures++, RETRY_FIRST_MS, RETRY_MOST_MS, () => this.#options.random());
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

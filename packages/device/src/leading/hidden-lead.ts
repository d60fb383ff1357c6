import type { Environment } from '../environment.ts';

/** A tab that is looked at takes the lead from one that is not: browsers slow those down, and stop them. */
export class HiddenLead {
  readonly #longMs: number;
  #since: number | null = null;

  constructor(longMs: number) {
    this.#longMs = longMs;
  }

  /** Told at each word of the tab that leads: whether it has been hidden for long, and this one looked at. */
  lasts(isSeen: boolean, { visible, now }: Pick<Environment, 'visible' | 'now'>): boolean {
    if (isSeen || !visible()) this.ends();
    else if (this.#since === null) this.#since = now();
    else return now() - this.#since >= this.#longMs;
    return false;
  }

  ends(): void {
    this.#since = null;
  }
}

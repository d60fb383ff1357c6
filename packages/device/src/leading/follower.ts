import type { Message } from '@clapper/protocol';
import type { Hello } from '../connection.ts';
import type { Leading, TabLetter } from './mail.ts';

/** What a tab makes of the leader's word: `up`, when there is a connection that it has not spoken on yet. */
export type Heard = { say: 'up'; hello: Hello } | { say: 'down' } | { say: 'same' };

/** A tab that speaks through another one's connection. It uses what comes in order and whole, or begins anew. */
export class Follower {
  leading: Leading;
  #tab: string;
  #attached = 0;
  #expected = 0;
  #spokenOn: { tab: string; ups: number } | null = null;

  constructor(tab: string, leading: Leading) {
    this.#tab = tab;
    this.leading = leading;
  }

  /** The leader tells how it is. */
  hears(leading: Leading): Heard {
    this.leading = leading;
    if (leading.hello === null) {
      const was = this.#spokenOn;
      this.#spokenOn = null;
      return { say: was === null ? 'same' : 'down' };
    }
    const { tab, ups } = leading;
    if (this.#spokenOn?.tab === tab && this.#spokenOn.ups === ups) return { say: 'same' };
    this.#spokenOn = { tab, ups };
    this.again();
    return { say: 'up', hello: leading.hello };
  }

  /** From here on the leader numbers anew what it says to this tab. */
  again(): void {
    this.#attached++;
    this.#expected = 0;
  }

  letter(message: Message): { to: string; letter: TabLetter } | null {
    if (this.#spokenOn === null) return null;
    const { tab: to, ups } = this.#spokenOn;
    return { to, letter: { type: 'toServer', tab: this.#tab, ups, attached: this.#attached, message } };
  }

  /** `old`: of what was before; `missing`: something that came before it did not arrive. */
  judge({ leader, ups, attached, number }: Extract<TabLetter, { type: 'toTab' }>): 'use' | 'old' | 'missing' {
    const spokenOn = this.#spokenOn;
    if (leader !== spokenOn?.tab || ups !== spokenOn.ups || attached !== this.#attached) return 'old';
    if (number !== this.#expected) return 'missing';
    this.#expected++;
    return 'use';
  }
}

import type { ConnectionEvents, ConnectionState, Hello } from '../connection.ts';
import { createCell } from '../store.ts';

/** What the device is told of the connection, whichever tab's it is. */
export class Told {
  readonly state;
  readonly #events: Pick<ConnectionEvents, 'up' | 'down'>;
  #isUp = false;

  constructor(events: Pick<ConnectionEvents, 'up' | 'down'>, now: number) {
    this.#events = events;
    this.state = createCell<ConnectionState>({ state: 'offline', since: now });
  }

  /** Also when it was up before: another connection took over, and everything is joined anew. */
  up(hello: Hello): void {
    this.#isUp = true;
    this.#events.up(hello);
  }

  down(): void {
    if (!this.#isUp) return;
    this.#isUp = false;
    this.#events.down();
  }
}

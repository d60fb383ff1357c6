import { ClapperError } from '@clapper/protocol';
import type { OpenConnection } from './connection.ts';
import type { SyncLimits } from './limits.ts';

/** Every open connection, by who holds it and from where. */
export class Connections {
  readonly #limits: SyncLimits;
  readonly #open = new Set<OpenConnection>();
  readonly #byUser = new Map<string, Set<OpenConnection>>();
  /** Sockets per address, those included that have not said who they are. */
  readonly #byAddress = new Map<string, number>();

  constructor(limits: SyncLimits) {
    this.#limits = limits;
  }

  /** Of those that have left. */
  #receivedBefore = 0;

  /** Frames that came, of everybody there ever was. */
  get received(): number {
    let received = this.#receivedBefore;
    for (const { connection } of this.#open) received += connection.received;
    return received;
  }

  get size(): number {
    return this.#open.size;
  }

  [Symbol.iterator](): IterableIterator<OpenConnection> {
    return this.#open.values();
  }

  /** Counts a socket in; call what it returns when the socket is closed. @throws ClapperError TOO_MANY_CONNECTIONS */
  admit(address: string): () => void {
    const count = (this.#byAddress.get(address) ?? 0) + 1;
    if (count > this.#limits.maxConnectionsPerAddress) throw tooMany('from this address');
    this.#byAddress.set(address, count);
    return () => {
      const left = (this.#byAddress.get(address) ?? 1) - 1;
      if (left === 0) this.#byAddress.delete(address);
      else this.#byAddress.set(address, left);
    };
  }

  /** @throws ClapperError TOO_MANY_CONNECTIONS */
  expectRoomFor(user: string): void {
    if ((this.#byUser.get(user)?.size ?? 0) >= this.#limits.maxConnectionsPerUser)
      throw tooMany('of this user');
  }

  add(connection: OpenConnection): void {
    this.#open.add(connection);
    const { user } = connection.connection.principal;
    const own = this.#byUser.get(user) ?? new Set();
    this.#byUser.set(user, own.add(connection));
  }

  remove(connection: OpenConnection): void {
    if (this.#open.delete(connection)) this.#receivedBefore += connection.connection.received;
    const { user } = connection.connection.principal;
    const own = this.#byUser.get(user);
    own?.delete(connection);
    if (own?.size === 0) this.#byUser.delete(user);
  }

  of(user: string): OpenConnection[] {
    return [...(this.#byUser.get(user) ?? [])];
  }
}

function tooMany(what: string): ClapperError {
  return new ClapperError('TOO_MANY_CONNECTIONS', `There are too many connections ${what}.`);
}

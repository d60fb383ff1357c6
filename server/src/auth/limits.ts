import { createHash } from 'node:crypto';
import { ClapperError } from '@clapper/protocol';

/**
 * How often one may try. A studio of forty people shares one address, so no single number per address
 * may stop it: who guesses at one account from one place is slowed soon, an account under fire from
 * everywhere later, an address only when it behaves like a machine.
 */
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Wrong passwords for one account from one address: five for free, then 1 s, 2 s, 4 s … 5 min between tries. */
const PAIR = { free: 5, stepMs: 1_000, maxMs: 5 * MINUTE_MS, forgetMs: HOUR_MS };
/** For one account from all addresses that have not signed in to it before. */
const ACCOUNT = { max: 100, windowMs: HOUR_MS };
/** From one address for all accounts: two hundred typing errors in ten minutes are no studio. */
const ADDRESS = { max: 200, windowMs: 10 * MINUTE_MS };
/** New accounts from one address: a film school's first morning, not a farm. Each costs a password hash as well. */
const REGISTER = { max: 1_000, windowMs: HOUR_MS };
/** Codes and tokens that open nothing, from one address. */
const GUESS = { max: 200, windowMs: 10 * MINUTE_MS };

/** One calendar for other programs: they ask once an hour, a person who sets one up a few times in a row. */
const CALENDAR = { max: 60, windowMs: 10 * MINUTE_MS };

/**
 * Files that one person sends in one piece, pictures of oneself among them: each is decoded and kept. A script that hangs
 * one on each of five hundred shots stays below it; larger ones are counted as uploads under way.
 */
const FILE = { max: 600, windowMs: MINUTE_MS };

/** Addresses one person invites, over all their projects, and one of them how often: nobody is mailed without end. */
const INVITE = { max: 500, windowMs: 24 * HOUR_MS };
const INVITED = { max: 5, windowMs: 24 * HOUR_MS };

/** Documents read over HTTP in place of a socket: each is put together anew. Fifty, every five seconds. */
const POLL = { max: 600, windowMs: MINUTE_MS };

/** Wishes for another role: owners and admins are told of each. */
const ASK = { max: 10, windowMs: HOUR_MS };

/** Keys each limit remembers; flooding it with new keys forgets the oldest, and costs no more memory. */
const MAX_KEYS = 20_000;

export interface Limits {
  /** Before the password is checked. @throws ClapperError RATE_LIMITED */
  login(account: string, address: string): LoginAttempt;
  /** @throws ClapperError RATE_LIMITED */
  register(address: string): void;
  /** @throws ClapperError RATE_LIMITED after too many wrong codes or tokens. */
  mayGuess(address: string): void;
  guessedWrong(address: string): void;
  /** A calendar's address (by the hash of its secret) is read. @throws ClapperError RATE_LIMITED */
  readsCalendar(secretHash: string): void;
  /** A file comes in one piece. @throws ClapperError RATE_LIMITED */
  sendsFile(user: string): void;
  /** A document is read without a socket. @throws ClapperError RATE_LIMITED */
  polls(user: string): void;
  /** Somebody asks for another role. @throws ClapperError RATE_LIMITED */
  asksForRole(user: string): void;
  /** Somebody is about to be mailed an invitation; false: not any more today. */
  mayInvite(user: string, email: string): boolean;
  sweep(): void;
}

/** Counted as failed until it succeeded: a thousand at once must not all pass before the first has failed. */
export interface LoginAttempt {
  succeeded(): void;
}

export function createLimits(now: () => number): Limits {
  const pairs = new BackOff(PAIR, now);
  const accounts = new SlidingWindow(ACCOUNT, now);
  const addresses = new SlidingWindow(ADDRESS, now);
  const registrations = new SlidingWindow(REGISTER, now);
  const guesses = new SlidingWindow(GUESS, now);
  const calendars = new SlidingWindow(CALENDAR, now);
  const files = new SlidingWindow(FILE, now);
  const polls = new SlidingWindow(POLL, now);
  const asks = new SlidingWindow(ASK, now);
  const invites = new SlidingWindow(INVITE, now);
  const invited = new SlidingWindow(INVITED, now);
  /** Pairs that signed in: fire from elsewhere does not lock their owner out. */
  const known = new Bounded<true>();

  return {
    login(name, from) {
      const address = network(from);
      const account = digest(name);
      const pair = `${account} ${address}`;
      const isKnown = known.get(pair) !== undefined;
      refuse(Math.max(pairs.wait(pair), isKnown ? 0 : accounts.wait(account), addresses.wait(address)));
      pairs.count(pair);
      addresses.count(address);
      if (!isKnown) accounts.count(account);
      return {
        succeeded() {
          pairs.clear(pair);
          addresses.takeBack(address);
          if (!isKnown) accounts.takeBack(account);
          known.set(pair, true);
        },
      };
    },

    register(from) {
      const address = network(from);
      refuse(registrations.wait(address));
      registrations.count(address);
    },

    mayGuess: (from) => refuse(guesses.wait(network(from))),
    guessedWrong: (from) => guesses.count(network(from)),

    readsCalendar(secretHash) {
      refuse(calendars.wait(secretHash));
      calendars.count(secretHash);
    },

    sendsFile(user) {
      refuse(files.wait(user));
      files.count(user);
    },

    polls(user) {
      refuse(polls.wait(user));
      polls.count(user);
    },

    asksForRole(user) {
      refuse(asks.wait(user));
      asks.count(user);
    },

    mayInvite(user, email) {
      const pair = `${user} ${digest(email)}`;
      if (invites.wait(user) > 0 || invited.wait(pair) > 0) return false;
      invites.count(user);
      invited.count(pair);
      return true;
    },

    sweep() {
      const lists = [calendars, files, polls, asks, invites, invited];
      for (const limit of [pairs, accounts, addresses, registrations, guesses, ...lists]) limit.sweep();
    },
  };
}

/** Names are as long as somebody likes to type; keys are not. */
function digest(name: string): string {
  return createHash('sha256').update(name).digest('base64url').slice(0, 22);
}

function refuse(waitMs: number): void {
  if (waitMs <= 0) return;
  throw new ClapperError('RATE_LIMITED', 'Too many tries; wait a moment.', { retryAfterMs: waitMs });
}

/** One household of IPv6 addresses is one: its /64. */
export function network(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!plain.includes(':')) return plain;
  const [head, tail] = plain.split('::') as [string, string | undefined];
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - front.length - back.length;
  const groups = [...front, ...Array.from({ length: Math.max(0, zeros) }, () => '0'), ...back];
  return `${groups
    .slice(0, 4)
    .map((group) => (Number.parseInt(group, 16) || 0).toString(16))
    .join(':')}::/64`;
}

/** A map that forgets its oldest entries. Setting a key makes it the newest. */
class Bounded<T> {
  readonly #entries = new Map<string, T>();

  get(key: string): T | undefined {
    return this.#entries.get(key);
  }

  set(key: string, value: T): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= MAX_KEYS) break;
      this.#entries.delete(oldest);
    }
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  /** Removes what `isOver` says has run out. */
  sweep(isOver: (value: T) => boolean): void {
    for (const [key, value] of this.#entries) if (isOver(value)) this.#entries.delete(key);
  }
}

/** At most `max` in any stretch of `windowMs`. */
class SlidingWindow {
  readonly #times = new Bounded<number[]>();
  readonly #rule: { max: number; windowMs: number };
  readonly #now: () => number;

  constructor(rule: { max: number; windowMs: number }, now: () => number) {
    this.#rule = rule;
    this.#now = now;
  }

  #recent(key: string): number[] {
    const since = this.#now() - this.#rule.windowMs;
    return (this.#times.get(key) ?? []).filter((time) => time > since);
  }

  /** Milliseconds until the next one is allowed; 0: now. */
  wait(key: string): number {
    const recent = this.#recent(key);
    const blocking = recent.at(-this.#rule.max);
    return blocking === undefined ? 0 : blocking + this.#rule.windowMs - this.#now();
  }

  count(key: string): void {
    this.#times.set(key, [...this.#recent(key), this.#now()].slice(-this.#rule.max));
  }

  takeBack(key: string): void {
    const recent = this.#recent(key).slice(0, -1);
    if (recent.length === 0) this.#times.delete(key);
    else this.#times.set(key, recent);
  }

  sweep(): void {
    const since = this.#now() - this.#rule.windowMs;
    this.#times.sweep((times) => (times.at(-1) ?? 0) <= since);
  }
}

/** Free tries, then a wait that doubles with each, until nobody tried for a while. */
class BackOff {
  readonly #tries = new Bounded<{ failed: number; last: number }>();
  readonly #rule: typeof PAIR;
  readonly #now: () => number;

  constructor(rule: typeof PAIR, now: () => number) {
    this.#rule = rule;
    this.#now = now;
  }

  wait(key: string): number {
    const tries = this.#tries.get(key);
    if (tries === undefined || tries.failed < this.#rule.free) return 0;
    const { free, stepMs, maxMs } = this.#rule;
    const pause = Math.min(maxMs, stepMs * 2 ** (tries.failed - free));
    return tries.last + pause - this.#now();
  }

  count(key: string): void {
    const tries = this.#tries.get(key);
    const fresh = tries === undefined || this.#isOver(tries);
    this.#tries.set(key, { failed: fresh ? 1 : tries.failed + 1, last: this.#now() });
  }

  clear(key: string): void {
    this.#tries.delete(key);
  }

  sweep(): void {
    this.#tries.sweep((tries) => this.#isOver(tries));
  }

  #isOver({ last }: { last: number }): boolean {
    return this.#now() - last > this.#rule.forgetMs;
  }
}

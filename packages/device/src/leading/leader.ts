import type { Message, PresenceUser } from '@clapper/protocol';
import type { Connection, ConnectionEvents, Hello } from '../connection.ts';
import { Hub } from './hub.ts';
import type { Leading, Mail, TabLetter } from './mail.ts';

export interface LeaderOptions {
  tab: string;
  user: PresenceUser;
  mail: Mail;
  connect(events: ConnectionEvents): Connection;
  now(): number;
  /** Counts over everything this tab ever led. */
  nextUp(): number;
  events: ConnectionEvents;
}

interface Follower {
  attached: number;
  /** Of the next message to it. */
  number: number;
  heardAt: number;
}

/** No message has it, so whoever gets it knows that something is missing. */
const OUT_OF_TURN = -1;

/** A tab that holds the socket, or is about to: its connection, and the tabs that speak through it. */
export class Leader {
  readonly connection: Connection;
  /** The server's first word, while there is a connection. */
  hello: Hello | null = null;
  ups = 0;
  #options: LeaderOptions;
  #hub: Hub;
  #followers = new Map<string, Follower>();
  /** Taken for gone, as they were attached: whoever is heard of again begins anew. */
  #left = new Map<string, number>();

  constructor(options: LeaderOptions) {
    this.#options = options;
    const { events, nextUp } = options;
    this.#hub = new Hub({
      user: options.user,
      toServer: (message) => this.connection.send(message),
      toTab: (tab, message) => this.#toTab(tab, message),
    });
    this.connection = options.connect({
      up: (hello) => {
        this.#forgetAll();
        this.hello = hello;
        this.ups = nextUp();
        events.up(hello);
      },
      down: () => {
        this.#forgetAll();
        this.hello = null;
        events.down();
      },
      message: (message) => this.#hub.fromServer(message),
    });
  }

  /** What it tells the other tabs of itself. */
  says(since: number, visible: boolean): Leading {
    const { connection, hello, ups } = this;
    const { tab, now } = this.#options;
    const skew = connection.serverTime() - now();
    return { tab, since, ups, visible, state: connection.state.get(), hello, skew };
  }

  /** Of this tab itself. */
  send(message: Message): boolean {
    if (this.hello === null) return false;
    this.#hub.fromTab(this.#options.tab, message);
    return true;
  }

  receive(letter: Extract<TabLetter, { type: 'toServer' }>): void {
    const { tab, attached, message } = letter;
    if (this.hello === null || letter.ups !== this.ups) return;
    if (this.#left.get(tab) === attached) return this.#beginAnew(tab, attached);
    this.#left.delete(tab);
    let follower = this.#followers.get(tab);
    if (follower === undefined || follower.attached !== attached) {
      // It begins anew: what it asked before it asks again.
      this.#hub.gone(tab);
      this.#followers.set(tab, (follower = { attached, number: 0, heardAt: 0 }));
    }
    follower.heardAt = this.#options.now();
    this.#hub.fromTab(tab, message);
  }

  heard(tab: string): void {
    const follower = this.#followers.get(tab);
    if (follower !== undefined) follower.heardAt = this.#options.now();
    const left = this.#left.get(tab);
    if (left !== undefined) this.#beginAnew(tab, left);
  }

  /** Tabs that have said nothing for so long. */
  silent(ms: number): string[] {
    const before = this.#options.now() - ms;
    return [...this.#followers].filter(([, { heardAt }]) => heardAt < before).map(([tab]) => tab);
  }

  gone(tab: string): void {
    const follower = this.#followers.get(tab);
    if (follower !== undefined) this.#left.set(tab, follower.attached);
    this.#followers.delete(tab);
    this.#hub.gone(tab);
    this.#options.mail.forget(tab);
  }

  close(): void {
    this.#forgetAll();
    this.hello = null;
    this.connection.close();
  }

  #toTab(tab: string, message: Message): void {
    const { tab: leader, events, mail } = this.#options;
    if (tab === leader) return events.message(message);
    const follower = this.#followers.get(tab);
    if (follower === undefined) return;
    const { attached } = follower;
    mail.send(tab, {
      type: 'toTab',
      leader,
      ups: this.ups,
      attached,
      number: follower.number++,
      message,
    });
  }

  /** It was asleep, and nothing is held for it any more. Told with a number out of turn, it says everything again. */
  #beginAnew(tab: string, attached: number): void {
    const { tab: leader, mail } = this.#options;
    const message: Message = { type: 'goingAway', retryAfterMs: 0, spreadMs: 0 };
    mail.send(tab, { type: 'toTab', leader, ups: this.ups, attached, number: OUT_OF_TURN, message });
  }

  #forgetAll(): void {
    this.#hub.reset();
    this.#followers.clear();
    this.#left.clear();
  }
}

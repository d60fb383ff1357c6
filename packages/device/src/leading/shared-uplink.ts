import type { Message } from '@clapper/protocol';
import type { ConnectionEvents, ConnectionState } from '../connection.ts';
import type { Store } from '../store.ts';
import { Alarm } from './alarm.ts';
import { Follower } from './follower.ts';
import { HiddenLead } from './hidden-lead.ts';
import type { Lead, LeadEvents } from './lead.ts';
import { Leader } from './leader.ts';
import { isLater, type Leading, type Mail, type MailEvents, type TabLetter, type TabNotice } from './mail.ts';
import { connect, type ConnectionOfTab } from './own-connection.ts';
import { lookForSilent } from './silent-tabs.ts';
import { LEADING_TIMES, type LeadingTimes } from './times.ts';
import { Told } from './told.ts';

export interface SharedUplinkOptions extends ConnectionOfTab {
  /** This tab's id, and whether another tab is still there. */
  tab: string;
  isAlive(tab: string): Promise<boolean>;
  /** `up` may come again without a `down`: another connection took over, and everything is joined anew. */
  events: ConnectionEvents & {
    /** A tab is gone that may have left edits behind which it told nobody of. */
    tabGone(tab: string): void;
    /** A tab that was taken for gone may be there after all. */
    tabHere(tab: string): void;
  };
  times?: LeadingTimes;
}

/**
 * One connection for the tabs of a browser. Each tab stands in line for the lead; until it has it, it speaks
 * through the tab that leads. Two that lead for a moment do no harm: what is pushed twice is there once.
 */
export class SharedUplink implements MailEvents, LeadEvents {
  readonly state: Store<ConnectionState>;
  readonly #told: Told;
  readonly #options: SharedUplinkOptions;
  readonly #times: LeadingTimes;
  #mail!: Mail;
  #lead!: Lead;
  #role: 'following' | 'leading' | 'closed' = 'following';
  /** Its lead was taken: it goes on until it hears from whom. */
  #lost = false;
  /** Of this tab, also while it is only about to lead. */
  #leader: Leader | null = null;
  #leadsSince = 0;
  #ups = 0;
  /** Null until somebody said that they lead. */
  #follower: Follower | null = null;
  #heardAt = -Infinity;
  readonly #hidden: HiddenLead;
  /** Nobody has answered who leads: it rings when this tab takes the lead. */
  readonly #patience = new Alarm();
  /** It rises above the tab that leads: it rings when that is given up. */
  readonly #rising = new Alarm();
  #stops: (() => void)[] = [];

  constructor(options: SharedUplinkOptions) {
    this.#options = options;
    this.#times = options.times ?? LEADING_TIMES;
    this.#hidden = new HiddenLead(this.#times.hiddenMs);
    this.#told = new Told(options.events, options.environment.now());
    this.state = this.#told.state;
  }

  /** What is shared with the other tabs, which in turn need to know whom to tell. */
  share(mail: Mail, lead: Lead): void {
    this.#mail = mail;
    this.#lead = lead;
  }

  start(): void {
    const { environment } = this.#options;
    if (environment.online()) this.#told.state.set({ state: 'connecting' });
    const look = setInterval(() => this.#look(), this.#times.lookMs);
    this.#stops = [
      () => clearInterval(look),
      environment.onVisible(() => this.#ask(this.#times.answerMs)),
      environment.onLeave(() => this.#mail.tellAll({ type: 'bye', tab: this.#options.tab })),
    ];
    this.#lead.wait();
    this.#ask(environment.locks === null ? this.#times.shortAnswerMs : this.#times.answerMs);
  }

  send(message: Message): boolean {
    if (this.#role === 'leading') return this.#leader!.send(message);
    const letter = this.#follower?.letter(message) ?? null;
    if (letter === null || this.#role === 'closed') return false;
    this.#mail.send(letter.to, letter.letter);
    return true;
  }

  reconnect(): void {
    const { state } = this.#told.state.get();
    if (this.#role === 'leading') this.#leader!.connection.reconnect();
    else if (state === 'connected' || state === 'connecting') this.#ask(this.#times.answerMs);
    // The other tab's is stopped, signed out or waits for its turn: this one tries itself.
    else this.#rise();
  }

  serverTime(): number {
    if (this.#role === 'leading') return this.#leader!.connection.serverTime();
    return this.#options.environment.now() + (this.#follower?.leading.skew ?? 0);
  }

  close(): void {
    if (this.#role === 'closed') return;
    this.#role = 'closed';
    for (const stop of this.#stops) stop();
    this.#patience.off();
    this.#rising.off();
    this.#leader?.close();
    this.#lead.release();
    this.#mail.tellAll({ type: 'bye', tab: this.#options.tab });
    this.#mail.close();
  }

  // ── Who leads ──────────────────────────────────────────────────────────────────────────────

  won(): void {
    if (this.#role === 'closed') return this.#lead.release();
    const before = this.#follower?.leading.since ?? this.#leadsSince;
    // One that this tab rises above is still there.
    const gone = !this.#rising.isSet ? (this.#follower?.leading.tab ?? null) : null;
    this.#role = 'leading';
    this.#lost = false;
    this.#follower = null;
    this.#hidden.ends();
    this.#patience.off();
    this.#rising.off();
    // Later than the one before, whatever the clock says.
    this.#leadsSince = Math.max(this.#options.environment.now(), before + 1);
    this.#leader ??= this.#connect();
    this.#mirror(this.#leader);
    if (gone !== null) this.#options.events.tabGone(gone);
  }

  lost(): void {
    if (this.#role !== 'leading') return;
    this.#lost = true;
    this.#ask(this.#times.answerMs);
  }

  notice(notice: TabNotice): void {
    if (this.#role === 'closed') return;
    switch (notice.type) {
      case 'who':
        this.#options.events.tabHere(notice.tab);
        if (this.#role !== 'leading') return;
        this.#leader!.heard(notice.tab);
        return this.#announce();
      case 'leading':
        return this.#heard(notice.leading);
      case 'bye':
        if (this.#role === 'leading') this.#leader!.gone(notice.tab);
        else if (this.#follower?.leading.tab === notice.tab) {
          this.#patience.off();
          this.#ask(this.#times.shortAnswerMs);
        }
        return;
      default:
        notice satisfies never;
    }
  }

  #heard(leading: Leading): void {
    if (this.#role === 'leading') {
      if (!this.#lost && !isLater(leading, this.#self())) return this.#announce();
      return this.#stepDown(leading);
    }
    const known = this.#follower?.leading;
    // Of two the later one counts; the earlier has not heard yet.
    if (known !== undefined && known.tab !== leading.tab && isLater(known, leading)) return;
    this.#follow(leading);
  }

  #stepDown(leading: Leading): void {
    const old = this.#leader;
    this.#leader = null;
    this.#role = 'following';
    this.#lost = false;
    this.#lead.release();
    this.#lead.wait();
    // First onto the other connection, then off this one: in between nobody is without.
    this.#follow(leading);
    old?.close();
  }

  #follow(leading: Leading): void {
    this.#patience.off();
    this.#heardAt = this.#options.environment.now();
    this.#follower ??= new Follower(this.#options.tab, leading);
    const heard = this.#follower.hears(leading);
    this.#told.state.set(leading.state);
    if (heard.say === 'up') this.#told.up(heard.hello);
    else if (heard.say === 'down' || leading.hello === null) this.#told.down();
    if (this.#hidden.lasts(leading.visible, this.#options.environment)) this.#rise();
  }

  /** Connects first and takes the lead then, so that nobody is without a connection meanwhile. */
  #rise(): void {
    if (this.#leader !== null || this.#role !== 'following') return;
    this.#leader = this.#connect();
    this.#rising.set(this.#times.riseMs, () => {
      this.#leader?.close();
      this.#leader = null;
    });
  }

  #look(): void {
    const now = this.#options.environment.now();
    if (this.#role === 'leading') {
      this.#lead.renew();
      void this.#lookFor(this.#leader!.silent(this.#times.silentMs));
    } else if (now - this.#heardAt >= this.#times.lookMs) this.#ask(this.#times.answerMs);
  }

  #lookFor(tabs: readonly string[]): Promise<void> {
    const { isAlive, events, log } = this.#options;
    return lookForSilent(tabs, {
      isAlive,
      leader: () => (this.#role === 'leading' ? this.#leader : null),
      gone: (tab) => events.tabGone(tab),
      log,
    });
  }

  #ask(answerMs: number): void {
    this.#mail.tellAll({ type: 'who', tab: this.#options.tab });
    if (this.#role === 'leading' && !this.#lost) return;
    this.#patience.set(answerMs, () => {
      this.#options.log.info({ tab: this.#options.tab }, 'device.takesLead');
      this.#lead.take();
    });
  }

  // ── As the one that leads ──────────────────────────────────────────────────────────────────

  #connect(): Leader {
    const { tab, user, environment, events } = this.#options;
    const leads = () => this.#role === 'leading' && this.#leader === leader;
    const leader: Leader = new Leader({
      tab,
      user,
      mail: this.#mail,
      now: () => environment.now(),
      nextUp: () => ++this.#ups,
      connect: (own) => connect(this.#options, own),
      events: {
        up: () => {
          if (leads()) this.#mirror(leader);
          else if (this.#leader === leader) this.#lead.take();
        },
        down: () => {
          if (leads()) this.#mirror(leader);
        },
        message: (message) => events.message(message),
      },
    });
    leader.connection.start();
    leader.connection.state.subscribe(() => {
      // Connected is told with the server's first word.
      if (leads() && leader.connection.state.get().state !== 'connected') this.#mirror(leader);
    });
    return leader;
  }

  /** This tab and the others are told how the connection is. */
  #mirror(leader: Leader): void {
    const { hello } = leader;
    this.#told.state.set(leader.connection.state.get());
    this.#announce();
    if (hello === null || leader.connection.state.get().state !== 'connected') this.#told.down();
    else this.#told.up(hello);
  }

  #announce(): void {
    this.#mail.tellAll({ type: 'leading', leading: this.#self() });
  }

  #self(): Leading {
    return this.#leader!.says(this.#leadsSince, this.#options.environment.visible());
  }

  receive(letter: TabLetter): void {
    if (this.#role === 'closed') return;
    if (letter.type === 'toServer') {
      if (this.#role === 'leading') this.#leader!.receive(letter);
      return;
    }
    switch (this.#role === 'following' ? this.#follower?.judge(letter) : 'old') {
      case 'use':
        return this.#options.events.message(letter.message);
      case 'missing':
        this.#follower!.again();
        return this.#told.up(this.#follower!.leading.hello!);
      case 'old':
      case undefined:
        return;
      default:
    }
  }
}

import type { Message } from '@clapper/protocol';
import type { ConnectionState, Hello } from '../connection.ts';
import type { Channel } from '../environment.ts';

/** What a tab that leads says of itself. */
export interface Leading {
  tab: string;
  /** When it began to lead: of two the later one counts. */
  since: number;
  /** How often its connection came up: what was said before does not count after. */
  ups: number;
  visible: boolean;
  state: ConnectionState;
  /** The server's first word, while it is connected. */
  hello: Hello | null;
  /** The server's clock minus this browser's. */
  skew: number;
}

/** What tabs say to all others, and to one. */
export type TabNotice =
  | { type: 'who'; tab: string }
  | { type: 'leading'; leading: Leading }
  | { type: 'bye'; tab: string };

/** `attached` counts how often the tab began anew; messages to it are numbered, so that it notices one that is missing. */
export type TabLetter =
  | { type: 'toServer'; tab: string; ups: number; attached: number; message: Message }
  | { type: 'toTab'; leader: string; ups: number; attached: number; number: number; message: Message };

/** Of two that say they lead, the one that began later counts. */
export function isLater(a: Leading, b: Leading): boolean {
  return a.since > b.since || (a.since === b.since && a.tab > b.tab);
}

export interface MailEvents {
  notice(notice: TabNotice): void;
  receive(letter: TabLetter): void;
}

export interface Mail {
  tellAll(notice: TabNotice): void;
  send(tab: string, letter: TabLetter): void;
  /** Nothing will be sent to it any more. */
  forget(tab: string): void;
  close(): void;
}

/** One channel for what all are told, and one for each tab: nobody is given what is another's. */
export function openMail(
  open: (name: string) => Channel | null,
  name: string,
  tab: string,
  events: MailEvents,
): Mail | null {
  const all = open(name);
  const inbox = open(`${name}-${tab}`);
  if (all === null || inbox === null) {
    all?.close();
    inbox?.close();
    return null;
  }
  all.onmessage = (event) => events.notice(event.data as TabNotice);
  inbox.onmessage = (event) => events.receive(event.data as TabLetter);
  const outboxes = new Map<string, Channel>();
  return {
    tellAll: (notice) => all.postMessage(notice),
    send(to, letter) {
      let outbox = outboxes.get(to) ?? null;
      if (outbox === null) {
        outbox = open(`${name}-${to}`);
        if (outbox === null) return;
        outboxes.set(to, outbox);
      }
      outbox.postMessage(letter);
    },
    forget(to) {
      outboxes.get(to)?.close();
      outboxes.delete(to);
    },
    close() {
      for (const channel of [all, inbox, ...outboxes.values()]) {
        channel.onmessage = null;
        channel.close();
      }
    },
  };
}

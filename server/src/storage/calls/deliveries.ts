export type DeliveryChannel = 'mail' | 'push';

/** A notification of a person on its way out of the app. */
export interface DeliveryKey {
  channel: DeliveryChannel;
  user: string;
  notification: string;
}

export interface NewDelivery extends DeliveryKey {
  /** What it says, as JSON: whoever delivers it made it. */
  body: string;
  at: number;
  /** When to look at it. */
  dueAt: number;
}

export interface Delivery extends NewDelivery {
  /** How often it was put off. */
  attempts: number;
}

export interface NewMail {
  id: string;
  user: string;
  /** The same however often it is sent: a program that gets it twice shows it once. */
  messageId: string;
  subject: string;
  text: string;
  html: string;
  createdAt: number;
}

export interface Mail extends Omit<NewMail, 'user'> {
  user: string | null;
  /** Of somebody who is invited; null: it goes to the user's. */
  address: string | null;
  attempts: number;
}

export interface Deliveries {
  /**
   * [ST90] A notification waits once for each person and channel: handed in again it gets the newer words while it
   * waits. Once it was told, only what is newer makes it wait again, until `TOLD_AGAIN_MS` after it was told.
   */
  add(deliveries: NewDelivery[]): Promise<void>;
  /** [ST91] Those that wait and whose time has come, the longest due first; at most `limit`. */
  due(channel: DeliveryChannel, now: number, limit: number): Promise<Delivery[]>;
  putOff(keys: DeliveryKey[], dueAt: number): Promise<void>;
  /** [ST92] They were told, and wait no more. */
  told(keys: DeliveryKey[], at: number): Promise<void>;
  /** [ST92] They are not to be told: forgotten, as if they had never been handed in. */
  drop(keys: DeliveryKey[]): Promise<void>;
  /**
   * [ST93] The mail is in the outbox and the notifications in it count as told, both or neither. False, and nothing was
   * written, when one of them waits no more.
   */
  bundle(mail: NewMail, notifications: string[]): Promise<boolean>;
  /** [ST94] Mails to be sent whose time has come, the longest due first; at most `limit`. */
  mails(now: number, limit: number): Promise<Mail[]>;
  putOffMail(id: string, dueAt: number): Promise<void>;
  mailDone(id: string): Promise<void>;
  /** [ST95] Nothing is mailed to this person any more: what waited is gone, and what comes is not bundled, until `resumeMail`. */
  stopMail(user: string, at: number): Promise<void>;
  resumeMail(user: string): Promise<void>;
  mailStoppedAt(user: string): Promise<number | null>;
  /** [ST96] Forgets what is older than `before`, and devices of sessions that ended. */
  prune(before: number, now: number): Promise<void>;
}

import type { Notice } from './delivery.ts';

export type MailFrequency = 'off' | 'instant' | 'hourly' | 'daily';

/** What a person's own page says at the moment of telling. */
export interface Desk {
  mail: MailFrequency;
  /** Whether they have read it, put it away, or it was taken back: then it is told nowhere. */
  isSettled(notice: Pick<Notice, 'id' | 'at'>): boolean;
}

export type DeskOf = (user: string) => Promise<Desk>;

/** Of somebody who never said anything. */
export const UNTOUCHED_DESK: Desk = { mail: 'hourly', isSettled: () => false };

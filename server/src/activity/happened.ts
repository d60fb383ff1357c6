import type { DomainEvent } from '@clapper/documents';

/** What one person did, once it is on disk: one row of activity. */
export interface Happened {
  /** Of the row. The same one comes again when a burst went on and counted up, and may come twice after a crash. */
  id: string;
  event: DomainEvent;
  /** The user who did it, by whom the server let in. */
  actor: string;
  /** When the server had it. */
  at: number;
  /** So many edits are told as this one. */
  count: number;
}

/** Who is told what happened, to tell those whom it concerns. */
export interface Notify {
  tell(project: string, happened: readonly Happened[]): Promise<void>;
}

/** One after the other; told again when either failed. */
export function both(first: Notify, second: Notify): Notify {
  return {
    async tell(project, happened) {
      await first.tell(project, happened);
      await second.tell(project, happened);
    },
  };
}

import type { DomainEvent } from '@clapper/documents';
import { newActivity } from '../storage/new-activity.ts';
import type { Activity, NewActivity } from '../storage/storage.ts';
import { burstKey, mergedEvent } from './burst-of.ts';

/** What one person did with one edit. */
export interface Act {
  user: string;
  event: DomainEvent;
  at: number;
}

/** What one commit of a document has to say of activity. */
export interface Telling {
  /** To be written with it. */
  rows: NewActivity[];
  /** It is on disk: what it adds to bursts that were there counts. A commit that failed comes again, and counts then. */
  stored(): void;
}

/** Who goes on with the same within this time is in the same burst. */
const GOES_ON_MS = 5 * 60_000;
/** Then it is told anew: a morning at one stage is some lines, each with its time. */
const LONGEST_MS = 60 * 60_000;

interface Burst {
  row: NewActivity;
  event: DomainEvent;
}

/**
 * Somebody typing is one act that counts up, not a thousand. The first edit of a burst is written with the edit itself,
 * so that nothing acknowledged goes untold; those after it are counted here and written now and then: a crash may cost
 * some of the count.
 */
export class Bursts {
  readonly #now: () => number;
  /** There is something to tell. */
  readonly #happened: () => void;
  readonly #going = new Map<string, Burst>();
  #counted = new Set<Burst>();

  constructor(now: () => number, happened: () => void) {
    this.#now = now;
    this.#happened = happened;
  }

  take(document: string, project: string, acts: readonly Act[]): Telling {
    const rows: NewActivity[] = [];
    const fresh = new Map<string, Burst>();
    const more: { burst: Burst; act: Act }[] = [];
    for (const act of acts) {
      const key = burstKey(act.event);
      if (key === null) {
        rows.push(newActivity(project, act.user, act.event, act.at));
        continue;
      }
      const place = [document, act.user, key].join('\n');
      const made = fresh.get(place);
      const going = this.#going.get(place);
      if (made !== undefined) goOn(made, act);
      else if (going !== undefined && goesOn(going, act.at)) more.push({ burst: going, act });
      else {
        const row = newActivity(project, act.user, act.event, act.at);
        rows.push(row);
        fresh.set(place, { row, event: act.event });
      }
    }
    return {
      rows,
      stored: () => {
        for (const [place, burst] of fresh) this.#going.set(place, burst);
        for (const { burst, act } of more) {
          goOn(burst, act);
          this.#counted.add(burst);
        }
        if (rows.length > 0) this.#happened();
      },
    };
  }

  /** Writes what was counted since the last time. */
  async write(activity: Pick<Activity, 'countUp'>): Promise<void> {
    const counted = this.#counted;
    if (counted.size > 0) {
      this.#counted = new Set();
      const rows = Array.from(counted, ({ row: { id, event, until, count } }) => ({
        id,
        event,
        until,
        count,
      }));
      try {
        await activity.countUp(rows);
      } catch (error) {
        for (const burst of counted) this.#counted.add(burst);
        throw error;
      }
      this.#happened();
    }
    const now = this.#now();
    for (const [place, burst] of this.#going) if (!goesOn(burst, now)) this.#going.delete(place);
  }
}

function goesOn({ row: { at, until } }: Burst, now: number): boolean {
  return now - until <= GOES_ON_MS && now - at <= LONGEST_MS;
}

function goOn(burst: Burst, { event, at }: Act): void {
  burst.event = mergedEvent(burst.event, event);
  burst.row.event = JSON.stringify(burst.event);
  burst.row.until = Math.max(burst.row.until, at);
  burst.row.count += 1;
}

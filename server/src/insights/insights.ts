import type { ApiInsights } from '@clapper/protocol';
import type { DomainEventType, TargetType } from '@clapper/documents';
import type { ActivityTally } from '../storage/storage.ts';

/** What activity is counted as; everything else only says that somebody was there. */
type Counted = 'edits' | 'comments' | 'resolved' | null;

interface Sums {
  edits: number;
  comments: number;
  resolved: number;
}

/** What was done, in numbers: day by day, by person, and by what it was done to. */
export function insightsOf(
  { spans, targets, resolved }: ActivityTally,
  dates: readonly string[],
): Pick<ApiInsights, 'days' | 'people' | 'resolved' | 'reviewers'> {
  const days = dates.map((date) => ({ date, ...NOTHING, users: new Set<string>() }));
  const active = new Map<string, Set<number>>();
  for (const { span, user, type, count } of spans) {
    const day = days[span];
    if (day === undefined) continue;
    add(day, countedAs(type), count);
    day.users.add(user);
    active.set(user, (active.get(user) ?? new Set()).add(span));
  }
  return {
    reviewers: reviewersByWeek(spans, dates.length),
    days: days.map(({ users, ...day }) => ({ ...day, people: users.size })),
    people: Array.from(
      Map.groupBy(targets, ({ user }) => user),
      ([id, own]) => ({
        user: { id, name: own[0]?.userName ?? '' },
        active_days: active.get(id)?.size ?? 0,
        // Membership is nothing that anybody works on.
        targets: targetsOf(own).filter(({ type }) => type !== 'member'),
      }),
    ),
    resolved: resolved.map(({ thread, openedAt, resolvedAt }) => ({
      thread,
      opened_at: new Date(openedAt).toISOString(),
      resolved_at: new Date(resolvedAt).toISOString(),
    })),
  };
}

const WEEK = 7;

/** Whole weeks counted from the end; what is shorter than one counts as one. */
function reviewersByWeek(spans: ActivityTally['spans'], days: number): number[] {
  const weeks = Array.from({ length: Math.max(1, Math.floor(days / WEEK)) }, () => new Set<string>());
  for (const { span, user, type } of spans)
    if (isReview(type)) weeks.at(-1 - Math.floor((days - 1 - span) / WEEK))?.add(user);
  return weeks.map((users) => users.size);
}

const NOTHING: Sums = { edits: 0, comments: 0, resolved: 0 };

function targetsOf(own: ActivityTally['targets']) {
  const sums = new Map<string, Sums & { type: TargetType; id: string }>();
  for (const { type, targetType, target, count } of own) {
    const key = `${targetType} ${target}`;
    const sum = sums.get(key) ?? { type: targetType, id: target, ...NOTHING };
    add(sum, countedAs(type), count);
    sums.set(key, sum);
  }
  return [...sums.values()];
}

function add(sums: Sums, as: Counted, count: number): void {
  if (as !== null) sums[as] += count;
}

function countedAs(type: DomainEventType): Counted {
  switch (type) {
    case 'created':
    case 'edited':
    case 'renamed':
    case 'moved':
    case 'deleted':
    case 'restored':
    case 'statusChanged':
    case 'deadlineMoved':
    case 'assigned':
    case 'peopleChanged':
    case 'cutAdded':
      return 'edits';
    case 'commented':
    case 'replied':
      return 'comments';
    case 'resolved':
      return 'resolved';
    case 'mentionsChanged':
    case 'wordsEdited':
    case 'noteDeleted':
    case 'noteHidden':
    case 'noteShown':
    case 'reopened':
    case 'reacted':
    case 'approved':
    case 'changesRequested':
    case 'verdictWithdrawn':
    case 'memberJoined':
    case 'memberLeft':
    case 'memberRemoved':
    case 'roleChanged':
    case 'accessRequested':
      return null;
    default:
      return type satisfies never;
  }
}

/** Saying what one thinks of the work of others, whatever of it. */
function isReview(type: DomainEventType): boolean {
  switch (type) {
    case 'commented':
    case 'replied':
    case 'reacted':
    case 'resolved':
    case 'reopened':
    case 'approved':
    case 'changesRequested':
      return true;
    default:
      return false;
  }
}

import type { Shot, Stage, Thread } from '@clapper/documents';
import type { ApiInsights } from '@clapper/protocol';
import { medianOf } from '../../../app/percentile.ts';

export interface Sums {
  edits: number;
  comments: number;
  resolved: number;
}

export interface PersonFigures extends Sums {
  id: string;
  name: string;
  activeDays: number;
}

export interface StageFigures extends Sums {
  /** Null: what belongs to no stage, or to one that is gone. */
  stage: Stage | null;
  /** How long its threads were open; null: none was resolved. */
  medianMs: number | null;
}

export interface Figures {
  whole: Sums & { people: number; medianMs: number | null };
  people: PersonFigures[];
  stages: StageFigures[];
}

/** Where things stand: the server counts by thing, and the documents know what stage it belongs to. */
export interface Places {
  stages: readonly Stage[];
  shots: readonly Pick<Shot, 'id' | 'place'>[];
  threads: readonly Pick<Thread, 'id' | 'anchor'>[];
}

/** What the server counted, as the page shows it: in all, by person, and by stage. */
export function figuresOf(insights: ApiInsights, places: Places): Figures {
  const stageOf = stageFinder(places);
  const byStage = new Map<string | null, Sums & { times: number[] }>();
  const sumsOf = (stage: string | null) => {
    const sums = byStage.get(stage) ?? { ...NOTHING, times: [] };
    byStage.set(stage, sums);
    return sums;
  };
  for (const { id } of places.stages) sumsOf(id);
  for (const { targets } of insights.people)
    for (const target of targets) add(sumsOf(stageOf(target)), target);
  const times = insights.resolved.map(({ thread, opened_at, resolved_at }) => {
    const ms = Math.max(0, Date.parse(resolved_at) - Date.parse(opened_at));
    sumsOf(stageOf({ type: 'thread', id: thread })).times.push(ms);
    return ms;
  });
  const whole = { ...NOTHING };
  for (const day of insights.days) add(whole, day);
  return {
    whole: { ...whole, people: insights.people.length, medianMs: medianOf(times) },
    people: insights.people
      .map(({ user, active_days, targets }) => {
        const sums = { ...NOTHING };
        for (const target of targets) add(sums, target);
        return { id: user.id, name: user.name, activeDays: active_days, ...sums };
      })
      .toSorted((a, b) => b.edits + b.comments - (a.edits + a.comments) || b.activeDays - a.activeDays),
    stages: Array.from(byStage, ([id, { times: own, ...sums }]) => ({
      stage: places.stages.find((stage) => stage.id === id) ?? null,
      ...sums,
      medianMs: medianOf(own),
    })),
  };
}

const NOTHING: Sums = { edits: 0, comments: 0, resolved: 0 };

function add(sums: Sums, { edits, comments, resolved }: Sums): void {
  sums.edits += edits;
  sums.comments += comments;
  sums.resolved += resolved;
}

type StageOf = (target: { type: string; id: string }) => string | null;

function stageFinder({ stages, shots, threads }: Places): StageOf {
  const known = new Set(stages.map(({ id }) => id));
  const stageOfShot = new Map(shots.map(({ id, place }) => [id, place.stage]));
  const anchorOf = new Map(threads.map(({ id, anchor }) => [id, anchor]));
  return ({ type, id }) => {
    const stage = standsIn(type, id);
    return stage !== undefined && known.has(stage) ? stage : null;
  };

  function standsIn(type: string, id: string): string | undefined {
    if (type === 'stage') return id;
    if (type === 'shot') return stageOfShot.get(id);
    const anchor = type === 'thread' ? anchorOf.get(id) : undefined;
    if (anchor === undefined) return undefined;
    if ('stage' in anchor) return anchor.stage;
    return 'shot' in anchor ? stageOfShot.get(anchor.shot) : undefined;
  }
}

import { compareInStage, type Shot } from '@clapper/documents';
import type { BoardStage } from './stages.ts';

/** One stage with the shots that are shown in it. */
export interface Column {
  stage: BoardStage;
  shots: readonly Shot[];
  /** All of its shots, those that the filter hides too. */
  all: readonly Shot[];
  /** Shots whose numbers were locked before they were deleted, by the shot they stood in front of; '': the end. */
  omitted: ReadonlyMap<string, readonly Shot[]>;
}

/** Reads columns and gives the one from before for every stage in which nothing changed: it is not drawn again. */
export function columnReader(): typeof columnsOf {
  let before: readonly Column[] = [];
  return (stages, shots, shown, deleted) => {
    const next = columnsOf(stages, shots, shown, deleted).map((column) => {
      const known = before.find(({ stage }) => stage.id === column.stage.id);
      return known !== undefined && sameColumn(known, column) ? known : column;
    });
    before = next;
    return next;
  };
}

function sameColumn(a: Column, b: Column): boolean {
  const gone = [a, b].map(({ omitted }) => [...omitted].map(([before, shots]) => [before, ...shots]).flat());
  return (
    a.stage === b.stage &&
    sameShots(a.shots, b.shots) &&
    sameShots(a.all, b.all) &&
    gone[0]!.length === gone[1]!.length &&
    gone[0]!.every((one, index) => one === gone[1]![index])
  );
}

function sameShots(a: readonly Shot[], b: readonly Shot[]): boolean {
  return a.length === b.length && a.every((shot, index) => shot === b[index]);
}

export function columnsOf(
  stages: readonly BoardStage[],
  shots: readonly Shot[],
  shown: ReadonlySet<Shot>,
  deleted: readonly Shot[] = [],
): Column[] {
  const byStage = new Map<string, Shot[]>();
  for (const shot of shots) {
    const list = byStage.get(shot.place.stage);
    if (list === undefined) byStage.set(shot.place.stage, [shot]);
    else list.push(shot);
  }
  return stages.map((stage) => {
    const all = byStage.get(stage.id) ?? [];
    const drawn = all.filter((shot) => shown.has(shot));
    const whole = drawn.length === all.length;
    const omitted = deleted.filter((shot) => whole && shot.number !== '' && shot.place.stage === stage.id);
    return { stage, all, shots: drawn, omitted: beforeWhich(drawn, omitted) };
  });
}

/** All that stands in the columns from first to last, the omitted ones where they stood. */
export function linesOf(columns: readonly Column[]): readonly Shot[] {
  return columns.flatMap(({ shots, omitted }) => [
    ...shots.flatMap((shot) => [...(omitted.get(shot.id) ?? []), shot]),
    ...(omitted.get('') ?? []),
  ]);
}

function beforeWhich(shots: readonly Shot[], omitted: readonly Shot[]): Map<string, Shot[]> {
  const before = new Map<string, Shot[]>();
  for (const one of omitted) {
    const next = shots.find((shot) => compareInStage(shot, one) > 0)?.id ?? '';
    before.set(next, [...(before.get(next) ?? []), one]);
  }
  return before;
}

export function totalSeconds(shots: readonly Shot[]): number {
  return shots.reduce((sum, { duration }) => sum + (duration ?? 0), 0);
}

import type { Shot } from '@clapper/documents';
import type { BoardStage } from './stages.ts';

/** One stage with the shots that are shown in it. */
export interface Column {
  stage: BoardStage;
  shots: readonly Shot[];
  /** All of its shots, those that the filter hides too. */
  all: readonly Shot[];
}

/** Reads columns and gives the one from before for every stage in which nothing changed: it is not drawn again. */
export function columnReader(): typeof columnsOf {
  let before: readonly Column[] = [];
  return (stages, shots, shown) => {
    const next = columnsOf(stages, shots, shown).map((column) => {
      const known = before.find(({ stage }) => stage.id === column.stage.id);
      return known !== undefined && sameColumn(known, column) ? known : column;
    });
    before = next;
    return next;
  };
}

function sameColumn(a: Column, b: Column): boolean {
  return a.stage === b.stage && sameShots(a.shots, b.shots) && sameShots(a.all, b.all);
}

function sameShots(a: readonly Shot[], b: readonly Shot[]): boolean {
  return a.length === b.length && a.every((shot, index) => shot === b[index]);
}

export function columnsOf(
  stages: readonly BoardStage[],
  shots: readonly Shot[],
  shown: ReadonlySet<Shot>,
): Column[] {
  const byStage = new Map<string, Shot[]>();
  for (const shot of shots) {
    const list = byStage.get(shot.place.stage);
    if (list === undefined) byStage.set(shot.place.stage, [shot]);
    else list.push(shot);
  }
  return stages.map((stage) => {
    const all = byStage.get(stage.id) ?? [];
    return { stage, all, shots: all.filter((shot) => shown.has(shot)) };
  });
}

export function totalSeconds(shots: readonly Shot[]): number {
  return shots.reduce((sum, { duration }) => sum + (duration ?? 0), 0);
}

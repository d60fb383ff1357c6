import type { Shot } from '@clapper/documents';
import type { BoardStage } from './stages.ts';

/** One stage with the shots that are shown in it. */
export interface Column {
  stage: BoardStage;
  shots: readonly Shot[];
  /** All of its shots, those that the filter hides too. */
  all: readonly Shot[];
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

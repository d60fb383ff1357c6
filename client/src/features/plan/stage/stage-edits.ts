import { recall, remember } from '../../../app/memory.ts';
import { createStore, type Store } from '../../../app/store.ts';

export interface StageEdits {
  /** Times of the last edit by stage id, in milliseconds, as this device saw them. */
  times: Store<Readonly<Record<string, number>>>;
  edited(stage: string, at: number): void;
}

const byProject = new Map<string, StageEdits>();

/** When each stage was last changed, by anybody; remembered on this device. */
export function stageEdits(project: string): StageEdits {
  const known = byProject.get(project);
  if (known !== undefined) return known;
  const key = `plan.edited.${project}` as const;
  const times = createStore<Readonly<Record<string, number>>>(parse(recall(key)));
  const edits: StageEdits = {
    times,
    edited(stage, at) {
      // Once a second is enough for a time that is shown in minutes.
      if (at - (times.get()[stage] ?? 0) < 1_000) return;
      times.set({ ...times.get(), [stage]: at });
      remember(key, JSON.stringify(times.get()));
    },
  };
  byProject.set(project, edits);
  return edits;
}

function parse(text: string | null): Record<string, number> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    if (typeof value !== 'object' || value === null) return {};
    return Object.fromEntries(Object.entries(value).filter((entry) => typeof entry[1] === 'number'));
  } catch {
    // Somebody else wrote under our key: times are only a help, so they begin anew.
    return {};
  }
}

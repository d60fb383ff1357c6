import type { Shot, ShotStatus } from '@clapper/documents';

export interface Filter {
  text: string;
  /** Empty: all of them. */
  stages: readonly string[];
  statuses: readonly ShotStatus[];
  /** User ids; '' stands for nobody. */
  assignees: readonly string[];
}

export const EVERYTHING: Filter = { text: '', stages: [], statuses: [], assignees: [] };

export function isFiltering(filter: Filter): boolean {
  return (
    filter.text.trim() !== '' || filter.stages.length + filter.statuses.length + filter.assignees.length > 0
  );
}

/** Every word has to be somewhere in the shot's words, or be its number. */
export function matches(shot: Shot, filter: Filter): boolean {
  if (filter.stages.length > 0 && !filter.stages.includes(shot.place.stage)) return false;
  if (filter.statuses.length > 0 && !filter.statuses.includes(shot.status)) return false;
  if (filter.assignees.length > 0 && !filter.assignees.includes(shot.assignee ?? '')) return false;
  const words = fold(filter.text).split(/\s+/u).filter(Boolean);
  if (words.length === 0) return true;
  const said = fold([shot.title, shot.action, shot.dialogue, shot.notes, shot.lens ?? ''].join('\n'));
  return words.every((word) => said.includes(word) || word === shot.number);
}

function fold(text: string): string {
  return text.normalize('NFKC').toLocaleLowerCase();
}

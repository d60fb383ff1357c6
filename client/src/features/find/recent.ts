import { recall, remember } from '../../app/memory.ts';

const MOST = 6;

/** What a person chose last in one project, newest first: ids only, so that what they may see no more says nothing. */
export function recentChoices(user: string, project: string): readonly string[] {
  const text = recall(`find.${user}.${project}`);
  if (text === null) return [];
  try {
    const ids: unknown = JSON.parse(text);
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string').slice(0, MOST) : [];
  } catch {
    return []; // not ours: as if nothing had been chosen
  }
}

export function rememberChoice(user: string, project: string, id: string): void {
  const others = recentChoices(user, project).filter((other) => other !== id);
  remember(`find.${user}.${project}`, JSON.stringify([id, ...others].slice(0, MOST)));
}

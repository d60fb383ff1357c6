import { SHOT_TEXTS, type Shot } from '@clapper/documents';

/** What each shot held when this person deleted it, or when this device first saw it deleted. */
export type Remembered = Readonly<Record<string, string>>;

/**
 * Which of the shots that `me` deleted hold something else now. Written on while it was deleted here:
 * by somebody who was offline, or who had it open.
 */
export function editedAfterDeleting(
  deleted: readonly Shot[],
  me: string,
  remembered: Remembered,
): { edited: string[]; remembered: Remembered } {
  const edited: string[] = [];
  const next: Record<string, string> = {};
  for (const shot of deleted) {
    if (shot.deleted?.by !== me) continue;
    const now = fingerprint(shot);
    const then = remembered[shot.id];
    if (then !== undefined && then !== now) edited.push(shot.id);
    next[shot.id] = then ?? now;
  }
  return { edited, remembered: next };
}

/** Changes when any word or value changes; a move is no edit. 32 bits are enough to notice one. */
export function fingerprint(shot: Shot): string {
  const { duration, size, angle, movement, lens, status, assignee, deleted } = shot;
  const texts = SHOT_TEXTS.map((field) => shot[field]);
  const said = JSON.stringify([texts, duration, size, angle, movement, lens, status, assignee, deleted?.at]);
  let hash = 0x811c9dc5;
  for (let index = 0; index < said.length; index++) {
    hash = Math.imul(hash ^ said.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash.toString(36);
}

export function parseRemembered(text: string | null): Remembered {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    if (typeof value !== 'object' || value === null) return {};
    return Object.fromEntries(Object.entries(value).filter((entry) => typeof entry[1] === 'string'));
  } catch {
    // Not ours: from here on it is remembered anew.
    return {};
  }
}

/** Steps of a Yjs text event, or of anything that speaks so. */
export interface DeltaStep {
  retain?: number;
  insert?: unknown;
  delete?: number;
}

/**
 * Where a place between characters is after others changed the text. What is written exactly there comes
 * behind it: a caret is not pushed along by somebody typing at the same spot.
 */
export function followPlace(place: number, delta: readonly DeltaStep[]): number {
  let index = 0;
  let moved = place;
  for (const step of delta) {
    if (step.retain !== undefined) index += step.retain;
    else if (step.insert !== undefined) {
      const { length } = insertedText(step.insert);
      if (index < moved) moved += length;
      index += length;
    } else if (step.delete !== undefined && index < moved) {
      moved = Math.max(index, moved - step.delete);
    }
  }
  return moved;
}

/** Where each character went; null: it was deleted. */
export function followCharacters(
  length: number,
  deltas: readonly (readonly DeltaStep[])[],
): (number | null)[] {
  let origins: (number | null)[] = Array.from({ length }, (_, index) => index);
  for (const delta of deltas) {
    const next: (number | null)[] = [];
    let index = 0;
    for (const step of delta) {
      if (step.retain !== undefined) {
        next.push(...origins.slice(index, index + step.retain));
        index += step.retain;
      } else if (step.insert !== undefined) {
        for (const _ of insertedText(step.insert)) next.push(null);
      } else if (step.delete !== undefined) index += step.delete;
    }
    origins = [...next, ...origins.slice(index)];
  }
  const places: (number | null)[] = Array.from({ length }, () => null);
  for (const [at, origin] of origins.entries()) if (origin !== null) places[origin] = at;
  return places;
}

/** Behind the nearest character on the left that is still there; else before the nearest on the right. */
export function placeFor(index: number, places: readonly (number | null)[]): number {
  for (let left = index - 1; left >= 0; left--) {
    const place = places[left];
    if (place != null) return place + 1;
  }
  return places.find((place) => place !== null) ?? 0;
}

/** By UTF-16 units, as Yjs counts; an embed takes one place. */
function insertedText(insert: unknown): readonly string[] {
  return typeof insert === 'string' ? insert.split('') : [''];
}

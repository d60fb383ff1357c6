/** One step of a change to a text, as Y.Text events report it. */
export interface DeltaStep {
  retain?: number | undefined;
  delete?: number | undefined;
  insert?: unknown;
}

/**
 * Where each character of a text went while others changed it: its new index, or null when it was
 * deleted. One entry per character.
 */
export function followCharacters(
  length: number,
  deltas: readonly (readonly DeltaStep[])[],
): (number | null)[] {
  let places: (number | null)[] = Array.from({ length }, (_, index) => index);
  for (const delta of deltas) {
    const moved = moves(delta);
    places = places.map((place) => (place === null ? null : moved(place)));
  }
  return places;
}

/** Where an insertion before character `index` belongs now: behind the nearest character left of it that lives. */
export function placeFor(index: number, places: readonly (number | null)[]): number {
  for (let left = index - 1; left >= 0; left--) {
    const place = places[left];
    if (place != null) return place + 1;
  }
  const right = places.find((place) => place != null);
  return index === 0 && right != null ? right : 0;
}

function moves(delta: readonly DeltaStep[]): (index: number) => number | null {
  const pieces: { from: number; to: number; shift: number | null }[] = [];
  let before = 0;
  let after = 0;
  for (const step of delta) {
    if (step.retain !== undefined) {
      pieces.push({ from: before, to: before + step.retain, shift: after - before });
      before += step.retain;
      after += step.retain;
    } else if (step.delete !== undefined) {
      pieces.push({ from: before, to: before + step.delete, shift: null });
      before += step.delete;
    } else {
      after += typeof step.insert === 'string' ? step.insert.length : 1;
    }
  }
  pieces.push({ from: before, to: Infinity, shift: after - before });
  return (index) => {
    const piece = pieces.find(({ from, to }) => index >= from && index < to);
    return piece?.shift == null ? null : index + piece.shift;
  };
}

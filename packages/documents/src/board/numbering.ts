import type { BoardLock, FixedNumber } from './schema.ts';

/** Letters that numbers are made of: I and O read as one and nought. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

/** How shots are numbered where nobody has a pattern of their own. */
export const NUMBERINGS = { plain: '{n}', letters: '{s}{a}', dashes: '{s}-{i}' } as const;

/** What stands in braces: {n} over the board, {s} the stage, {i} and {a} in the stage; `:3` as wide as that. */
const TOKEN = /\{([nsia])(?::([1-4]))?\}/g;

/** A pattern says which shot is meant: over the whole board, or in a stage that it names. */
export function isPattern(pattern: string): boolean {
  const tokens = new Set([...pattern.matchAll(TOKEN)].map(([, token]) => token));
  const others = pattern.replace(TOKEN, '');
  const names = tokens.has('n') || (tokens.has('s') && (tokens.has('i') || tokens.has('a')));
  return names && !/[{}\s\p{C}]/u.test(others);
}

export interface Numbered {
  id: string;
  place: { stage: string };
  fixed: FixedNumber | null;
  deleted: unknown;
}

interface How {
  numbering: string;
  locked: BoardLock | null;
}

/**
 * The label of each shot, no two the same: a number that somebody gave, the one it had when the numbers were locked,
 * else one made by the pattern, or, between locked ones, out of its neighbour's. Of deleted shots only those have
 * one whose number was locked: it is omitted and never given again. `all` stands in the order of the board.
 */
export function numbersOf(
  all: readonly Numbered[],
  stages: readonly { id: string }[],
  { numbering, locked }: How,
): ReadonlyMap<string, string> {
  const numbers = new Map<string, string>();
  const used = new Set<string>();
  const lockedNumbers = new Set(locked === null ? [] : Object.values(locked.numbers));
  const give = (id: string, number: string) => {
    numbers.set(id, number);
    used.add(number);
  };
  for (const { id, fixed, deleted } of all) {
    const was = locked?.numbers[id];
    const own = fixed !== null && (fixed.lock === null || fixed.lock === locked?.at) ? fixed.number : null;
    if (deleted !== null) {
      if (was !== undefined && !used.has(was)) give(id, was);
      else if (locked !== null && own !== null) used.add(own);
    } else if (own !== null && !used.has(own) && (own === was || !lockedNumbers.has(own))) give(id, own);
    else if (was !== undefined && !used.has(was)) give(id, was);
  }
  const taken = (number: string) => used.has(number) || lockedNumbers.has(number);
  const positions = positionsIn(all, stages);
  all.forEach((shot, index) => {
    if (shot.deleted !== null || numbers.has(shot.id)) return;
    const beside = locked === null ? null : besideLocked(all, index, numbers, numbering, taken);
    const made = filled(numbering, positions.get(shot.id)!);
    give(shot.id, beside ?? (taken(made) ? firstFree(made, numbering, taken) : made));
  });
  return numbers;
}

interface Position {
  n: number;
  s: number;
  i: number;
}

function positionsIn(
  all: readonly Numbered[],
  stages: readonly { id: string }[],
): ReadonlyMap<string, Position> {
  const positions = new Map<string, Position>();
  const inStage = new Map<string, number>();
  const stageAt = new Map(stages.map(({ id }, index) => [id, index + 1]));
  let n = 0;
  for (const { id, place, deleted } of all) {
    if (deleted !== null) continue;
    const i = (inStage.get(place.stage) ?? 0) + 1;
    inStage.set(place.stage, i);
    positions.set(id, { n: ++n, s: stageAt.get(place.stage) ?? inStage.size, i });
  }
  return positions;
}

function filled(pattern: string, position: Position): string {
  return pattern.replace(TOKEN, (_, token: 'n' | 's' | 'i' | 'a', width?: string) =>
    token === 'a' ? lettersOf(position.i) : String(position[token]).padStart(Number(width ?? 1), '0'),
  );
}

/** A new shot among locked ones: 3A behind 3, and 3AA between the two; A1 in front of 1. */
function besideLocked(
  all: readonly Numbered[],
  index: number,
  numbers: ReadonlyMap<string, string>,
  numbering: string,
  taken: (number: string) => boolean,
): string | null {
  const { stage } = all[index]!.place;
  const numberAt = (shot: Numbered) => numbers.get(shot.id);
  const isHere = (shot: Numbered) => shot.place.stage === stage && numbers.has(shot.id);
  const before = all.slice(0, index).findLast(isHere);
  const after = all.slice(index + 1).find(isHere);
  const [prev, next] = [before && numberAt(before), after && numberAt(after)];
  if (prev !== undefined) {
    const inserted = (numbering.includes('{a}') ? /^(.*[A-Z])(\d+)$/ : /^(.*\d)([A-Z]+)$/).exec(prev);
    if (inserted !== null) {
      const [, stem, suffix] = inserted as unknown as [string, string, string];
      const following = stem + (/\d/.test(suffix) ? Number(suffix) + 1 : lettersOf(countOf(suffix) + 1));
      return taken(following) ? firstFree(prev, numbering, taken) : following;
    }
    // Behind it stands one that was put in earlier.
    const inserts = numbering.includes('{a}') ? /^\d+$/ : /^[A-Z]+$/;
    const squeezed = next?.startsWith(prev) === true && inserts.test(next.slice(prev.length));
    return firstFree(squeezed ? next : prev, numbering, taken);
  }
  if (next !== undefined) {
    for (let count = 1; ; count++) if (!taken(lettersOf(count) + next)) return lettersOf(count) + next;
  }
  const earlier = all.slice(0, index).findLast((shot) => numbers.has(shot.id));
  // In a stage that its pattern names a shot of another stage says nothing.
  if (earlier === undefined || numbering.includes('{s}')) return null;
  return firstFree(numberAt(earlier)!, numbering, taken);
}

/** Letters behind a figure, figures behind a letter of the pattern. */
function firstFree(stem: string, numbering: string, taken: (number: string) => boolean): string {
  const letters = /\d$/.test(stem) || !numbering.includes('{a}');
  for (let count = 1; ; count++) {
    const number = stem + (letters ? lettersOf(count) : count);
    if (!taken(number)) return number;
  }
}

/** 1 is A, 24 is Z, 25 is AA. */
function lettersOf(count: number): string {
  let letters = '';
  for (let rest = count; rest > 0; rest = Math.floor((rest - 1) / LETTERS.length))
    letters = LETTERS[(rest - 1) % LETTERS.length]! + letters;
  return letters;
}

function countOf(letters: string): number {
  return [...letters].reduce((count, letter) => count * LETTERS.length + LETTERS.indexOf(letter) + 1, 0);
}

/** What of a shot matters for where a picture goes. */
export interface Target {
  id: string;
  number: string;
  hasPicture: boolean;
}

export interface PictureRow {
  /** Its place among those that were given. */
  key: number;
  name: string;
  /** Null: a new shot. */
  shot: string | null;
}

/** Words that stand right in front of a number. */
const BEFORE = 'SHOT|SCENE|SC|S|CUT|C|FRAME|샷|숏|씬|컷|장면';

/**
 * Where pictures would go: onto the shot whose number stands in their name (`03_wide.png`, `shot 3A.jpg`), else, in order,
 * onto `from` and the shots behind it that have no picture, and onto new ones where there are no more.
 */
export function planPictures(
  names: readonly string[],
  shots: readonly Target[],
  from: string | null,
): PictureRow[] {
  const numbered = new Map(shots.map(({ id, number }) => [plain(number), id]));
  const byNumber = names.map((name) => shotNamed(name, numbered));
  const taken = new Set(byNumber);
  const start = Math.max(
    0,
    shots.findIndex(({ id }) => id === from),
  );
  const free = shots
    .slice(start)
    .filter(({ id, hasPicture }) => !taken.has(id) && (id === from || !hasPicture))
    .map(({ id }) => id);
  return names.map((name, key) => ({ key, name, shot: byNumber[key] ?? free.shift() ?? null }));
}

/** The first number in the name that a shot has; of several that begin there the longest. */
function shotNamed(name: string, shots: ReadonlyMap<string, string>): string | null {
  const stem = plain(name.replace(/\.[^.]*$/, ''));
  let found: { at: number; number: string } | null = null;
  for (const number of shots.keys()) {
    const at = placeOf(number, stem);
    if (at === null) continue;
    if (found === null || at < found.at || (at === found.at && number.length > found.number.length))
      found = { at, number };
  }
  return found === null ? null : (shots.get(found.number) ?? null);
}

/** Where a number stands by itself: not in `v2` or `12mm`, but in `shot12`. */
function placeOf(number: string, stem: string): number | null {
  const escaped = number.replaceAll(/[$()*+./?[\\\]^{|}]/g, String.raw`\$&`);
  const alone = new RegExp(
    `(?<=^|[^\\p{L}\\d]|(?:^|[^\\p{L}\\d])(?:${BEFORE}))${escaped}(?![\\p{L}\\d])`,
    'u',
  );
  return alone.exec(stem)?.index ?? null;
}

/** `03a` and `3A` are the same. */
function plain(text: string): string {
  return text
    .normalize('NFC')
    .toUpperCase()
    .replaceAll(/(?<!\d)0+(?=\d)/g, '');
}

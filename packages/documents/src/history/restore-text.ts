import type * as Y from 'yjs';
import { sameValue } from '../records.ts';
import { textEdits } from './text-edits.ts';

type Attributes = Readonly<Record<string, unknown>>;

/** A stretch of one formatting. */
export interface Run {
  insert: unknown;
  attributes: Attributes;
}

/** Where one kind of formatting ends, and what it is. */
interface Formatted {
  end: number;
  attributes: Attributes;
}

/**
 * Makes a shared text say what another says, formatting included, by the smallest edits: the type stays
 * the same one, and what others write in it meanwhile merges. The caller opens the transaction.
 */
export function restoreText(now: Y.Text, then: Y.Text): void {
  const [from, to] = [runsOf(now), runsOf(then)];
  if (sameValue(from, to)) return;
  if ([...from, ...to].some(({ insert }) => typeof insert !== 'string')) {
    // Something embedded, which no kind of ours declares: as a whole, so that nothing of it is guessed at.
    now.delete(0, now.length);
    now.applyDelta(to, { sanitize: false });
    return;
  }
  now.applyDelta(deltaBetween(from, to), { sanitize: false });
}

function deltaBetween(from: readonly Run[], to: readonly Run[]): object[] {
  const [textNow, textThen] = [plain(from), plain(to)];
  const [looksNow, looksThen] = [formats(from), formats(to)];
  const delta: object[] = [];
  let [at, place] = [0, 0];

  /** Text that stays: only its formatting may differ. */
  const keep = (until: number): void => {
    while (at < until) {
      const now = lookAt(looksNow, at);
      const then = lookAt(looksThen, place);
      const length = Math.min(until - at, now.end - at, then.end - place);
      const patch = patchOf(now.attributes, then.attributes);
      delta.push(patch === null ? { retain: length } : { retain: length, attributes: patch });
      at += length;
      place += length;
    }
  };
  const put = (until: number): void => {
    while (place < until) {
      const then = lookAt(looksThen, place);
      const end = Math.min(until, then.end);
      delta.push({ insert: textThen.slice(place, end), attributes: then.attributes });
      place = end;
    }
  };

  for (const edit of textEdits(textNow, textThen)) {
    keep(edit.at);
    if (edit.remove > 0) delta.push({ delete: edit.remove });
    at += edit.remove;
    put(edit.to + edit.insert);
  }
  keep(textNow.length);
  return delta;
}

/** What a text says, with as few runs as there are: Yjs cuts one wherever a formatting once began or ended. */
export function runsOf(text: Y.Text): Run[] {
  const runs: Run[] = [];
  for (const { insert, attributes = {} } of text.toDelta() as (Omit<Run, 'attributes'> & Partial<Run>)[]) {
    const last = runs.at(-1);
    const joins = typeof insert === 'string' && typeof last?.insert === 'string';
    if (joins && sameValue(last.attributes, attributes)) last.insert = `${last.insert}${insert}`;
    else runs.push({ insert, attributes });
  }
  return runs;
}

function plain(runs: readonly Run[]): string {
  return runs.map(({ insert }) => insert as string).join('');
}

function formats(runs: readonly Run[]): Formatted[] {
  let end = 0;
  return runs.map(({ insert, attributes }) => ({ end: (end += (insert as string).length), attributes }));
}

function lookAt(looks: readonly Formatted[], index: number): Formatted {
  return looks.find(({ end }) => end > index)!;
}

/** What must be set and what taken off (null); null: it looks the same. */
function patchOf(now: Attributes, then: Attributes): Record<string, unknown> | null {
  const patch: Record<string, unknown> = {};
  for (const key of Object.keys(now)) if (!Object.hasOwn(then, key)) patch[key] = null;
  for (const [key, value] of Object.entries(then)) if (!sameValue(now[key], value)) patch[key] = value;
  return Object.keys(patch).length === 0 ? null : patch;
}

import type * as Y from 'yjs';
import { standingAt } from '../events/standing.ts';
import type { RecordRules, Rules } from '../rules.ts';
import type { TouchProblem } from './judge-touches.ts';
import type { Touch } from './touch.ts';

export interface RecordProblem {
  root: string;
  keys: string[];
  problem: Extract<TouchProblem, 'too_many' | 'disagree'>;
}

/**
 * What no touch tells by itself: how many records there would be, and whether the fields of one fit each other. Of
 * roots that declare neither, nothing is asked.
 */
export function judgeRecords(rules: Rules, touches: readonly Touch[], doc: Y.Doc): RecordProblem[] {
  const roots = new Map<string, Map<string, Touched>>();
  for (const touch of touches) note(roots, rules, touch);
  return [...roots].flatMap(([root, records]) => {
    const rule = recordRules(rules, root)!;
    return [...tooMany(root, rule, records, doc), ...disagreeing(root, rule, records, doc)];
  });
}

type JointRules = { [Key in 'atMost' | 'agree']: RecordRules[Key] };

/** What an update does to one record: by field, every value it brings. */
interface Touched {
  fresh: boolean;
  values: Map<string, unknown[]>;
}

function note(roots: Map<string, Map<string, Touched>>, rules: Rules, touch: Touch): void {
  const { root, keys, fresh, change } = touch;
  if (recordRules(rules, root) === null) return;
  const [id, field] = keys;
  if (id === undefined || field === undefined || keys.length > 2) return;
  let records = roots.get(root);
  if (records === undefined) roots.set(root, (records = new Map()));
  let record = records.get(id);
  if (record === undefined) records.set(id, (record = { fresh, values: new Map() }));
  const value = change.type === 'set' && change.value.holds === 'plain' ? change.value.value : undefined;
  const values = record.values.get(field);
  if (values === undefined) record.values.set(field, [value]);
  else values.push(value);
}

/** Null where there is nothing of this to ask. */
function recordRules(rules: Rules, root: string): JointRules | null {
  if (!Object.hasOwn(rules, root)) return null;
  const { atMost, agree } = rules[root] as RecordRules;
  return atMost === undefined && agree === undefined ? null : { atMost, agree };
}

// ── How many ───────────────────────────────────────────────────────────────────────────────────

function tooMany(
  root: string,
  { atMost }: JointRules,
  records: ReadonlyMap<string, Touched>,
  doc: Y.Doc,
): RecordProblem[] {
  if (atMost === undefined) return [];
  const { by, count } = atMost;
  /** Those that come, or come back, by what they belong to. */
  const coming = new Map<unknown, string[]>();
  const going = new Set<string>();
  for (const [id, { fresh, values }] of records) {
    // Of several values any may be the one that stays: it counts as there if one of them says so.
    const deleted = values.get('deleted');
    const there = fresh ? (deleted ?? [null]) : deleted;
    if (there === undefined) continue;
    const was = !fresh && standingAt(doc, root, id, 'deleted') == null;
    if (there.every((value) => value != null)) {
      if (was) going.add(id);
    } else if (!was) {
      const group = fresh ? values.get(by)?.at(-1) : standingAt(doc, root, id, by);
      const ids = coming.get(group);
      if (ids === undefined) coming.set(group, [id]);
      else ids.push(id);
    }
  }
  if (coming.size === 0) return [];
  const there = countStanding(doc, root, { by, groups: coming, without: going });
  return [...coming].flatMap(([group, ids]) =>
    ids
      .slice(Math.max(0, count - (there.get(group) ?? 0)))
      .map((id) => ({ root, keys: [id], problem: 'too_many' as const })),
  );
}

function countStanding(
  doc: Y.Doc,
  root: string,
  {
    by,
    groups,
    without,
  }: { by: string; groups: ReadonlyMap<unknown, unknown>; without: ReadonlySet<string> },
): Map<unknown, number> {
  const counts = new Map<unknown, number>();
  for (const id of doc.share.get(root)?._map.keys() ?? []) {
    const group = standingAt(doc, root, id, by);
    if (!groups.has(group) || without.has(id) || standingAt(doc, root, id, 'deleted') != null) continue;
    counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  return counts;
}

// ── Fields that must fit each other ────────────────────────────────────────────────────────────

function disagreeing(
  root: string,
  { agree }: JointRules,
  records: ReadonlyMap<string, Touched>,
  doc: Y.Doc,
): RecordProblem[] {
  if (agree === undefined) return [];
  const problems: RecordProblem[] = [];
  for (const [id, { fresh, values }] of records) {
    const changed = agree.fields.filter((field) => values.has(field));
    const last = Object.fromEntries(
      agree.fields.map((field) => [
        field,
        values.has(field) ? values.get(field)!.at(-1) : fresh ? undefined : standingAt(doc, root, id, field),
      ]),
    );
    for (const field of changed) {
      const fits = values.get(field)!.every((value) => agree.fits({ ...last, [field]: value }));
      if (!fits) problems.push({ root, keys: [id, field], problem: 'disagree' });
    }
  }
  return problems;
}

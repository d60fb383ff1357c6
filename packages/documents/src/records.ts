import * as Y from 'yjs';
import { safeParse, type z } from 'zod';
import type { Problem, RootShape } from './define-document.ts';
import type { Field, Fields, ReadRecord } from './fields.ts';
import { parseVoteKey, type Vote } from './votes.ts';

/**
 * Total reads of records kept as a `Y.Map` each in a root `Y.Map`. A malformed record is left out and
 * reported, a malformed field is read as its default and reported; nothing throws, nothing is written.
 */
export function readRecords<F extends Fields>(
  doc: Y.Doc,
  root: string,
  fields: F,
  problems: Problem[],
): Map<string, ReadRecord<F>> {
  const records = new Map<string, ReadRecord<F>>();
  for (const read of recordsOneByOne(doc, root, fields, problems))
    if (read !== null) records.set(read[0], read[1]);
  return records;
}

/** The same one by one, null for what is left out: whoever reads thousands can rest in between. */
export function* recordsOneByOne<F extends Fields>(
  doc: Y.Doc,
  root: string,
  fields: F,
  problems: Problem[],
): Generator<[id: string, record: ReadRecord<F>] | null> {
  for (const [id, value] of rootMap(doc, root, problems)?.entries() ?? []) {
    const path = `${root}/${id}`;
    if (!(value instanceof Y.Map)) {
      problems.push({ path, code: 'malformed_record', message: 'It is no map.' });
      yield null;
      continue;
    }
    const record = readFields(value, path, fields, problems);
    yield record === null ? null : [id, record];
  }
}

/** One map's declared fields; null when a field it cannot do without is missing or malformed. */
export function readFields<F extends Fields>(
  map: Y.Map<unknown>,
  path: string,
  fields: F,
  problems: Problem[],
): ReadRecord<F> | null {
  const record: Record<string, unknown> = {};
  for (const key in fields) {
    const read = readField(map, key, fields[key]!);
    if (read.problem !== null) {
      problems.push({
        path: `${path}/${key}`,
        code: read.usable ? 'malformed_field' : 'malformed_record',
        message: read.problem,
      });
    }
    if (!read.usable) return null;
    record[key] = read.value;
  }
  return record as ReadRecord<F>;
}

/** Everything people said of everything, by key. */
export function readVotes<T>(
  doc: Y.Doc,
  root: string,
  schema: z.core.$ZodType<T>,
  problems: Problem[],
): Vote<T>[] {
  const votes: Vote<T>[] = [];
  const map = rootMap(doc, root, problems);
  for (const key of [...(map?.keys() ?? [])].toSorted()) {
    const address = parseVoteKey(key);
    const parsed = safeParse(schema, map?.get(key));
    if (address !== null && parsed.success) {
      votes.push({ ...address, value: parsed.data });
      continue;
    }
    const message = address === null ? 'It is nobody’s.' : parsed.error?.issues[0]?.message;
    problems.push({
      path: `${root}/${key}`,
      code: 'malformed_record',
      message: message ?? 'It does not fit.',
    });
  }
  return votes;
}

type FieldRead =
  | { usable: true; value: unknown; problem: string | null }
  | { usable: false; problem: string };

/**
 * What a value was judged to be when it was last read. A board of 500 shots is read again at every
 * keystroke in one of them: judging 6,000 unchanged values each time would be most of the work.
 */
const judged = new WeakMap<Y.Map<unknown>, Map<Field, { raw: unknown; read: FieldRead }>>();

function readField(map: Y.Map<unknown>, key: string, field: Field): FieldRead {
  const raw = map.get(key);
  if (field.holds !== 'value') return judge(raw, field);
  let known = judged.get(map);
  if (known === undefined) judged.set(map, (known = new Map()));
  const last = known.get(field);
  // Yjs hands out the stored object itself, so an unchanged one is the same one.
  if (last !== undefined && Object.is(last.raw, raw)) return last.read;
  const read = judge(raw, field);
  known.set(field, { raw, read });
  return read;
}

function judge(raw: unknown, field: Field): FieldRead {
  switch (field.holds) {
    case 'text':
      if (isText(raw)) return { usable: true, value: raw.toJSON(), problem: null };
      return { usable: true, value: '', problem: raw === undefined ? null : 'It is no shared text.' };
    case 'fragment':
      if (isFragment(raw)) return { usable: true, value: raw, problem: null };
      return { usable: true, value: null, problem: 'It is no rich text.' };
    case 'value': {
      if (raw === undefined && field.fallback !== null) {
        return { usable: true, value: field.fallback.value, problem: null };
      }
      const parsed = safeParse(field.schema, raw);
      if (parsed.success) return { usable: true, value: parsed.data, problem: null };
      const problem = parsed.error.issues[0]?.message ?? 'It does not fit.';
      if (field.fallback === null) return { usable: false, problem };
      return { usable: true, value: field.fallback.value, problem };
    }
    default:
      return field satisfies never;
  }
}

/** `XmlText` extends `Text` and reads as markup: inputs bind to the plain one. */
export function isText(value: unknown): value is Y.Text {
  return value instanceof Y.Text && !(value instanceof Y.XmlText);
}

/** `XmlElement` extends `XmlFragment`: only the plain one is a place an editor binds to. */
export function isFragment(value: unknown): value is Y.XmlFragment {
  return value instanceof Y.XmlFragment && !(value instanceof Y.XmlElement);
}

/** The root as a map, or null when somebody defined it as something else in this doc. */
export function rootMap(doc: Y.Doc, root: string, problems: Problem[] = []): Y.Map<unknown> | null {
  try {
    return doc.getMap(root);
  } catch {
    // Yjs throws when a root was already used as another type. To a reader that is one more malformed thing.
    problems.push({ path: root, code: 'malformed_record', message: 'The root is no map.' });
    return null;
  }
}

/** A record by id, or null when there is none that could be written to. */
export function recordOf(doc: Y.Doc, root: string, id: string): Y.Map<unknown> | null {
  const value = rootMap(doc, root)?.get(id);
  return value instanceof Y.Map ? value : null;
}

/** Everything of the declared roots that does not fit, unknown fields included. */
export function checkRoots(doc: Y.Doc, roots: Readonly<Record<string, RootShape>>): Problem[] {
  const problems: Problem[] = [];
  for (const [root, shape] of Object.entries(roots)) {
    switch (shape.type) {
      case 'any':
        break;
      case 'map': {
        const map = rootMap(doc, root, problems);
        if (map === null || map.size === 0) break;
        readFields(map, root, shape.fields, problems);
        unknownFields(map, root, shape.fields, problems);
        break;
      }
      case 'records':
        readRecords(doc, root, shape.fields, problems);
        rootMap(doc, root)?.forEach((value, id) => {
          if (value instanceof Y.Map) unknownFields(value, `${root}/${id}`, shape.fields, problems);
        });
        break;
      case 'votes':
        readVotes(doc, root, shape.value, problems);
        break;
      default:
        shape satisfies never;
    }
  }
  return problems;
}

function unknownFields(map: Y.Map<unknown>, path: string, fields: Fields, problems: Problem[]): void {
  for (const key of map.keys()) {
    if (!Object.hasOwn(fields, key)) {
      problems.push({
        path: `${path}/${key}`,
        code: 'unknown_field',
        message: 'This version does not know it.',
      });
    }
  }
}

/** Sets only the keys that differ, so that writing the same again is no update. */
export function setDifferent(map: Y.Map<unknown>, values: Readonly<Record<string, unknown>>): void {
  for (const [key, value] of Object.entries(values)) {
    if (!sameValue(map.get(key), value)) map.set(key, value);
  }
}

/**
 * Makes a root of a server-written projection hold exactly these records. The one place where records
 * are removed: such a root has a single writer, so nobody's late edit can fall with them.
 */
export function mirrorRecords(root: Y.Map<unknown>, records: readonly ({ id: string } & object)[]): void {
  const wanted = new Map(records.map(({ id, ...values }) => [id, values]));
  for (const id of root.keys()) if (!wanted.has(id)) root.delete(id);
  for (const [id, values] of wanted) {
    const known = root.get(id);
    if (known instanceof Y.Map) setDifferent(known, values);
    else root.set(id, new Y.Map(Object.entries(values)));
  }
}

/** Equality of plain values as they are stored; a missing key is not the same as null. */
export function sameValue(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every(
      (key) =>
        Object.hasOwn(right, key) &&
        sameValue((left as Record<string, unknown>)[key], (right as Record<string, unknown>)[key]),
    )
  );
}

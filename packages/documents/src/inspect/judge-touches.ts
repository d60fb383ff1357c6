import { safeParse } from 'zod';
import * as Y from 'yjs';
import { atLeast, type Role } from '@clapper/access';
import type { GuestRights } from '@clapper/protocol';
import type { DocumentKind, RootShape } from '../define-document.ts';
import type { Field, Fields } from '../fields.ts';
import { sameValue } from '../records.ts';
import type { FieldRule, RecordRules, Rules, Writer, WriterFact } from '../rules.ts';
import { parseVoteKey } from '../votes.ts';
import { judgeRecords } from './judge-records.ts';
import { touchPath, type Edit, type Touch } from './touch.ts';

/** Whose update it is, and the doc it would be applied to. */
export interface TouchWriter {
  user: string;
  /** As others see it. */
  name: string;
  /** On the document's project; null where there is none. */
  role: Role | null;
  /** Set for somebody who came through a link to this document. */
  guest?: GuestRights | undefined;
  doc: Y.Doc;
}

export type TouchProblem =
  /** No Yjs writes it. */
  | 'misplaced'
  | 'too_many'
  // What may stand in a document of this kind.
  | 'unknown_root'
  | 'unknown_field'
  | 'wrong_type'
  | 'invalid_value'
  | 'too_long'
  | 'unknown_content'
  | 'missing_field'
  /** Fields that each fit, and not each other. */
  | 'disagree'
  /** A record, or a text or page in it, would be removed or replaced. */
  | 'removed'
  // Who may.
  | 'not_allowed'
  /** Set when the record was made, for good. */
  | 'fixed'
  /** It names somebody else than its writer. */
  | 'forged';

export interface TouchRefusal {
  code: 'REFUSED' | 'INVALID_UPDATE' | 'TOO_LARGE';
  /** Of the first problem. */
  reason: TouchProblem;
  /** Where: at most `MAX_PATHS`, each cut to `MAX_PATH_LENGTH`. */
  paths: string[];
}

/** More than any board there is has fields; beyond it judging one update would hold up everybody else. */
const MAX_TOUCHES = 100_000;
const MAX_PATHS = 20;
const MAX_PATH_LENGTH = 200;
const MAX_KEY_LENGTH = 256;

/**
 * Whether this person may do all of it, and whether what comes of it fits the kind: null, or why not.
 * An update is taken whole or not at all.
 */
export function judgeTouches(
  kind: Pick<DocumentKind, 'roots' | 'rules' | 'schemaVersion'>,
  touches: readonly Touch[],
  writer: TouchWriter,
): TouchRefusal | null {
  // No schema: any program's document.
  if (kind.schemaVersion === 0) return null;
  if (touches.length > MAX_TOUCHES) return { code: 'TOO_LARGE', reason: 'too_many', paths: [] };
  const problems: { path: string; problem: TouchProblem }[] = [];
  const found = (touch: Pick<Touch, 'root' | 'keys'>, problem: TouchProblem | null): void => {
    if (problem !== null) problems.push({ path: touchPath(touch).slice(0, MAX_PATH_LENGTH), problem });
  };
  const made = new Map<string, MadeRecord>();
  for (const touch of touches) {
    const problem = judgeTouch(kind, touch, writer);
    found(touch, problem);
    if (problem === null) noteMade(made, touch);
  }
  for (const record of made.values()) {
    for (const key of missingFields(kind.roots[record.root], record.fields)) {
      found({ root: record.root, keys: [record.id, key] }, 'missing_field');
    }
  }
  for (const { root, keys, problem } of judgeRecords(kind.rules, touches, writer.doc)) {
    found({ root, keys }, problem);
  }
  const [first] = problems;
  if (first === undefined) return null;
  return {
    code: first.problem === 'misplaced' ? 'INVALID_UPDATE' : 'REFUSED',
    reason: first.problem,
    paths: [...new Set(problems.map(({ path }) => path))].slice(0, MAX_PATHS),
  };
}

function judgeTouch(
  { roots, rules }: { roots: Readonly<Record<string, RootShape>>; rules: Rules },
  touch: Touch,
  writer: TouchWriter,
): TouchProblem | null {
  const { root, keys, change } = touch;
  if (change.type === 'misplaced') return 'misplaced';
  if (!Object.hasOwn(roots, root) || !Object.hasOwn(rules, root)) return 'unknown_root';
  const shape = roots[root]!;
  const rule = rules[root]!;
  if (shape.type === 'any') return null;
  // A list in a root that is a map: Yjs keeps it, nobody sees it.
  if (keys.length === 0) return 'wrong_type';
  if (keys.some((key) => key.length > MAX_KEY_LENGTH)) return 'too_long';
  if ('write' in rule && !mayAll(rule.write, writer.role)) return 'not_allowed';
  if ('guests' in rule && writer.guest?.approves === false) return 'not_allowed';
  switch (shape.type) {
    case 'votes':
      return judgeVote(shape.value, touch, writer);
    case 'map':
      return 'fields' in rule ? judgeField(shape.fields, rule, keys, touch, writer) : null;
    case 'records':
      if (!('create' in rule)) return null;
      return keys.length === 1
        ? judgeRecord(rule, touch, writer)
        : judgeField(shape.fields, rule, keys.slice(1), touch, writer);
    default:
      return shape satisfies never;
  }
}

// ── Records ────────────────────────────────────────────────────────────────────────────────────

function judgeRecord(rule: RecordRules, { change }: Touch, { role }: TouchWriter): TouchProblem | null {
  switch (change.type) {
    case 'set':
      if (change.value.holds !== 'type' || change.value.type !== 'map') return 'wrong_type';
      if (change.over !== 'nothing') return 'removed';
      return mayAll(rule.create, role) ? null : 'not_allowed';
    case 'delete':
      return mayAll(rule.remove, role) ? null : 'removed';
    case 'edit':
      return 'wrong_type';
    case 'misplaced':
      return 'misplaced';
    default:
      return change satisfies never;
  }
}

interface MadeRecord {
  root: string;
  id: string;
  fields: Set<string>;
}

function noteMade(made: Map<string, MadeRecord>, { root, keys, fresh, change }: Touch): void {
  if (change.type !== 'set' || keys.length === 0) return;
  const [id, field] = keys as [string, string?];
  const isRecord = keys.length === 1 && change.value.holds === 'type';
  if (!isRecord && !fresh) return;
  const at = JSON.stringify([root, id]);
  let record = made.get(at);
  if (record === undefined) made.set(at, (record = { root, id, fields: new Set() }));
  if (keys.length === 2 && field !== undefined) record.fields.add(field);
}

function missingFields(shape: RootShape | undefined, fields: ReadonlySet<string>): string[] {
  if (shape?.type !== 'records') return [];
  return Object.keys(shape.fields).filter((key) => isRequired(shape.fields[key]!) && !fields.has(key));
}

/** A page too: whoever makes it later may be one of two, and the words of one of them would be lost. */
function isRequired(field: Field): boolean {
  return field.holds === 'fragment' || (field.holds === 'value' && field.fallback === null);
}

// ── Fields ─────────────────────────────────────────────────────────────────────────────────────

function judgeField(
  fields: Fields,
  rules: { author?: string; fields: Readonly<Record<string, FieldRule>> },
  [key, ...deeper]: readonly string[],
  touch: Touch,
  writer: TouchWriter,
): TouchProblem | null {
  if (key === undefined || !Object.hasOwn(fields, key) || !Object.hasOwn(rules.fields, key)) {
    return 'unknown_field';
  }
  // No field holds keys of its own.
  if (deeper.length > 0) return 'wrong_type';
  const rule = rules.fields[key]!;
  if (!mayWrite(rule, rules.author, touch, writer)) return 'not_allowed';
  if (rule.guests === 'never' && writer.guest !== undefined) return 'not_allowed';
  if (rule.once === true && !touch.fresh) return 'fixed';
  return judgeContent(fields[key]!, touch, rule, writer);
}

function judgeContent(
  field: Field,
  { change }: Touch,
  rule: FieldRule,
  writer: TouchWriter,
): TouchProblem | null {
  switch (change.type) {
    case 'set':
      if (field.holds !== 'value') {
        if (change.value.holds !== 'type' || change.value.type !== field.holds) return 'wrong_type';
        return change.over === 'type' ? 'removed' : null;
      }
      if (change.value.holds !== 'plain') return 'wrong_type';
      return valueProblem(field, change.value.value) ?? factProblem(rule, change.value.value, writer);
    case 'delete':
      if (isRequired(field)) return field.holds === 'fragment' ? 'removed' : 'missing_field';
      return field.holds === 'text' && change.over === 'type' ? 'removed' : null;
    case 'edit':
      return field.holds === 'value' ? 'wrong_type' : editProblem(field, change.edit);
    case 'misplaced':
      return 'misplaced';
    default:
      return change satisfies never;
  }
}

function valueProblem(field: Extract<Field, { holds: 'value' }>, value: unknown): TouchProblem | null {
  // As it is read: a key that holds nothing is a key that is not there.
  if (value === undefined) return field.fallback === null ? 'missing_field' : null;
  return fits(field.schema, value);
}

function fits(schema: Extract<Field, { holds: 'value' }>['schema'], value: unknown): TouchProblem | null {
  const parsed = safeParse(schema, value);
  if (!parsed.success) return parsed.error.issues[0]?.code === 'too_big' ? 'too_long' : 'invalid_value';
  // What a schema leaves out would lie there unseen.
  return sameValue(parsed.data, value) ? null : 'invalid_value';
}

function editProblem(field: Exclude<Field, { holds: 'value' }>, edit: Readonly<Edit>): TouchProblem | null {
  if (edit.in !== field.holds) return 'wrong_type';
  if (edit.foreign.size > 0) return 'unknown_content';
  switch (field.holds) {
    case 'text':
      if (edit.nodes.size + edit.attributes.length + edit.marks.length > 0) return 'unknown_content';
      // What is too long already may become shorter.
      return edit.length > field.max && edit.inserted > edit.deleted ? 'too_long' : null;
    case 'fragment':
      return field.content.fits(edit) ? null : 'unknown_content';
    default:
      return field satisfies never;
  }
}

// ── Votes ──────────────────────────────────────────────────────────────────────────────────────

function judgeVote(
  schema: Extract<RootShape, { type: 'votes' }>['value'],
  { keys, change }: Touch,
  { user }: TouchWriter,
): TouchProblem | null {
  const vote = keys.length === 1 ? parseVoteKey(keys[0]!) : null;
  if (vote === null) return 'unknown_field';
  if (vote.user !== user) return 'forged';
  switch (change.type) {
    case 'set':
      return change.value.holds === 'plain' ? fits(schema, change.value.value) : 'wrong_type';
    case 'delete':
      return null;
    case 'edit':
      return 'wrong_type';
    case 'misplaced':
      return 'misplaced';
    default:
      return change satisfies never;
  }
}

// ── Who may ────────────────────────────────────────────────────────────────────────────────────

function mayAll(needed: Writer, role: Role | null): boolean {
  switch (needed) {
    case 'server':
    case 'nobody':
      return false;
    case 'self':
      // Security: a user's document has no roles, and nobody else's update gets as far as this (`documentAccess`).
      return role === null;
    default:
      return role !== null && atLeast(role, needed);
  }
}

function mayWrite(
  rule: FieldRule,
  author: string | undefined,
  { root, keys, fresh }: Touch,
  { user, role, doc }: TouchWriter,
): boolean {
  if (mayAll(rule.write, role)) return true;
  if (rule.author === undefined || author === undefined || !mayAll(rule.author, role)) return false;
  // Whoever makes a record is its author, or it is refused for that.
  return fresh || authorOf(doc, root, keys[0]!, author) === user;
}

/** Read past `doc.get`, which would make the root. */
function authorOf(doc: Y.Doc, root: string, id: string, field: string): unknown {
  const record = current(doc.share.get(root) as Y.AbstractType<unknown> | undefined, id);
  if (!(record?.content instanceof Y.ContentType)) return undefined;
  const author = current(record.content.type, field);
  return author?.content instanceof Y.ContentAny ? author.content.arr.at(-1) : undefined;
}

function current(type: Y.AbstractType<unknown> | undefined, key: string): Y.Item | null {
  const item = type?._map.get(key);
  return item === undefined || item.deleted ? null : item;
}

function factProblem({ value: rule }: FieldRule, value: unknown, writer: TouchWriter): TouchProblem | null {
  if (rule === undefined) return null;
  if (typeof rule === 'string') return value === null || isFact(rule, value, writer) ? null : 'forged';
  if (value === null || typeof value !== 'object') return null;
  const said = value as Readonly<Record<string, unknown>>;
  return Object.entries(rule).every(([key, fact]) => isFact(fact, said[key], writer)) ? null : 'forged';
}

function isFact(fact: WriterFact, value: unknown, { user, name }: TouchWriter): boolean {
  switch (fact) {
    case 'writer':
      return value === user;
    case 'writerName':
      return value === name;
    default:
      return fact satisfies never;
  }
}

import {
  addReply,
  addThread,
  editWords,
  readTalk,
  resolveThread,
  toggleReaction,
  type DocumentKind,
} from '@clapper/documents';
import * as Y from 'yjs';
import type { Random } from '../harness/random.ts';
import { writeBoard, writePlan } from './random-writes.ts';

/** What a person does through the app. */
export function ownWrite(
  kind: string,
  doc: Y.Doc,
  { user, random, step }: { user: string; random: Random; step: number },
): void {
  if (kind === 'board') return writeBoard(doc, `${step}`, random, user);
  if (kind === 'plan') return writePlan(doc, `${step}`, random, user);
  const { threads } = readTalk(doc);
  const thread = threads.length === 0 ? null : random.pick(threads);
  const act = { by: user, at: step };
  const dice = thread === null ? 0 : random.below(6);
  if (thread === null || dice < 2) {
    addThread(doc, { anchor: { type: 'project' }, words: `thread ${step}`, ...act }, 'typing');
  } else if (dice === 2) addReply(doc, { thread: thread.id, words: 'reply', ...act }, 'typing');
  else if (dice === 3) toggleReaction(doc, { note: thread.id, emoji: '👍', by: user }, 'typing');
  else if (thread.authorId === user) editWords(doc, thread.id, { words: `other ${step}` }, act, 'typing');
  else resolveThread(doc, thread.id, act, 'typing');
}

/** One transaction of whatever Yjs allows, aimed at what the kind declares and just beside it. */
export function anything(kind: DocumentKind, doc: Y.Doc, random: Random): void {
  doc.transact(() => {
    for (let times = 1 + random.below(2); times > 0; times--) strike(kind, doc, random);
  }, 'attack');
}

function strike(kind: DocumentKind, doc: Y.Doc, random: Random): void {
  const root = random.chance(0.9) ? random.pick(Object.keys(kind.roots)) : 'other';
  const map = doc.getMap<unknown>(root);
  const shape = kind.roots[root];
  const ids = [...map.keys()];
  const id = random.chance(0.8) && ids.length > 0 ? random.pick(ids) : `new/${random.pick(['ana', 'ben'])}`;
  if (shape === undefined || shape.type !== 'records' || random.chance(0.15)) {
    return random.chance(0.2) ? map.delete(id) : void map.set(id, value(random, doc));
  }
  const record = map.get(id);
  if (!(record instanceof Y.Map)) return void map.set(id, recordOf(kind, random, doc));
  const field = random.chance(0.9) ? random.pick(Object.keys(shape.fields)) : 'other';
  const now: unknown = record.get(field);
  if (now instanceof Y.AbstractType && random.chance(0.7)) return write(now, random, doc);
  if (random.chance(0.2)) record.delete(field);
  else record.set(field, value(random, doc));
}

function recordOf(kind: DocumentKind, random: Random, doc: Y.Doc): Y.Map<unknown> {
  const record = new Y.Map<unknown>();
  for (const shape of Object.values(kind.roots)) {
    if (shape.type !== 'records') continue;
    for (const key of Object.keys(shape.fields)) if (random.chance(0.5)) record.set(key, value(random, doc));
  }
  return record;
}

/** Values that some field takes, taken from where they stand, and values that none does. */
function value(random: Random, doc: Y.Doc): unknown {
  switch (random.below(14)) {
    case 0:
      return new Y.Map([['authorId', 'ana']]);
    case 1:
      return new Y.Text('words');
    case 2:
      return new Y.Array();
    case 3:
      return new Y.XmlFragment();
    case 4:
      return new Uint8Array(2);
    case 5:
      return new Y.Doc();
    case 6:
      return 'x'.repeat(random.below(6_000));
    case 7:
      return random.pick([null, undefined, true, -1, 1e9, Number.NaN]);
    case 8:
      return random.pick(['ana', 'ben', 'CU', 'draft', 'approved', 'low', ['👍']]);
    case 9:
      return { by: random.pick(['ana', 'ben', 'cho']), at: random.below(9) };
    default:
      return standing(random, doc);
  }
}

function standing(random: Random, doc: Y.Doc): unknown {
  const maps = [...doc.share.keys()].map((name) => doc.getMap<unknown>(name));
  const records = maps.flatMap((map) => [...map.values()]);
  if (records.length === 0) return 1;
  const one = random.pick(records);
  if (!(one instanceof Y.Map)) return isPlain(one) ? one : 1;
  const plain = [...(one as Y.Map<unknown>).values()].filter(isPlain);
  return plain.length === 0 ? 1 : random.pick(plain);
}

function isPlain(value: unknown): boolean {
  return !(value instanceof Y.AbstractType || value instanceof Y.Doc);
}

function write(type: unknown, random: Random, doc: Y.Doc): void {
  if (type instanceof Y.Text) return writeText(type, random);
  if (type instanceof Y.XmlFragment) return writePage(type, random, doc);
}

function writeText(text: Y.Text, random: Random): void {
  const at = random.below(text.length + 1);
  switch (random.below(5)) {
    case 0:
      return text.insertEmbed(at, { image: 1 });
    case 1:
      return text.insert(at, 'marked', {
        [random.pick(['bold', 'blink', 'link'])]: { href: 'javascript:x' },
      });
    case 2:
      return text.setAttribute('hidden', 1);
    case 3:
      return text.insert(at, 'x'.repeat(random.below(400)));
    default:
      return text.delete(0, Math.min(2, text.length));
  }
}

function writePage(page: Y.XmlFragment, random: Random, doc: Y.Doc): void {
  const at = random.below(page.length + 1);
  const child = at < page.length ? page.get(at) : null;
  if (child instanceof Y.XmlText) return writeText(child, random);
  if (child instanceof Y.XmlElement && random.chance(0.5)) {
    if (random.chance(0.5)) return writePage(child, random, doc);
    return child.setAttribute(
      random.pick(['level', 'onclick', 'kind', 'start']),
      value(random, doc) as string,
    );
  }
  page.insert(at, [new Y.XmlElement(random.pick(['paragraph', 'script', 'doc', 'heading', 'callout']))]);
}

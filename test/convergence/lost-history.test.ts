import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { kindOf } from '@clapper/documents';
import { newId } from '@clapper/protocol';
import { adoptHistory } from '../../packages/device/src/epochs/adopt-history.ts';
import { newMeta, type KeptRow, type PendingRow } from '../../packages/device/src/rows.ts';
import { count } from '../harness/counts.ts';
import { eachSeed, seeded, seeds, type Random } from '../harness/random.ts';
import { copyOf, replicaOf } from '../harness/replica.ts';

const DOCUMENT = `${newId()}/scratch/x`;
const { kind } = kindOf(DOCUMENT)!;
const [BEFORE, AFTER] = [newId(), newId()];

/** Somebody who writes: a replica, how much of the log it has seen, and what was and was not taken. */
class Writer {
  readonly name: string;
  doc = new Y.Doc();
  seen = 0;
  acknowledged: PendingRow[] = [];
  waiting: PendingRow[] = [];
  /** Words that this one took out, whoever wrote them. */
  deleted = '';
  #n = 0;
  #words = 0;

  constructor(name: string) {
    this.name = name;
    this.#listen();
  }

  #listen(): void {
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'typing') return;
      const { clientID: clientId } = this.doc;
      this.waiting.push({ document: DOCUMENT, n: ++this.#n, clientId, update, tab: 't', at: 1, change: 1 });
    });
  }

  /** Another tab of the same device: another client id, the same rows. */
  reload(): void {
    const old = this.doc;
    this.doc = new Y.Doc();
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(old));
    this.#listen();
  }

  catchUp(log: readonly Uint8Array[], to: number): void {
    for (; this.seen < to; this.seen++) Y.applyUpdate(this.doc, log[this.seen]!);
  }

  push(log: Uint8Array[]): void {
    this.catchUp(log, log.length);
    for (const row of this.waiting.splice(0)) {
      log.push(row.update);
      this.acknowledged.push(row);
    }
    this.seen = log.length;
  }

  /** Whole words at their borders, so that each can be looked for. */
  write(random: Random): void {
    const shots = this.doc.getMap<Y.Text>('shots');
    const texts = [this.doc.getText('text'), ...[...shots.keys()].sort().map((key) => shots.get(key)!)];
    const text = random.pick(texts);
    const borders = [0, ...[...text.toJSON().matchAll(/>/g)].map((found) => found.index + 1)];
    this.doc.transact(() => {
      if (random.chance(0.15)) shots.set(`${this.name}${this.#n}`, new Y.Text(this.#word()));
      else if (random.chance(0.3) && borders.length > 1) {
        const at = random.below(borders.length - 1);
        this.deleted += text.toJSON().slice(borders[at]!, borders[at + 1]!);
        text.delete(borders[at]!, borders[at + 1]! - borders[at]!);
      } else text.insert(random.pick(borders), this.#word());
    }, 'typing');
  }

  #word(): string {
    return `<${this.name}${++this.#words}>`;
  }
}

interface Outcome {
  writer: Writer;
  old: string;
  rows: Uint8Array[];
  kept: KeptRow[];
}

/** What stands in any text of a document. */
function wordsIn(doc: Y.Doc): string {
  return JSON.stringify(replicaOf(doc).content);
}

const wordsOf = (text: string, name: string): string[] =>
  [...new Set(text.match(new RegExp(`<${name}\\d+>`, 'g')) ?? [])].toSorted();

/** Several write and see each other now and then; all but the first rows are lost; each opens the new history. */
function run(seed: number): void {
  const random = seeded(seed);
  const writers = ['a', 'b', 'c'].map((name) => new Writer(name));
  const log: Uint8Array[] = [];
  for (let i = 0; i < 40; i++) {
    const writer = random.pick(writers);
    writer.write(random);
    if (random.chance(0.6)) writer.push(log);
    else if (random.chance(0.5))
      writer.catchUp(log, writer.seen + random.below(log.length - writer.seen + 1));
    if (random.chance(0.05)) writer.reload();
  }
  const base = random.below(log.length + 1);
  const updates = log.slice(0, base);
  const history = {
    epoch: AFTER,
    seq: base,
    tip: 'tip',
    updates,
    base: { epoch: BEFORE, seq: base, tip: 'tip' },
  };
  const outcomes = writers.map((writer): Outcome => {
    const { seen, acknowledged, waiting } = writer;
    const old = wordsIn(writer.doc);
    if (seen <= base) return { writer, old, rows: waiting.map(({ update }) => update), kept: [] };
    const meta = { ...newMeta(DOCUMENT), epoch: BEFORE, seq: seen };
    const facts = {
      kind,
      refused: 'all' as const,
      reason: 'EPOCH' as const,
      at: 1,
      tab: 't',
      roleThen: 'editor' as const,
    };
    const adopted = adoptHistory(meta, log.slice(0, seen), history, { acknowledged, waiting }, [], {
      ...facts,
      became: null,
    });
    const kept = [adopted.kept, adopted.copy].filter((row) => row !== null);
    return { writer, old, rows: adopted.added.map(({ update }) => update), kept };
  });

  // One of them does not come back, now and then.
  const absent = random.chance(0.3) ? random.pick(writers) : null;
  const server = copyOf(updates);
  const queues = outcomes.filter(({ writer }) => writer !== absent).map(({ rows }) => [...rows]);
  const regained: Uint8Array[] = [];
  while (queues.some((queue) => queue.length > 0)) {
    const row = random.pick(queues.filter((queue) => queue.length > 0)).shift()!;
    Y.applyUpdate(server, row);
    // The server parks nothing: it would refuse.
    expect(replicaOf(server).parked).toBe(false);
    regained.push(row);
  }
  const now = wordsIn(server);
  const deleted = writers.map((writer) => writer.deleted).join();
  for (const { writer, old, rows, kept } of outcomes) {
    // The replica of a device: the new history, its own edits, then what others push.
    const replica = copyOf([...updates, ...rows]);
    const mine = kept
      .map(({ text, again }) => text + (again === undefined ? '' : ' can be taken in'))
      .join('\n');
    if (writer !== absent) {
      for (const row of regained) Y.applyUpdate(replica, row);
      expect(replicaOf(replica)).toEqual(replicaOf(server));
      for (const word of wordsOf(old, writer.name)) expect(now + mine + deleted).toContain(word);
    }
    // What others wrote and nobody brought back is still with those who saw it.
    for (const word of old.match(/<[abc]\d+>/g) ?? []) {
      const isMine = word.startsWith(`<${writer.name}`);
      if (!isMine && writer.seen > base && !wordsIn(copyOf(updates)).includes(word))
        expect(mine).toContain(word);
    }
  }
  for (const word of new Set(now.match(/<[abc]\d+>/g))) expect(now.split(word)).toHaveLength(2);
  if (absent !== null) {
    // Nobody speaks for somebody else.
    const lost = wordsOf(now, absent.name).filter((word) => !wordsIn(copyOf(updates)).includes(word));
    expect(lost).toEqual([]);
  }
}

test(
  '[EP10] [EP11] whatever was lost and whoever comes back: no divergence, each own word again or kept, no word of others pushed',
  () => eachSeed(seeds(count(100, 2_000)), 'convergence', async (seed) => run(seed)),
  count(60_000, 600_000),
);

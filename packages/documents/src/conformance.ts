import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRole, ROLES, type Role } from '@clapper/access';
import { projectDocument, userDocument, type DocumentAddress, parseDocumentId } from '@clapper/protocol';
import * as Y from 'yjs';
import type { DocumentKind } from './define-document.ts';
import { FIXTURE_FACTS, FIXTURE_PERSON } from './fixture-facts.ts';
import { migrate } from './migrate.ts';
import { documentAccess } from './registry.ts';
import { fixturesOf } from './fixtures.ts';

/** What a kind's author says by hand; the suite does the rest. */
export interface Expected {
  /** One random edit through the kind's typed writes. `random` gives integers below its argument. */
  edit(doc: Y.Doc, random: (below: number) => number, step: number): void;
  /** Reads everything a screen would, and so gives every root its type. */
  read(doc: Y.Doc): unknown;
  /** '-' not listed, 'r' reads, 'rw' reads and writes. */
  access: Record<Role | 'stranger', '-' | 'r' | 'rw'>;
  /** Bytes of a document saved by schema version `version`. */
  saved(version: number): Uint8Array;
}

const REPLICAS = 3;

export function describeDocumentKind(kind: DocumentKind, expected: Expected): void {
  describe(`document kind ${kind.kind}`, () => {
    const fixtures = Object.entries(fixturesOf(kind));
    const filled = fixtures.find(([name]) => name === 'filled')![1];

    it('has a fixture that is empty, filled, large and broken', () => {
      expect(fixtures.map(([name]) => name)).toEqual(
        expect.arrayContaining(['empty', 'filled', 'many', 'broken']),
      );
    });

    it('runs where there is no DOM', () => {
      expect(['document' in globalThis, 'window' in globalThis]).toEqual([false, false]);
    });

    it('is seeded with the same bytes each time, in order and within its own rules', () => {
      const seed = kind.seed(FIXTURE_FACTS);
      expect(kind.seed(FIXTURE_FACTS)).toEqual(seed);
      if (seed !== null) expect(kind.check(docOf(seed))).toEqual([]);
    });

    it('names a rule for every declared field, and no others', () => {
      for (const [root, shape] of Object.entries(kind.roots)) {
        const rule = kind.rules[root];
        if ('fields' in shape && rule !== undefined && 'fields' in rule) {
          expect(Object.keys(rule.fields)).toEqual(Object.keys(shape.fields));
        }
      }
      expect(Object.keys(kind.rules)).toEqual(Object.keys(kind.roots));
    });

    it.each(fixtures)('reads the fixture %s and writes nothing', (name, bytes) => {
      const doc = docOf(bytes);
      const before = Y.encodeStateAsUpdate(doc);
      const updates = countUpdates(doc);
      const problems = kind.check(doc);
      if (name !== 'broken') expect(problems).toEqual([]);
      else if (kind.schemaVersion > 0) expect(problems.length).toBeGreaterThan(0);
      kind.toText(doc);
      expected.read(doc);
      expect(updates.count).toBe(0);
      expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
    });

    it('converges after random edits of three replicas exchanged in random order', () => {
      fc.assert(
        fc.property(fc.infiniteStream(fc.nat()), fc.integer({ min: 5, max: 25 }), (numbers, steps) => {
          const random = (below: number): number => numbers.next().value! % below;
          const docs = replicas(filled);
          for (let step = 0; step < steps; step++) {
            const doc = docs[random(REPLICAS)]!;
            if (random(3) === 0) pull(docs[random(REPLICAS)]!, doc);
            else expected.edit(doc, random, step);
          }
          converge(docs);
          for (const doc of docs) expected.read(doc);
          const [first, ...others] = docs.map((doc) => canonical(doc));
          for (const other of others) expect(other).toEqual(first);
          expect(kind.check(docs[0]!)).toEqual([]);
        }),
        { numRuns: 25 },
      );
    });

    it('keeps what a newer version wrote through edits of this one', () => {
      const doc = docOf(filled);
      const marks = plantFuture(doc, kind);
      const random = fixedRandom();
      for (let step = 0; step < 20; step++) expected.edit(doc, random, step);
      const reopened = docOf(Y.encodeStateAsUpdate(doc));
      for (const mark of marks) expect(mark(reopened)).toEqual({ since: 'later' });
      expected.read(reopened);
    });

    it('reads a document saved by every schema version, and migrating twice changes nothing', () => {
      for (let version = 1; version <= kind.schemaVersion; version++) {
        const doc = docOf(expected.saved(version));
        migrate(kind, doc, version);
        expect(kind.check(doc)).toEqual([]);
        const once = canonical(doc);
        migrate(kind, doc, version);
        expect(canonical(doc)).toEqual(once);
        expect(kind.toText(doc)).toBe(kind.toText(docOf(filled)));
      }
    });

    it.each([...ROLES, 'stranger' as const])('lets %s do what the matrix says', (who) => {
      const role = who === 'stranger' ? null : who;
      const access = documentAccess(kind, {
        role,
        user: FIXTURE_PERSON.by,
        address: addressOf(kind, FIXTURE_PERSON.by),
      });
      const wanted = expected.access[who];
      expect([access.read, access.write]).toEqual([wanted !== '-', wanted === 'rw']);
    });

    // A user's own document: roles on projects say nothing about it. A project's: only members see it.
    it.each(kind.scope === 'user' ? [...ROLES, null] : [null])('shows others nothing of it (%s)', (role) => {
      const address = addressOf(kind, '01940000-0000-7000-8000-0000000000bb');
      const access = documentAccess(kind, { role, user: FIXTURE_PERSON.by, address });
      expect(access).toEqual({ read: false, write: false, role: null });
    });
  });
}

function addressOf(kind: DocumentKind, user: string): DocumentAddress {
  const id =
    kind.scope === 'user'
      ? userDocument(user, kind.kind)
      : projectDocument(FIXTURE_FACTS.project, kind.kind, kind.named ? 'name' : undefined);
  return parseDocumentId(id)!;
}

export function docOf(update: Uint8Array): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update, 'fixture');
  return doc;
}

export function countUpdates(doc: Y.Doc): { count: number } {
  const counter = { count: 0 };
  doc.on('update', () => counter.count++);
  return counter;
}

/** Three devices with the same document. */
export function replicas(update: Uint8Array): Y.Doc[] {
  return Array.from({ length: REPLICAS }, (_, index) => {
    const doc = docOf(update);
    doc.clientID = 100 + index;
    return doc;
  });
}

export function pull(to: Y.Doc, from: Y.Doc): void {
  Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)), 'exchange');
}

/** Everybody gets everything; twice, since Yjs may tidy up formatting while it applies. */
export function converge(docs: readonly Y.Doc[]): void {
  for (let round = 0; round < 2; round++) for (const to of docs) for (const from of docs) pull(to, from);
}

/** Content with attributes and marks, keys sorted: what two replicas must agree on. */
export function canonical(doc: Y.Doc): unknown {
  const roots = [...doc.share.keys()].toSorted();
  return Object.fromEntries(roots.map((root) => [root, plain(doc.share.get(root))]));
}

function plain(value: unknown): unknown {
  if (value instanceof Y.XmlText || value instanceof Y.Text) return { text: value.toDelta() };
  if (value instanceof Y.XmlElement) {
    return {
      node: value.nodeName,
      attributes: sorted(value.getAttributes()),
      content: value.toArray().map(plain),
    };
  }
  if (value instanceof Y.XmlFragment) return value.toArray().map(plain);
  if (value instanceof Y.Array) return value.toArray().map(plain);
  if (value instanceof Y.Map)
    return sorted(Object.fromEntries([...value].map(([key, item]) => [key, plain(item)])));
  return value;
}

function sorted(record: object): object {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** A key in every record and a root of its own, and how to find each again. */
function plantFuture(doc: Y.Doc, kind: DocumentKind): ((doc: Y.Doc) => unknown)[] {
  const marks: ((doc: Y.Doc) => unknown)[] = [(reopened) => reopened.getMap('rootOfLater').get('future')];
  doc.transact(() => {
    doc.getMap('rootOfLater').set('future', { since: 'later' });
    for (const [root, shape] of Object.entries(kind.roots)) {
      if (!('fields' in shape)) continue;
      const map = doc.getMap(root);
      if (shape.type === 'map') {
        map.set('future', { since: 'later' });
        marks.push((reopened) => reopened.getMap(root).get('future'));
        continue;
      }
      for (const [id, record] of map) {
        (record as Y.Map<unknown>).set('future', { since: 'later' });
        // A server-written projection may drop a whole record; what is there keeps its keys.
        marks.push((reopened) => {
          const found = reopened.getMap<Y.Map<unknown>>(root).get(id);
          return found === undefined && !isRole(kind.write) ? { since: 'later' } : found?.get('future');
        });
      }
    }
  }, 'later');
  return marks;
}

/** A small fixed sequence: the same numbers in every run. */
function fixedRandom(): (below: number) => number {
  let state = 7;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state % below;
  };
}

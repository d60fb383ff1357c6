import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { inspect, type Touch } from '@clapper/documents';
import { decodeUpdate, knownTo, missesSomething } from '../../server/src/sync/inspect-update.ts';
import { placing } from '../../server/src/sync/placing.ts';
import { count } from '../harness/counts.ts';
import { eachSeed, seeded, seeds, type Random } from '../harness/random.ts';
import { copyOf } from '../harness/replica.ts';
import { mutated } from './mutated.ts';
import { changedPaths, leadsTo, outlineOf, pathOf, type Path } from './outline.ts';
import { scribble } from './random-shapes.ts';
import { FAILED_INSPECTIONS } from './seeds.ts';

const UPDATES = count(5_000, 100_000);
/** Of one document; it grows, and what was deleted stays in it. */
const PER_DOCUMENT = 40;

test(`[GD1] [GD2] ${UPDATES} random updates of several people, some of them forged: every difference has its touch, every touch is one that Yjs reports`, async () => {
  let seen = 0;
  const some = async (seed: number) => {
    seen += writeAndInspect(seeded(seed));
  };
  const documents = Math.ceil(UPDATES / PER_DOCUMENT);
  await eachSeed(seeds(documents, FAILED_INSPECTIONS), 'convergence', some);
  // Of some steps no update comes.
  for (let seed = documents + 1; seen < UPDATES && process.env['SEED'] === undefined; seed++)
    await eachSeed([seed], 'convergence', some);
}, 1_800_000);

/** Several people on one document, each with what they have seen so far; returns how many updates were inspected. */
function writeAndInspect(random: Random): number {
  const server = new Y.Doc();
  const people = [1, 2, 3].map((clientId) => {
    const doc = new Y.Doc({ gc: random.chance(0.7) });
    // Who wins a key is decided by the ids: any order, and the same for the same seed.
    doc.clientID = 1 + random.below(2 ** 20) * 4 + clientId;
    const undo = new Y.UndoManager([doc.getMap('records'), doc.getText('text'), doc.getXmlFragment('page')], {
      trackedOrigins: new Set(['typing']),
      captureTimeout: 0,
    });
    return { doc, undo };
  });
  let inspected = 0;
  for (let step = 0; step < PER_DOCUMENT * 2; step++) {
    const { doc, undo } = random.pick(people);
    switch (random.below(8)) {
      case 0:
        Y.applyUpdate(doc, Y.encodeStateAsUpdate(random.pick(people).doc, Y.encodeStateVector(doc)));
        break;
      case 1:
        Y.applyUpdate(doc, Y.encodeStateAsUpdate(server, Y.encodeStateVector(doc)));
        break;
      case 2:
        if (random.chance(0.7)) undo.undo();
        else undo.redo();
        break;
      default:
        scribble(doc, random);
    }
    if (random.chance(0.5)) continue;
    const honest = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(server));
    for (let forged = random.below(3); forged > 0; forged--) {
      inspected += Number(inspectAndApply(copyOf([Y.encodeStateAsUpdate(server)]), mutated(honest, random)));
    }
    // [RP4] What Yjs made itself always finds its place.
    expect(placing(server, decodeUpdate(honest), knownTo(server))).toBe('fits');
    inspected += Number(inspectAndApply(server, honest));
  }
  return inspected;
}

/** False when the update is one that never comes so far: not whole, or no Yjs update at all. */
function inspectAndApply(doc: Y.Doc, bytes: Uint8Array): boolean {
  const known = knownTo(doc);
  let update;
  try {
    update = decodeUpdate(bytes);
  } catch {
    return false;
  }
  if (missesSomething(update, known) || placing(doc, update, known) !== 'fits') return false;
  const state = Y.encodeStateAsUpdate(doc);
  const roots = [...doc.share.keys()];
  const touches = inspect(doc, update);
  expect([Y.encodeStateAsUpdate(doc), [...doc.share.keys()]]).toEqual([state, roots]);
  if (touches.some(({ change }) => change.type === 'misplaced')) return true;
  const before = outlineOf(doc);
  const reported = applied(doc, bytes);
  // In no order can it be integrated, or Yjs fell over it: the room is loaded again from disk then.
  if (reported === null) return true;
  const after = outlineOf(doc);
  const paths = touches.map((touch) => ({ touch, path: pathOf(touch.root, touch.keys) }));
  for (const path of new Set([...before.keys(), ...after.keys()])) {
    if (before.get(path) === after.get(path)) continue;
    const touched = paths.some(
      (one) => one.path === path || (one.touch.change.type !== 'edit' && leadsTo(one.path, path)),
    );
    expect(touched, `${path} changed from ${before.get(path)} to ${after.get(path)} without a touch`).toBe(
      true,
    );
  }
  for (const { touch, path } of paths) {
    const known = [...reported].some((one) => one === path || leadsTo(one, path));
    expect(known, `${touch.change.type} of ${path} is nothing that Yjs reports`).toBe(true);
    // Of two texts under one key only one stays.
    const isOnly = !paths.some((one) => one.touch.change.type === 'set' && leadsTo(one.path, path));
    if (isOnly) expectLength(doc, touch);
  }
  return true;
}

/** Where Yjs says that something changed; null when it could not integrate all of it. */
function applied(doc: Y.Doc, bytes: Uint8Array): Set<Path> | null {
  const reported = new Set<Path>();
  const report = (transaction: Y.Transaction): void => {
    for (const path of changedPaths(doc, transaction)) reported.add(path);
  };
  doc.on('beforeObserverCalls', report);
  try {
    Y.applyUpdate(doc, bytes, 'somebody');
  } catch {
    return null;
  } finally {
    doc.off('beforeObserverCalls', report);
  }
  return doc.store.pendingStructs === null && doc.store.pendingDs === null ? reported : null;
}

/** A text is as long as its touch says, if it is still there. */
function expectLength(doc: Y.Doc, { root, keys, change }: Touch): void {
  if (change.type !== 'edit' || change.edit.in !== 'text') return;
  let type: Y.AbstractType<unknown> | undefined = doc.share.get(root) as Y.AbstractType<unknown> | undefined;
  for (const key of keys) {
    const item: Y.Item | undefined = type?._map.get(key);
    type = item?.content instanceof Y.ContentType && !item.deleted ? item.content.type : undefined;
  }
  if (type instanceof Y.Text) expect(change.edit.length).toBe(type.length);
}

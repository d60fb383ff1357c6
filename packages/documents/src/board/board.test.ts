import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { canonical, converge, countUpdates, docOf, pull, replicas } from '../conformance.ts';
import { FIXTURE_FACTS } from '../fixture-facts.ts';
import { stageId } from '../plan/index.ts';
import { board } from './index.ts';
import { readBoard, shotText, type Shot } from './reads.ts';
import {
  addShot,
  deleteShots,
  duplicateShots,
  moveShots,
  restoreShots,
  setShots,
  setShotText,
} from './writes.ts';
import { fixturesOf } from '../fixtures.ts';

const ORIGIN = { name: 'test' };
const ACT = { by: 'me', at: 1_795_000_000_000 };
const STAGES = [0, 1, 2, 3].map((index) => ({ id: stageId(FIXTURE_FACTS.project, index) }));
const stage = (index: number): string => STAGES[index]!.id;

const fresh = (): Y.Doc => docOf(board.seed(FIXTURE_FACTS)!);
const shotsOf = (doc: Y.Doc): Shot[] => readBoard(doc, STAGES).shots;
const ids = (doc: Y.Doc): string[] => shotsOf(doc).map(({ id }) => id);
const inStage = (doc: Y.Doc, index: number): string[] =>
  shotsOf(doc)
    .filter((shot) => shot.place.stage === stage(index))
    .map(({ id }) => id);

/** Every key that a write touches, as `root/record/key`. */
function touched(doc: Y.Doc, write: () => void): string[] {
  const paths: string[] = [];
  const listen = (events: Y.YEvent<Y.AbstractType<unknown>>[]): void => {
    for (const event of events)
      for (const key of event.keys.keys()) paths.push([...event.path, key].join('/'));
  };
  doc.getMap('shots').observeDeep(listen as never);
  write();
  doc.getMap('shots').unobserveDeep(listen as never);
  return paths.toSorted();
}

describe('reading', () => {
  it('lists twelve shots, three in each stage, numbered over the whole board', () => {
    const shots = shotsOf(fresh());
    expect(shots.map(({ number }) => number)).toEqual(Array.from({ length: 12 }, (_, i) => `${i + 1}`));
    expect(shots.map(({ place }) => place.stage)).toEqual(STAGES.flatMap(({ id }) => [id, id, id]));
    expect(shots[0]).toMatchObject({
      title: '',
      status: 'draft',
      duration: null,
      createdBy: null,
      deleted: null,
    });
  });

  it('follows the order of the stages it is given', () => {
    const doc = fresh();
    const turned = readBoard(doc, STAGES.toReversed()).shots.map(({ id }) => id);
    expect(turned).toEqual([3, 2, 1, 0].flatMap((index) => inStage(doc, index)));
  });

  it('lists shots of a stage nobody knows under the last one, and says so', () => {
    const { shots, problems } = readBoard(fresh(), STAGES.slice(0, 2));
    expect(shots).toHaveLength(12);
    expect(shots.slice(3).every(({ place }) => place.stage === stage(1))).toBe(true);
    expect(problems.map(({ code }) => code)).toEqual(Array(6).fill('unknown_reference'));
  });

  it('leaves out what is malformed, reads bad fields as their default, and reports both', () => {
    const { shots, deleted, problems } = readBoard(docOf(fixturesOf(board)['broken']!), STAGES);
    expect([shots.length, deleted.length]).toEqual([13, 0]);
    expect(
      shots.slice(0, 6).map(({ size, title, duration, notes }) => [size, title, duration, notes]),
    ).toEqual(Array(6).fill([null, '', null, '']));
    expect(shots.at(-1)?.place.stage).toBe(stage(3));
    expect(problems.filter(({ code }) => code === 'malformed_record')).toHaveLength(3);
  });

  it('gives no text for what is not there or is no text', () => {
    const doc = docOf(fixturesOf(board)['broken']!);
    const second = ids(doc)[1]!;
    expect([shotText(doc, 'nobody', 'title'), shotText(doc, second, 'title')]).toEqual([null, null]);
    expect(shotText(doc, second, 'action')).toBeInstanceOf(Y.Text);
  });

  it('survives a root that another program uses as something else', () => {
    const doc = new Y.Doc();
    doc.getArray('shots').push([1]);
    expect(readBoard(doc, STAGES)).toMatchObject({ shots: [], problems: [{ path: 'shots' }] });
  });
});

describe('adding', () => {
  it('puts a shot in front of another one, or at the end of its stage', () => {
    const doc = fresh();
    const [first, second] = inStage(doc, 1);
    const between = addShot(
      doc,
      { stage: stage(1), before: second!, ...ACT, fields: { title: '비', size: 'CU' } },
      ORIGIN,
    );
    const last = addShot(doc, { stage: stage(1), before: null, ...ACT }, ORIGIN);
    expect(inStage(doc, 1)).toEqual([first, between, second, expect.any(String), last]);
    expect(shotsOf(doc).find(({ id }) => id === between)).toMatchObject({
      number: '5',
      title: '비',
      size: 'CU',
      status: 'draft',
      createdBy: 'me',
      createdAt: ACT.at,
    });
    expect(board.check(doc)).toEqual([]);
  });

  it('makes room where two devices had made equal keys', () => {
    const doc = fresh();
    const shots = doc.getMap<Y.Map<unknown>>('shots');
    const [a, b, c] = inStage(doc, 0);
    for (const id of [a!, b!, c!]) shots.get(id)!.set('place', { stage: stage(0), order: 'a5' });
    const before = inStage(doc, 0);
    const id = addShot(doc, { stage: stage(0), before: before[1]!, ...ACT }, ORIGIN);
    expect(inStage(doc, 0)).toEqual([before[0], id, before[1], before[2]]);
  });

  it('refuses texts and values over the limits before anything is written', () => {
    const doc = fresh();
    const updates = countUpdates(doc);
    const first = ids(doc)[0]!;
    const refused = expect.objectContaining({ code: 'INVALID_FIELDS' });
    const spot = { stage: stage(0), before: null, ...ACT };
    expect(() => addShot(doc, { ...spot, fields: { title: 'x'.repeat(201) } }, ORIGIN)).toThrow(refused);
    expect(() => addShot(doc, { ...spot, fields: { duration: 86_401 } }, ORIGIN)).toThrow(refused);
    expect(() => setShots(doc, [first], { duration: -1 }, ORIGIN)).toThrow(refused);
    expect(() => setShots(doc, [first], { duration: Number.NaN }, ORIGIN)).toThrow(refused);
    expect(() => setShots(doc, [first], { lens: 'x'.repeat(51) }, ORIGIN)).toThrow(refused);
    expect(() => setShots(doc, [first], { size: 'XXL' as never }, ORIGIN)).toThrow(refused);
    expect(() => setShots(doc, [first], { place: {} } as never, ORIGIN)).toThrow(refused);
    expect(() => setShotText(doc, first, 'notes', 'x'.repeat(5_001), ORIGIN)).toThrow(refused);
    expect(() => setShotText(doc, 'nobody', 'notes', '', ORIGIN)).toThrow(
      expect.objectContaining({ code: 'NOT_FOUND' }),
    );
    expect(updates.count).toBe(0);
  });
});

describe('duplicating', () => {
  it('puts each copy right behind its source, as a new draft with the same words', () => {
    const doc = docOf(fixturesOf(board)['filled']!);
    const [a, b, c] = inStage(doc, 0);
    const updates = countUpdates(doc);
    const copies = duplicateShots(doc, [b!, a!], ACT, ORIGIN);
    expect(inStage(doc, 0)).toEqual([a, copies[0], b, copies[1], c]);
    const [source, copy] = shotsOf(doc);
    expect(copy).toEqual({
      ...source,
      id: copies[0],
      number: '2',
      place: copy!.place,
      status: 'draft',
      lineart: null,
      createdBy: 'me',
      createdAt: ACT.at,
    });
    expect(updates.count).toBe(1);
  });
});

describe('changing', () => {
  it('sets several shots in one update and writes nothing that is already so', () => {
    const doc = fresh();
    const updates = countUpdates(doc);
    const three = ids(doc).slice(0, 3);
    setShots(doc, [...three, 'gone'], { status: 'review', size: 'WS' }, ORIGIN);
    setShots(doc, three, { status: 'review', size: 'WS', lens: null }, ORIGIN);
    expect([
      updates.count,
      shotsOf(doc)
        .map(({ status }) => status)
        .slice(0, 4),
    ]).toEqual([1, ['review', 'review', 'review', 'draft']]);
    setShots(doc, three, { size: null }, ORIGIN);
    expect(shotsOf(doc)[0]?.size).toBeNull();
  });

  it('keeps the words of two people who type in one title', () => {
    const [a, b] = replicas(fixturesOf(board)['filled']!);
    const first = ids(a!)[0]!;
    setShotText(a!, first, 'title', '골목의 이른 새벽', ORIGIN);
    setShotText(b!, first, 'title', '골목의 새벽 6시', ORIGIN);
    converge([a!, b!]);
    expect([shotsOf(a!)[0]?.title, shotsOf(b!)[0]?.title]).toEqual(Array(2).fill('골목의 이른 새벽 6시'));
  });
});

describe('moving', () => {
  it('writes the one key `place` of each moved shot, in one small update', () => {
    const doc = fresh();
    const [a, , , d] = ids(doc);
    const sizes: number[] = [];
    doc.on('update', (update: Uint8Array) => sizes.push(update.length));
    const paths = touched(doc, () =>
      moveShots(doc, [a!, d!], { stage: stage(2), before: null }, STAGES, ORIGIN),
    );
    expect(paths).toEqual([`${a}/place`, `${d}/place`].toSorted());
    expect(sizes).toHaveLength(1);
    expect(sizes[0]).toBeLessThan(260);
  });

  it('keeps the order the shots have on the board, whatever the order of the selection', () => {
    const doc = fresh();
    const all = ids(doc);
    moveShots(doc, [all[7]!, all[0]!, all[4]!], { stage: stage(3), before: all[10]! }, STAGES, ORIGIN);
    expect(inStage(doc, 3)).toEqual([all[9], all[0], all[4], all[7], all[10], all[11]]);
  });

  it.each([
    ['in front of itself', [0], 0, [0, 1, 2]],
    ['in front of its neighbour', [0], 1, [0, 1, 2]],
    ['to where they stand', [1, 2], null, [0, 1, 2]],
    ['in front of one that moves too', [0, 1], 1, [0, 1, 2]],
    ['together, though they stood apart', [0, 2], 2, [1, 0, 2]],
    ['to the front', [2], 0, [2, 0, 1]],
    ['to the end', [0], null, [1, 2, 0]],
  ])('drops shots %s', (_, moved, before, expected) => {
    const doc = fresh();
    const updates = countUpdates(doc);
    const three = inStage(doc, 0);
    const target = before === null ? null : three[before]!;
    moveShots(
      doc,
      moved.map((index) => three[index]!),
      { stage: stage(0), before: target },
      STAGES,
      ORIGIN,
    );
    expect(inStage(doc, 0)).toEqual(expected.map((index) => three[index]));
    expect(updates.count).toBe(expected.join() === '0,1,2' ? 0 : 1);
  });

  it('goes to the end when what it shall stand in front of is gone, and into an emptied stage', () => {
    const doc = fresh();
    const [a, b, c] = inStage(doc, 0);
    deleteShots(doc, inStage(doc, 1), ACT, ORIGIN);
    moveShots(doc, [a!], { stage: stage(1), before: 'gone' }, STAGES, ORIGIN);
    expect([inStage(doc, 0), inStage(doc, 1)]).toEqual([[b, c], [a]]);
    expect(() => moveShots(doc, [a!], { stage: 'nowhere', before: null }, STAGES, ORIGIN)).toThrow(
      expect.objectContaining({ code: 'NOT_FOUND' }),
    );
  });

  it('brings a shot of an unknown stage home when it is moved inside the last one', () => {
    const doc = docOf(fixturesOf(board)['broken']!);
    moveShots(doc, ['lost'], { stage: stage(3), before: inStage(doc, 3)[0]! }, STAGES, ORIGIN);
    expect(readBoard(doc, STAGES).problems.some(({ code }) => code === 'unknown_reference')).toBe(false);
  });
});

describe('deleting', () => {
  it('marks who and when, keeps the content, takes late edits in and restores all of it', () => {
    const [a, b] = replicas(fixturesOf(board)['filled']!);
    const first = ids(a!)[0]!;
    deleteShots(a!, [first], ACT, ORIGIN);
    setShotText(b!, first, 'title', '골목의 새벽, 다시', ORIGIN);
    converge([a!, b!]);
    const { shots, deleted } = readBoard(b!, STAGES);
    expect([shots.length, deleted.map(({ title, number, deleted }) => [title, number, deleted])]).toEqual([
      11,
      [['골목의 새벽, 다시', '', ACT]],
    ]);
    restoreShots(b!, [first], ORIGIN);
    expect(shotsOf(b!)[0]).toMatchObject({
      id: first,
      title: '골목의 새벽, 다시',
      number: '1',
      deleted: null,
    });
    expect(b!.getMap<Y.Map<unknown>>('shots').get(first)!.has('deleted')).toBe(true);
  });

  it('writes nothing for what is already deleted, already there or unknown', () => {
    const doc = fresh();
    const [first, second] = ids(doc);
    deleteShots(doc, [first!], ACT, ORIGIN);
    const updates = countUpdates(doc);
    deleteShots(doc, [first!, 'nobody'], { by: 'other', at: 2 }, ORIGIN);
    restoreShots(doc, [second!, 'nobody'], ORIGIN);
    expect([updates.count, readBoard(doc, STAGES).deleted[0]?.deleted]).toEqual([0, ACT]);
  });

  it('is one step of undo for any number of shots', () => {
    const doc = fresh();
    const undo = new Y.UndoManager(doc.getMap('shots'), { trackedOrigins: new Set([ORIGIN]) });
    const before = canonical(doc);
    const some = ids(doc).slice(2, 7);
    moveShots(doc, some, { stage: stage(3), before: null }, STAGES, ORIGIN);
    undo.stopCapturing();
    deleteShots(doc, some, ACT, ORIGIN);
    undo.undo();
    expect(ids(doc)).toHaveLength(12);
    undo.undo();
    expect(canonical(doc)).toEqual(before);
  });
});

it('loses and doubles no shot, whatever three people do at once and however it reaches them', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat()), fc.integer({ min: 10, max: 40 }), (numbers, steps) => {
      const random = (below: number): number => numbers.next().value! % below;
      const docs = replicas(board.seed(FIXTURE_FACTS)!);
      const known = new Set(ids(docs[0]!));
      for (let step = 0; step < steps; step++) {
        const doc = docs[random(3)]!;
        const all = ids(doc);
        const some = all.filter(() => random(4) === 0);
        const to = { stage: stage(random(4)), before: all[random(all.length + 1)] ?? null };
        switch (random(6)) {
          case 0:
            pull(docs[random(3)]!, doc);
            break;
          case 1:
            known.add(addShot(doc, { ...to, ...ACT }, ORIGIN));
            break;
          case 2:
            for (const id of duplicateShots(doc, some.slice(0, 2), ACT, ORIGIN)) known.add(id);
            break;
          case 3:
            deleteShots(doc, some.slice(0, 2), ACT, ORIGIN);
            break;
          default: {
            moveShots(doc, some, to, STAGES, ORIGIN);
            const moved = inStage(
              doc,
              STAGES.findIndex(({ id }) => id === to.stage),
            ).filter((id) => some.includes(id));
            expect(moved).toEqual(all.filter((id) => some.includes(id)));
          }
        }
      }
      converge(docs);
      const boards = docs.map((doc) => readBoard(doc, STAGES));
      expect(boards[1]).toEqual(boards[0]);
      expect(boards[2]).toEqual(boards[0]);
      const { shots, deleted, problems } = boards[0]!;
      expect(problems).toEqual([]);
      expect([...shots, ...deleted].map(({ id }) => id).toSorted()).toEqual([...known].toSorted());
      expect(shots.map(({ number }) => number)).toEqual(shots.map((_, index) => `${index + 1}`));
    }),
    { numRuns: 60 },
  );
});

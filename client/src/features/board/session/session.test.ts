import {
  addShot,
  deleteShots,
  lockNumbers,
  moveShots,
  readBoard,
  setAspect,
  restoreShots,
  setNumbering,
  shotText,
  type Shot,
} from '@clapper/documents';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { boardActions, spotBeside } from './actions.ts';
import { boardStore } from './board-store.ts';
import { columnsOf, linesOf } from './columns.ts';
import { EVERYTHING, matches } from './filter.ts';
import { nudge } from './nudge.ts';
import { NOTHING, reconcile, select, selectAll } from './selection.ts';
import { shared } from './shared-value.ts';
import { boardUndo, BOARD_ORIGIN } from './undo.ts';
import { layoutFor, parseView } from './view.ts';
import { walk } from './walk.ts';

const STAGES = [{ id: 's1' }, { id: 's2' }];

describe('selecting', () => {
  const order = ['a', 'b', 'c', 'd'];

  it('takes one, adds and takes away, and grows from where it began', () => {
    const one = select(NOTHING, 'b', 'only', order);
    expect(one).toEqual({ ids: ['b'], anchor: 'b', focus: 'b' });
    expect(select(one, 'a', 'toggle', order).ids).toEqual(['a', 'b']);
    expect(select(select(one, 'a', 'toggle', order), 'b', 'toggle', order).ids).toEqual(['a']);
    const range = select(one, 'd', 'range', order);
    expect(range).toEqual({ ids: ['b', 'c', 'd'], anchor: 'b', focus: 'd' });
    expect(select(range, 'a', 'range', order)).toEqual({ ids: ['a', 'b'], anchor: 'b', focus: 'a' });
    expect(selectAll(NOTHING, order).ids).toEqual(order);
  });

  it('forgets what left the screen and goes on with what stands in its place', () => {
    const before = select(select(NOTHING, 'b', 'only', order), 'c', 'range', order);
    expect(reconcile(before, order, ['a', 'b', 'd'])).toEqual({ ids: ['b'], anchor: 'b', focus: 'd' });
    expect(reconcile(before, order, ['a'])).toEqual({ ids: [], anchor: null, focus: 'a' });
    expect(reconcile(before, order, order)).toBe(before);
  });
});

describe('walking', () => {
  const stages = [
    { stage: 's1', shots: ['1', '2', '3'] },
    { stage: 's2', shots: ['4', '5'] },
  ];

  it('follows the numbers left and right', () => {
    expect(walk(stages, '3', 'next', 1)).toBe('4');
    expect(walk(stages, '4', 'previous', 1)).toBe('3');
    expect(walk(stages, '5', 'next', 1)).toBe('5');
    expect(walk(stages, null, 'next', 1)).toBe('1');
    expect(walk([], null, 'next', 1)).toBeNull();
  });

  it('goes by rows up and down, and out of a stage at its ends', () => {
    expect(walk(stages, '1', 'down', 2)).toBe('3');
    expect(walk(stages, '2', 'down', 2)).toBe('3');
    expect(walk(stages, '3', 'down', 2)).toBe('4');
    expect(walk(stages, '4', 'up', 2)).toBe('3');
    expect(walk(stages, '1', 'up', 2)).toBe('1');
  });
});

describe('moving by keys', () => {
  const columns = [
    { stage: 's1', shots: ['1', '2', '3'] },
    { stage: 's2', shots: [] },
    { stage: 's3', shots: ['4'] },
  ];

  it('goes past the neighbour that stays', () => {
    expect(nudge(columns, new Set(['1']), 1)).toEqual({ stage: 's1', before: '3' });
    expect(nudge(columns, new Set(['2']), 1)).toEqual({ stage: 's1', before: null });
    expect(nudge(columns, new Set(['2', '3']), -1)).toEqual({ stage: 's1', before: '1' });
    expect(nudge(columns, new Set(['1', '3']), -1)).toEqual({ stage: 's1', before: '2' });
  });

  it('goes over the edge of a stage, also into an empty one', () => {
    expect(nudge(columns, new Set(['3']), 1)).toEqual({ stage: 's2', before: null });
    expect(nudge(columns, new Set(['4']), -1)).toEqual({ stage: 's2', before: null });
    expect(nudge(columns, new Set(['1']), -1)).toBeNull();
    expect(nudge(columns, new Set(['4']), 1)).toBeNull();
    expect(nudge(columns, new Set(['gone']), 1)).toBeNull();
    expect(nudge(columns, new Set(['1', '4']), 1)).toEqual({ stage: 's3', before: null });
  });
});

describe('the board as the page reads it', () => {
  it('keeps every shot it already showed, except the one that changed', () => {
    const { doc, ids } = board(3);
    const store = boardStore(doc, STAGES);
    const stop = store.start();
    const before = store.get();
    shotText(doc, ids[1]!, 'title')?.insert(0, 'typed');
    const after = store.get();
    expect(after.shots.map(({ title }) => title)).toEqual(['', 'typed', '']);
    expect(after.shots[0]).toBe(before.shots[0]);
    expect(after.shots[2]).toBe(before.shots[2]);
    expect(after.changedBy).toBe('me');
    moveShots(doc, [ids[0]!], { stage: 's2', before: null }, STAGES, 'test');
    expect(store.get().shots.map(({ id }) => id)).toEqual([ids[1], ids[2], ids[0]]);
    expect(store.get().shots.map(({ number }) => number)).toEqual(['1', '2', '3']);
    stop();
  });

  it('follows what holds for the board, and names the shots that are omitted where they stood', () => {
    const { doc, ids } = board(3);
    const store = boardStore(doc, STAGES);
    const stop = store.start();
    setNumbering(doc, '{s}{a}', 'test');
    setAspect(doc, '2.39:1', 'test');
    lockNumbers(doc, STAGES, { by: 'u', at: 1 }, 'test');
    const [one, two, three] = store.get().shots.map(({ number }) => number);
    expect([store.get().settings.aspect, one]).toEqual(['2.39:1', '1A']);
    deleteShots(doc, [ids[1]!, ids[2]!], { by: 'u', at: 2 }, 'test');
    const { shots, deleted } = store.get();
    const stages = STAGES.map((stage, index) => ({ ...stage, number: index + 1, title: '', label: '' }));
    const columns = () => columnsOf(stages, shots, new Set(shots), deleted);
    const omitted = [...columns()[0]!.omitted].map(([before, gone]) => [
      before,
      gone.map((shot) => shot.number),
    ]);
    expect(omitted).toEqual([['', [two, three]]]);
    expect(linesOf(columns()).map(({ number }) => number)).toEqual([one, two, three]);
    restoreShots(doc, [ids[2]!], 'test');
    expect(
      linesOf(columnsOf(stages, store.get().shots, new Set(store.get().shots), store.get().deleted)),
    ).toEqual([...store.get().shots.slice(0, 1), ...store.get().deleted, ...store.get().shots.slice(1)]);
    // A filter leaves only what it finds.
    expect(columnsOf(stages, shots, new Set(), deleted)[0]!.omitted.size).toBe(0);
    stop();
  });

  it('says what a full read says, after any change', () => {
    const { doc, ids } = board(2);
    const store = boardStore(doc, STAGES);
    store.start();
    doc.transact(() => {
      shotText(doc, ids[0]!, 'notes')?.insert(0, 'a');
      shotText(doc, ids[1]!, 'title')?.insert(0, 'b');
    });
    const { shots, deleted, problems } = store.get();
    expect({ shots, deleted, problems }).toEqual(readBoard(doc, STAGES));
    expect(doc.store.pendingStructs).toBeNull();
  });
});

describe('what is done to shots', () => {
  it('is one step each, however many shots it was', () => {
    const { doc, ids, actions, undo } = board(3);
    actions.set(ids, { status: 'approved' });
    actions.move(ids.slice(0, 2), { stage: 's2', before: null });
    actions.remove(ids);
    expect(readBoard(doc, STAGES).shots).toEqual([]);
    undo.undo();
    expect(readBoard(doc, STAGES).shots.map(({ id }) => id)).toEqual([ids[2], ids[0], ids[1]]);
    undo.undo();
    expect(readBoard(doc, STAGES).shots.map(({ id }) => id)).toEqual(ids);
    undo.undo();
    expect(readBoard(doc, STAGES).shots.map(({ status }) => status)).toEqual(['draft', 'draft', 'draft']);
  });

  it('never removes a record: undoing an addition marks it deleted, redo brings it back', () => {
    const { doc, actions, undo } = board(1);
    const id = actions.add({ stage: 's1', before: null })!;
    const [copy] = actions.duplicate([id]);
    expect(readBoard(doc, STAGES).shots).toHaveLength(3);
    undo.undo();
    undo.undo();
    expect(readBoard(doc, STAGES).shots).toHaveLength(1);
    expect(readBoard(doc, STAGES).deleted.map((shot) => shot.id)).toEqual([id, copy]);
    expect(doc.getMap('shots').size).toBe(3);
    undo.redo();
    expect(readBoard(doc, STAGES).shots.map((shot) => shot.id)).toContain(id);
  });

  it('takes back only one’s own', () => {
    const { doc, ids, actions, undo } = board(2);
    actions.set([ids[0]!], { duration: 3 });
    doc.transact(() => (doc.getMap('shots').get(ids[1]!) as Y.Map<unknown>).set('duration', 9), 'somebody');
    undo.undo();
    expect(readBoard(doc, STAGES).shots.map(({ duration }) => duration)).toEqual([null, 9]);
  });

  it('writes nothing for somebody who may only read', () => {
    const { doc, ids } = board(1);
    const before = Y.encodeStateAsUpdate(doc);
    const actions = boardActions({
      doc,
      undo: boardUndo(doc),
      writable: false,
      user: 'u',
      now: () => 1,
      stages: () => STAGES,
    });
    expect(actions.add({ stage: 's1', before: null })).toBeNull();
    actions.remove(ids);
    actions.set(ids, { duration: 1 });
    actions.move(ids, { stage: 's2', before: null });
    expect(actions.duplicate(ids)).toEqual([]);
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  });

  it('takes back the words of one field and no others', () => {
    const { doc, ids, undo } = board(1);
    const text = shotText(doc, ids[0]!, 'title')!;
    doc.transact(() => text.insert(0, 'kept'), BOARD_ORIGIN);
    undo.pause();
    const depth = undo.depth();
    doc.transact(() => text.insert(4, ' not'), BOARD_ORIGIN);
    undo.backTo(depth);
    expect(text.toJSON()).toBe('kept');
  });
});

describe('a new shot', () => {
  it('goes in front of a shot, or behind it and not into the next stage', () => {
    const shots = [
      { id: 'a', place: { stage: 's1', order: 'a0' } },
      { id: 'b', place: { stage: 's1', order: 'a1' } },
      { id: 'c', place: { stage: 's2', order: 'a0' } },
    ] as Shot[];
    expect(spotBeside(shots, 'b', 'before')).toEqual({ stage: 's1', before: 'b' });
    expect(spotBeside(shots, 'a', 'after')).toEqual({ stage: 's1', before: 'b' });
    expect(spotBeside(shots, 'b', 'after')).toEqual({ stage: 's1', before: null });
    expect(spotBeside(shots, 'gone', 'after')).toBeNull();
  });
});

describe('the filter', () => {
  const shot = {
    title: '두 손, 한 잔',
    action: 'Steam',
    dialogue: '',
    notes: '',
    lens: '85 mm',
    number: '10',
    status: 'changes',
    assignee: null,
    place: { stage: 's2', order: 'a0' },
  } as unknown as Shot;

  it('finds words anywhere, decomposed Hangul too, and numbers', () => {
    expect(matches(shot, { ...EVERYTHING, text: '한 steam' })).toBe(true);
    expect(matches(shot, { ...EVERYTHING, text: '한'.normalize('NFD') })).toBe(true);
    expect(matches(shot, { ...EVERYTHING, text: '10' })).toBe(true);
    expect(matches(shot, { ...EVERYTHING, text: 'rain' })).toBe(false);
  });

  it('asks for stage, status and nobody', () => {
    expect(matches(shot, { ...EVERYTHING, stages: ['s2'], statuses: ['changes'], assignees: [''] })).toBe(
      true,
    );
    expect(matches(shot, { ...EVERYTHING, stages: ['s1'] })).toBe(false);
    expect(matches(shot, { ...EVERYTHING, assignees: ['u1'] })).toBe(false);
  });
});

describe('how the board is looked at', () => {
  it('puts two stages abreast in a narrow window and one on a phone', () => {
    expect(layoutFor(1204, 4, 4)).toEqual({ abreast: 4, columns: 1 });
    expect(layoutFor(1204, 4, 3)).toEqual({ abreast: 4, columns: 2 });
    expect(layoutFor(1204, 4, 5)).toEqual({ abreast: 2, columns: 1 });
    expect(layoutFor(928, 4, 4)).toEqual({ abreast: 2, columns: 1 });
    expect(layoutFor(350, 4, 4)).toEqual({ abreast: 1, columns: 1 });
    expect(layoutFor(350, 4, 1)).toEqual({ abreast: 1, columns: 2 });
  });

  it('begins anew with what it does not understand', () => {
    expect(parseView('{"show":"wall","size":9,"fields":["lens","x"],"details":1}')).toMatchObject({
      show: 'grid',
      size: 4,
      fields: ['lens'],
      details: false,
    });
    expect(parseView('not json').show).toBe('grid');
  });

  it('says what several have in common', () => {
    expect(shared([{ a: 1 }, { a: 1 }], ({ a }) => a)).toBe(1);
    expect(shared([{ a: 1 }, { a: 2 }], ({ a }) => a)).toBeUndefined();
    expect(shared([] as { a: number }[], ({ a }) => a)).toBeUndefined();
  });
});

function board(count: number) {
  const doc = new Y.Doc();
  const ids = Array.from({ length: count }, (_, at) =>
    addShot(doc, { stage: 's1', before: null, by: 'u', at }, 'test'),
  );
  const undo = boardUndo(doc);
  const actions = boardActions({
    doc,
    undo,
    writable: true,
    user: 'u',
    now: () => 1_000,
    stages: () => STAGES,
  });
  return { doc, ids, undo, actions };
}

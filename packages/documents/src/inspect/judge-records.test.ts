import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { addShape, DRAWING_LIMITS, deleteShape, readShapes, restoreShape } from '../drawing/index.ts';
import { KINDS } from '../registry.ts';
import { inspect } from './inspect.ts';
import { judgeTouches, type TouchRefusal } from './judge-touches.ts';

const ANA = 'ana';
const BEN = 'ben';
const FULL = DRAWING_LIMITS.shapes;

type Change = (doc: Y.Doc) => void;

/** What the server says to changes of a talk that devices make apart from each other. */
class Server {
  readonly doc = new Y.Doc();

  device(): Y.Doc {
    const device = new Y.Doc();
    Y.applyUpdate(device, Y.encodeStateAsUpdate(this.doc));
    return device;
  }

  judge(change: Change, user = ANA, device = this.device()): TouchRefusal | null {
    change(device);
    const update = Y.encodeStateAsUpdate(device, Y.encodeStateVector(this.doc));
    const { structs, ds } = Y.decodeUpdate(update);
    const touches = inspect(this.doc, { structs, deletes: ds.clients });
    const writer = { user, name: user, role: 'reviewer', doc: this.doc } as const;
    const refusal = judgeTouches(KINDS.talk, touches, writer);
    if (refusal === null) Y.applyUpdate(this.doc, update);
    return refusal;
  }
}

const line = { type: 'arrow', points: [0, 0, 1, 1], color: '#ffd43b', width: 4 } as const;

/** Without asking whether there is room: a program that is not ours. */
const put =
  (id: string, values: Readonly<Record<string, unknown>> = {}, by = ANA): Change =>
  (doc) => {
    const record = { of: 'take', authorId: by, createdAt: 1, ...line, ...values };
    doc.getMap('shapes').set(id, new Y.Map(Object.entries(record)));
  };

const set =
  (id: string, key: string, value: unknown): Change =>
  (doc) =>
    (doc.getMap('shapes').get(id) as Y.Map<unknown>).set(key, value);

const shape = (doc: Y.Doc, by: string, at: number): string =>
  addShape(doc, { of: 'take', ...line, by, at }, 'test');

describe('[GD8] how many records there may be of the same', () => {
  const full = (): Server => {
    const server = new Server();
    for (let at = 0; at < FULL; at++)
      expect(
        server.judge((doc) => {
          shape(doc, ANA, at);
        }),
      ).toBeNull();
    return server;
  };

  test('one too many is refused and named, and something else is taken', () => {
    const server = full();
    expect(server.judge(put('more'))).toEqual({
      code: 'REFUSED',
      reason: 'too_many',
      paths: ['shapes/more'],
    });
    expect(server.judge(put('other', { of: 'another' }))).toBeNull();
    expect(server.judge(put('gone', { deleted: { by: ANA, at: 2 } }))).toBeNull();
  });

  test('of two who draw the last one at once the second is refused', () => {
    const server = full();
    const [first] = readShapes(server.doc).get('take')!;
    expect(server.judge((doc) => deleteShape(doc, first!.id, { by: ANA, at: 2 }, 'test'))).toBeNull();
    const [ana, ben] = [server.device(), server.device()];
    expect(server.judge((doc) => void shape(doc, ANA, 3), ANA, ana)).toBeNull();
    expect(server.judge((doc) => void shape(doc, BEN, 3), BEN, ben)).toMatchObject({ reason: 'too_many' });
  });

  test('bringing one back counts as one more, however it is brought back', () => {
    const server = full();
    const [first] = readShapes(server.doc).get('take')!;
    server.judge((doc) => deleteShape(doc, first!.id, { by: ANA, at: 2 }, 'test'));
    const late = server.device();
    expect(server.judge((doc) => void shape(doc, ANA, 3))).toBeNull();
    expect(server.judge((doc) => restoreShape(doc, first!.id, ANA, 'test'), ANA, late)).toMatchObject({
      reason: 'too_many',
    });
    const remove: Change = (doc) => (doc.getMap('shapes').get(first!.id) as Y.Map<unknown>).delete('deleted');
    expect(server.judge(remove)).toMatchObject({ reason: 'too_many' });
  });

  test('many in one update are counted together, less what the same update takes away', () => {
    const server = new Server();
    const draw =
      (from: number, to: number): Change =>
      (doc) => {
        for (let at = from; at < to; at++) put(`s${at}`)(doc);
      };
    expect(server.judge(draw(0, FULL + 2))?.paths).toEqual([`shapes/s${FULL}`, `shapes/s${FULL + 1}`]);
    expect(server.judge(draw(0, FULL))).toBeNull();
    const swap: Change = (doc) => {
      set('s0', 'deleted', { by: ANA, at: 2 })(doc);
      put('new')(doc);
    };
    expect(server.judge(swap)).toBeNull();
  });

  test('what stands already may be changed and taken away, also where there are too many', () => {
    const server = new Server();
    for (let at = 0; at < FULL + 2; at++) put(`s${at}`)(server.doc);
    expect(server.judge(set('s0', 'points', [0, 0, 0.5, 0.5]))).toBeNull();
    expect(server.judge(set('s0', 'deleted', { by: ANA, at: 2 }))).toBeNull();
    expect(server.judge(put('more'))).toMatchObject({ reason: 'too_many' });
  });
});

describe('[GD8] fields of a record that must fit each other', () => {
  const points = (many: number): number[] => Array.from({ length: 2 * many }, () => 0.5);

  test('are judged together when it is made', () => {
    const server = new Server();
    expect(server.judge(put('a', { points: points(5) }))).toMatchObject({
      reason: 'disagree',
      paths: ['shapes/a/type', 'shapes/a/points'],
    });
    expect(server.judge(put('a', { type: 'pen', points: points(5) }))).toBeNull();
  });

  test('and with what stands, when one of them changes', () => {
    const server = new Server();
    server.judge(put('arrow'));
    server.judge(put('pen', { type: 'pen', pressures: [0.1, 0.2] }));
    expect(server.judge(set('arrow', 'points', points(5)))).toMatchObject({ reason: 'disagree' });
    expect(server.judge(set('pen', 'points', points(5)))).toMatchObject({ reason: 'disagree' });
    const both: Change = (doc) => {
      set('pen', 'points', points(5))(doc);
      set('pen', 'pressures', [0.1, 0.2, 0.3, 0.4, 0.5])(doc);
    };
    expect(server.judge(both)).toBeNull();
  });
});

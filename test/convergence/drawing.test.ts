import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Device, DocumentHandle } from '@clapper/device';
import { newId, projectDocument } from '@clapper/protocol';
import { LiveStrokes } from '../../client/src/features/drawing/live/live-strokes.ts';
import {
  createDrawing,
  type DrawingSession,
} from '../../client/src/features/drawing/session/drawing-session.ts';
import { newDevice } from '../harness/devices.ts';
import { newMember, newProject, signUp, type Account } from '../harness/people.ts';
import { startServer, type RunningServer } from '../harness/server.ts';
import { until } from '../harness/wait.ts';

/** Two people over one picture, each with the app's own drawing on a device of their own. */
const STROKES = 20;
const look = { color: '#ffd43b', width: 4 };

let server: RunningServer;
let ana: Account;
let ben: Account;
let project: string;
const devices: Device[] = [];

beforeAll(async () => {
  server = await startServer({ env: { REGISTRATION: 'open' } });
  ana = await signUp(server.url, 'ana');
  project = await newProject(ana);
  ben = await newMember(server.url, ana, project, 'reviewer', 'ben');
}, 30_000);
afterEach(async () => {
  for (const device of devices.splice(0)) await device.close();
});
afterAll(() => server.stop());

interface Hand {
  device: Device;
  handle: DocumentHandle;
  session: DrawingSession;
  /** What the others draw this moment, as a canvas would show it. */
  seen(): string[];
}

async function hand(account: Account, of: string): Promise<Hand> {
  const device = await newDevice({ server: server.url, account });
  devices.push(device);
  const handle = device.open(projectDocument(project, 'talk'));
  const { doc, awareness } = await handle.ready();
  const session = createDrawing({ doc, awareness, me: device.user, writable: true, of });
  const strokes = new LiveStrokes();
  session.shapes.subscribe(() => {
    for (const { id } of session.shapes.get()) strokes.settle(id);
  });
  return {
    device,
    handle,
    session,
    seen() {
      strokes.read(awareness, performance.now());
      return strokes.on(of, performance.now()).map(({ user, live }) => `${user.name} ${live.type}`);
    },
  };
}

const stroke = (seed: number): number[] =>
  Array.from({ length: 400 }, (_, index) => Math.abs(Math.sin(seed + index * 0.7)));

test('two who draw over one picture at once see each other’s strokes while they are drawn, and all of them after', async () => {
  const of = newId();
  const [a, b] = [await hand(ana, of), await hand(ben, of)];
  for (const [mine, theirs] of [
    [a, b],
    [b, a],
  ] as const) {
    const id = mine.session.live.begin();
    const drawn = { type: 'pen' as const, pressures: [], text: '', ...look };
    mine.session.live.say({ ...drawn, points: stroke(1) });
    await until(() => theirs.seen().length === 1, { what: 'the stroke to be seen while it is drawn' });
    expect(theirs.seen()).toEqual([`${mine.device.user.name} pen`]);
    // Kept under the id it was shown by: seen once, as one or as the other.
    mine.session.draw('pen', { points: stroke(1), ...look }, id);
    mine.session.live.done();
    const there = () => theirs.session.shapes.get().some((shape) => shape.id === id);
    await until(there, { what: 'the shape itself' });
    expect(theirs.seen()).toEqual([]);
  }

  const drawn: string[] = [];
  for (let index = 1; index < STROKES; index++) {
    for (const { session } of [a, b]) {
      const id = session.draw(index % 3 === 0 ? 'arrow' : 'pen', {
        points: index % 3 === 0 ? [0.1, 0.1, 0.9, index / STROKES] : stroke(index),
        ...look,
      });
      drawn.push(id!);
      if (index % 5 === 0) session.change(id!, { color: '#ff5a4f' });
      if (index % 7 === 0) session.undo.undo();
    }
  }
  await until(
    () => [a, b].every(({ device }) => !device.onlyInMemory() && device.status.get().state === 'saved'),
    { what: 'both devices to be saved' },
  );
  await until(() => a.session.shapes.get().length === b.session.shapes.get().length, {
    what: 'both to have the same number of shapes',
  });
  await until(() => JSON.stringify(a.session.shapes.get()) === JSON.stringify(b.session.shapes.get()), {
    what: 'both to see the same drawing',
  });
  // Of 19 rounds of two, each taken back in the two rounds that are told to.
  expect(a.session.shapes.get()).toHaveLength(2 + 2 * (STROKES - 1) - 2 * 2);
  const taken = drawn.filter((id) => !a.session.shapes.get().some((shape) => shape.id === id));
  expect(taken).toHaveLength(4);
});

import { afterEach, expect, test } from 'vitest';
import {
  Awareness,
  applyAwarenessUpdate,
  encodeAwarenessUpdate,
  removeAwarenessStates,
} from 'y-protocols/awareness';
import * as Y from 'yjs';
import { rememberPresence } from './presence-memory.ts';

const opened: Awareness[] = [];
afterEach(() => {
  for (const awareness of opened.splice(0)) awareness.destroy();
});

function person(name: string): Awareness {
  const awareness = new Awareness(new Y.Doc());
  awareness.setLocalState({ user: { id: name, name }, cursor: 1 });
  opened.push(awareness);
  return awareness;
}

function setup() {
  let time = 1_000;
  const mine = person('me');
  const other = person('other');
  const memory = rememberPresence(mine, () => time);
  memory.start();
  const arrive = () => applyAwarenessUpdate(mine, encodeAwarenessUpdate(other, [other.clientID]), 'server');
  const vanish = () => removeAwarenessStates(mine, [other.clientID], 'server');
  const names = () =>
    memory
      .others()
      .map(({ state, lastSeenAt }) => [(state['user'] as { name: string }).name, lastSeenAt !== null]);
  arrive();
  return { memory, other, arrive, vanish, names, pass: (ms: number) => (time += ms) };
}

test('who is here is here, and who leaves is gone', () => {
  const { names, vanish } = setup();
  expect(names()).toEqual([['other', false]]);
  vanish();
  expect(names()).toEqual([]);
});

test('when the connection breaks the others stay where they were last seen, whichever is told first', () => {
  const first = setup();
  first.vanish();
  first.memory.setLive(false);
  expect(first.names()).toEqual([['other', true]]);

  const second = setup();
  second.memory.setLive(false);
  second.vanish();
  expect(second.names()).toEqual([['other', true]]);
});

test('who left before the break is not called back by it', () => {
  const { memory, vanish, names, pass } = setup();
  vanish();
  pass(10_000);
  memory.setLive(false);
  expect(names()).toEqual([]);
});

test('connected again, only those who are there are shown', () => {
  const { memory, vanish, arrive, names, other } = setup();
  memory.setLive(false);
  vanish();
  memory.setLive(true);
  expect(names()).toEqual([]);
  other.setLocalStateField('cursor', 2);
  arrive();
  expect(names()).toEqual([['other', false]]);
});

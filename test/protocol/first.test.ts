import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { projectDocument } from '@clapper/protocol';
import { until } from '../harness/wait.ts';
import { RawDevice, RawDocument } from './raw-device.ts';
import { createWorld, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

test('what one device pushes another is shown, and a stock client too', async () => {
  const ana = await world.person('ana', 'editor');
  const ben = await world.person('ben', 'editor');
  const id = projectDocument(world.project, 'scratch', 'x');
  const a = await RawDocument.join(await RawDevice.open(world.url, ana.token), id);
  const b = await RawDocument.join(await RawDevice.open(world.url, ben.token), id);
  expect(await a.type('hello')).toMatchObject({ type: 'ack', seq: 1 });
  await until(() => b.text() === 'hello', { what: 'the words' });

  const doc = new Y.Doc();
  const provider = new WebsocketProvider(`${world.url}/sync`, id, doc, {
    protocols: ['clapper.auth', ben.token],
    WebSocketPolyfill: WebSocket as never,
    disableBc: true,
  });
  await until(() => doc.getText('text').toJSON() === 'hello', { what: 'the stock client' });
  doc.getText('text').insert(5, ' there');
  await until(() => a.text() === 'hello there', { what: 'the stock words' });
  provider.destroy();
});

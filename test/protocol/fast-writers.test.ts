import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { projectDocument } from '@clapper/protocol';
import { until } from '../harness/wait.ts';
import { flakyStorage } from './flaky-storage.ts';
import { RawDevice, RawDocument } from './raw-device.ts';
import { createWorld, type Person, type World } from './world.ts';

const KiB = 1024;
const MiB = 1024 * KiB;

const flaky = flakyStorage();
let world: World;
let ana: Person;
let ben: Person;

beforeAll(async () => {
  world = await createWorld({ wrap: flaky.wrap, limits: { maxFramesPerSecond: 2_000 } });
  ana = await world.person('ana', 'editor');
  ben = await world.person('ben', 'editor');
});
afterEach(() => {
  delete flaky.fault.append;
  flaky.release();
  RawDevice.closeAll();
});
afterAll(() => world.close());

const scratch = (name: string): string => projectDocument(world.project, 'scratch', name);

test('[LI7] who writes faster than the disk is read no further, however much he says, and is refused nothing', async () => {
  const device = await RawDevice.open(world.url, ana.token);
  const docs = await Promise.all(
    Array.from({ length: 10 }, (_, i) => RawDocument.join(device, scratch(`fast-${i}`))),
  );
  flaky.fault.append = 'hold';
  const sent = docs.flatMap((doc) =>
    Array.from({ length: 8 }, () => ({
      doc,
      n: doc.push(doc.change((d) => d.getArray('fast').push(['x'.repeat(512 * KiB)]))),
    })),
  );
  await until(() => flaky.calls.includes('append'), { what: 'the first append' });
  await until(() => world.sync.stats().waitingBytes > 256 * KiB, { what: 'the writer to be ahead' });
  // Of 40 MiB the kernel holds some, the server what it had begun to read, and he himself the rest.
  expect(world.sync.stats().waitingBytes).toBeLessThan(2 * MiB);
  expect(device.socket.bufferedAmount).toBeGreaterThan(20 * MiB);
  delete flaky.fault.append;
  flaky.release();
  for (const { doc, n } of sent) expect(await doc.answer(n)).toMatchObject({ type: 'ack' });
  expect(world.sync.stats().waitingBytes).toBe(0);
});

test('[LI7] so is one who writes many small things', async () => {
  const doc = await RawDocument.join(await RawDevice.open(world.url, ana.token), scratch('small'));
  flaky.fault.append = 'hold';
  doc.push(doc.change((d) => d.getText('text').insert(0, 'x')));
  const last = Array.from({ length: 6_000 }, () => doc.push(Uint8Array.of(0, 0))).at(-1)!;
  await until(() => world.sync.stats().waitingBytes > 0, { what: 'the first of them' });
  delete flaky.fault.append;
  let most = 0;
  const look = setInterval(() => (most = Math.max(most, world.sync.stats().waitingBytes)), 1);
  flaky.release();
  await until(() => doc.device.messages.some((m) => m.type === 'ack' && m.n === last), {
    what: 'the last answer',
    timeout: 20_000,
  });
  clearInterval(look);
  expect(most).toBeLessThan(1 * MiB);
  expect(doc.device.messages.some((m) => m.type === 'nack')).toBe(false);
}, 30_000);

test('[LI9] of 4,000 frames at once some are read later, and nobody else waits for that', async () => {
  const flooder = await RawDocument.join(await RawDevice.open(world.url, ana.token), scratch('flood'));
  const other = await RawDocument.join(await RawDevice.open(world.url, ben.token), scratch('flood'));
  const start = performance.now();
  for (let i = 0; i < 4_000; i++) {
    const entry = { clientId: flooder.doc.clientID, state: `{"caret":${i}}`, user: null };
    flooder.device.send({ type: 'presence', document: flooder.document, entries: [entry] });
    // Apart from each other, as frames that come in one piece are read in one piece.
    if (i % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  const last = flooder.push(flooder.change((d) => d.getText('text').insert(0, 'x')));
  expect(await other.type('meanwhile')).toMatchObject({ type: 'ack' });
  const others = performance.now() - start;
  expect(await flooder.answer(last)).toMatchObject({ type: 'ack' });
  const own = performance.now() - start;
  expect(own).toBeGreaterThan(500);
  expect(others).toBeLessThan(own);
  expect(flooder.device.closed).toBeNull();
});

test('[LI9] so many frames a second are read, however slowly they come', async () => {
  const own = await createWorld({ limits: { maxFramesPerSecond: 20 } });
  const person = await own.person('ana', 'editor');
  const document = projectDocument(own.project, 'scratch', 'slow');
  const writer = await RawDocument.join(await RawDevice.open(own.url, person.token), document);
  const start = performance.now();
  for (let i = 0; i < 40; i++) {
    const entry = { clientId: writer.doc.clientID, state: `{"caret":${i}}`, user: null };
    writer.device.send({ type: 'presence', document, entries: [entry] });
    // Apart from each other, as frames that come in one piece are read in one piece.
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
  expect(await writer.type('x')).toMatchObject({ type: 'ack' });
  // Two of them in each tenth of a second.
  expect(performance.now() - start).toBeGreaterThan(1_500);
  await own.close();
});

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { KINDS, readHome, readInfo } from '@clapper/documents';
import { newId, projectDocument, userDocument, type Message } from '@clapper/protocol';
import { until } from '../harness/wait.ts';
import { flakyStorage } from './flaky-storage.ts';
import { RawDevice, RawDocument } from './raw-device.ts';
import { createWorld, type Person, type World } from './world.ts';

const flaky = flakyStorage();
let world: World;
let ana: Person;
let ben: Person;
let viewer: Person;
let stranger: Person;
let id: string;
let documents = 0;

beforeAll(async () => {
  world = await createWorld({ wrap: flaky.wrap, limits: { maxCatchUpRows: 20, roomIdleMs: 50 } });
  ana = await world.person('ana', 'editor');
  ben = await world.person('ben', 'editor');
  viewer = await world.person('vera', 'viewer');
  stranger = await world.person('sam', null);
});
beforeEach(() => {
  id = projectDocument(world.project, 'scratch', `j${++documents}`);
});
afterEach(() => {
  RawDevice.closeAll();
  for (const name of Object.keys(flaky.fault) as (keyof typeof flaky.fault)[]) delete flaky.fault[name];
  flaky.release();
});
afterAll(() => world.close());

const device = (person: Person): Promise<RawDevice> => RawDevice.open(world.url, person.token);

/** A document of so many rows, and the device that wrote them. */
async function written(rows: number): Promise<RawDocument> {
  const doc = await RawDocument.join(await device(ana), id);
  let last = 0;
  for (let i = 0; i < rows; i++) last = doc.push(doc.change((d) => d.getText('text').insert(0, `${i} `)));
  await doc.answer(last);
  return doc.read();
}

const unloaded = (): Promise<boolean> =>
  until(() => world.sync.stats().rooms === 0, { what: 'all rooms to be gone' });

test('[J1] many documents of one JOIN are each answered once, and their rows follow', async () => {
  const names = Array.from({ length: 40 }, (_, i) => projectDocument(world.project, 'scratch', `many-${i}`));
  const writer = await device(ben);
  for (const name of names.slice(0, 3)) await (await RawDocument.join(writer, name)).type('x');
  const one = await device(ana);
  const documents = [...names, `${newId()}/plan`, 'nonsense'];
  const nothing = { epoch: null, seq: 0, tip: null, clientIds: [], schema: 0, stateVector: null };
  one.send({ type: 'join', documents: documents.map((document) => ({ document, ...nothing })) });
  const answers = () => one.messages.flatMap((m) => (m.type === 'joined' ? m.documents : []));
  await until(() => answers().length === documents.length, { what: 'all answers' });
  expect(
    answers()
      .map((a) => a.document)
      .toSorted(),
  ).toEqual(documents.toSorted());
  expect(
    answers()
      .filter((a) => a.result !== 'joined')
      .map((a) => a.document)
      .toSorted(),
  ).toEqual(documents.slice(40).toSorted());
  const rows = await until(() => one.rest('rows').length === 3 && one.rest('rows'), { what: 'the rows' });
  const isAnswer = (document: string) => (m: Message) =>
    m.type === 'joined' && m.documents.some((answer) => answer.document === document);
  for (const row of rows)
    expect(one.messages.indexOf(row)).toBeGreaterThan(one.messages.findIndex(isAnswer(row.document)));
});

test('[J2] who may not read learns nothing: not whether it exists, not what it is', async () => {
  await written(1);
  const one = await device(stranger);
  const answers = await Promise.all([
    one.join(id),
    one.join(projectDocument(world.project, 'plan')),
    one.join(projectDocument(world.project, 'scratch', 'never')),
    one.join(`${newId()}/plan`),
    one.join(userDocument(ana.id, 'home')),
    one.join('no/such/thing/at/all'),
  ]);
  expect(answers.map(({ document: _document, ...rest }) => rest)).toEqual(
    answers.map(() => ({ result: 'refused', code: 'NOT_FOUND', retryAfterMs: 0 })),
  );
  expect(await world.storage.documents.head(projectDocument(world.project, 'plan'))).toBeNull();
});

test('[J2] a deleted document stays deleted', async () => {
  const owner = await world.person('owner', 'owner');
  const project = await world.newProject(owner);
  const plan = projectDocument(project, 'plan');
  const doc = await RawDocument.join(await device(owner), plan);
  await world.storage.projects.remove(project, Date.now());
  await world.sync.projectRemoved(project);
  expect(await doc.device.next('leave')).toMatchObject({ document: plan, code: 'NOT_FOUND' });
  expect(await doc.device.join(plan)).toMatchObject({ result: 'refused', code: 'NOT_FOUND' });
});

test('[J3] a registered document comes into being when somebody opens it, from the same bytes', async () => {
  const plan = projectDocument(world.project, 'plan');
  const opened = await Promise.all([device(viewer), device(ana)]).then((devices) =>
    Promise.all(devices.map((one) => RawDocument.join(one, plan))),
  );
  const [first, second] = opened.map((doc) => Y.encodeStateAsUpdate(doc.doc));
  expect(first).toEqual(second);
  const { rows } = (await world.storage.documents.load(plan))!;
  expect(rows.map((row) => row.user)).toEqual([null]);
});

test('[J3] a scratch document comes into being when somebody who may write it opens it', async () => {
  expect(await (await device(viewer)).join(id)).toMatchObject({ result: 'refused', code: 'NOT_FOUND' });
  await written(1);
  expect(await (await device(viewer)).join(id)).toMatchObject({
    result: 'joined',
    access: { read: true, write: false, role: 'viewer' },
  });
});

test('[J15] a review comes into being when its video is listed, or through somebody who may list it', async () => {
  const made = newId();
  const listed = newId();
  const reviewer = await world.person('rui', 'reviewer');
  const asks = async (person: Person, kind: string, video: string): Promise<unknown> => {
    const answer = await (await device(person)).join(projectDocument(world.project, kind, video));
    return answer.result === 'refused' ? answer.code : answer.result;
  };
  expect(await asks(reviewer, 'review', made)).toBe('NOT_FOUND');
  // His device made the video offline: its review may come before the list does.
  expect(await asks(ana, 'review', made)).toBe('joined');
  expect(await asks(reviewer, 'review', made)).toBe('joined');

  expect(await asks(viewer, 'review', listed)).toBe('NOT_FOUND');
  const media = await RawDocument.join(await device(ana), projectDocument(world.project, 'media'));
  const video = { title: '골목 커피', order: 'a0', createdBy: ana.id, createdAt: 1 };
  const answer = await media.write((doc) =>
    doc.getMap('videos').set(listed, new Y.Map<unknown>(Object.entries(video))),
  );
  expect(answer.type).toBe('ack');
  expect(await asks(viewer, 'review', listed)).toBe('joined');
  // What only editors see there is not for the others, listed or not.
  expect(await asks(reviewer, 'notes', listed)).toBe('NOT_FOUND');
  expect(await asks(ben, 'notes', listed)).toBe('joined');
});

test('[J4] 500 documents of which 3 changed: one round trip, and the server loads none of them and sends 3', async () => {
  const names = Array.from({ length: 500 }, (_, i) => projectDocument(world.project, 'scratch', `many-${i}`));
  const one = await device(ana);
  const known: RawDocument[] = [];
  for (let i = 0; i < names.length; i += 50) {
    const joined = await Promise.all(names.slice(i, i + 50).map((name) => RawDocument.join(one, name)));
    await Promise.all(joined.map((doc) => doc.type('x')));
    known.push(...joined);
  }
  const have = known.map(({ document, epoch, seq, tip, doc }) => {
    const position = { document, epoch, seq, tip, clientIds: [], schema: 0 };
    return { ...position, stateVector: null, words: doc.getText('text').toJSON() };
  });
  await Promise.all(known.slice(0, 3).map((doc) => doc.type('y')));
  one.close();
  await unloaded();
  flaky.calls.length = 0;
  const again = await device(ana);
  again.send({ type: 'join', documents: have.map(({ words: _words, ...position }) => position) });
  const answers = () => again.messages.flatMap((m) => (m.type === 'joined' ? m.documents : []));
  await until(() => answers().length >= 500 && again.rest('rows').length >= 3, {
    what: 'everything',
    timeout: 20_000,
  });
  expect(answers().every((answer) => answer.result === 'joined')).toBe(true);
  expect(
    again
      .rest('rows')
      .map((rows) => rows.document)
      .toSorted(),
  ).toEqual(names.slice(0, 3).toSorted());
  expect(flaky.calls).not.toContain('load');
}, 60_000);

test('[J4] [J13] a document that was joined without being loaded shows what is written in it from then on', async () => {
  const writer = await written(3);
  const { epoch, seq, tip } = writer;
  writer.device.close();
  await unloaded();
  const one = new RawDocument(await device(ben), id);
  expect(await one.device.join(id, { epoch, seq, tip })).toMatchObject({ result: 'joined', headSeq: 3 });
  const other = await RawDocument.join(await device(ana), id);
  await other.type('!');
  expect(await one.device.next('rows')).toMatchObject({ from: 4, to: 4 });
});

test('[J5] up to so many rows come merged', async () => {
  const writer = await written(20);
  const { epoch } = writer;
  const one = new RawDocument(await device(ben), id);
  const tip = await world.storage.documents.tipAt(id, epoch, 5);
  await one.device.join(id, { epoch, seq: 5, tip });
  expect(await one.device.next('rows')).toMatchObject({ from: 6, to: 20, tip: writer.tip });
  const reader = await RawDocument.join(await device(viewer), id);
  expect([reader.text(), reader.seq, reader.tip]).toEqual([writer.text(), 20, writer.tip]);
});

test('[J5] rows that are larger than what they make come as state', async () => {
  const writer = await written(1);
  for (let i = 0; i < 3; i++) {
    await writer.write((doc) => {
      doc.getText('text').insert(0, 'x'.repeat(500_000));
    });
    await writer.write((doc) => doc.getText('text').delete(0, 500_000));
  }
  const { epoch } = writer;
  const one = await device(ben);
  const tip = await world.storage.documents.tipAt(id, epoch, 1);
  await one.join(id, { epoch, seq: 1, tip });
  const rows = await until(() => one.rest('rows').at(-1)?.to === 7 && one.rest('rows'), { what: 'all' });
  expect(rows[0]!.from).toBe(1);
  expect(rows.reduce((sum, { update }) => sum + update.byteLength, 0)).toBeLessThan(600_000);
});

test('[J6] a device that has nothing gets one piece of state instead of a long log', async () => {
  const writer = await written(50);
  const reader = await RawDocument.join(await device(ben), id);
  expect(reader.device.rest('rows').map(({ from, to }) => [from, to])).toEqual([[1, 50]]);
  expect([reader.text(), reader.seq, reader.tip]).toEqual([writer.text(), 50, writer.tip]);
});

test('[J6] what was committed since the state was made comes after it', async () => {
  const writer = await written(50);
  await RawDocument.join(await device(ben), id);
  for (let i = 0; i < 5; i++) await writer.type('!');
  const reader = await RawDocument.join(await device(viewer), id);
  await until(() => reader.read().seq === 55, { what: 'the rest' });
  expect(reader.device.rest('rows').map(({ from, to }) => [from, to])).toEqual([
    [1, 50],
    [51, 55],
  ]);
  expect([reader.text(), reader.tip]).toEqual([writer.text(), writer.tip]);
});

test.each<[string, (doc: RawDocument) => { seq: number; tip: string | null }]>([
  ['is ahead of the server', () => ({ seq: 77, tip: 'aa' })],
  ['has another tip at the head', () => ({ seq: 50, tip: '00' })],
  ['has another tip before it', () => ({ seq: 45, tip: '00' })],
  ['has another tip far behind', () => ({ seq: 10, tip: '00' })],
])(
  '[EP1] [EP3] a device that %s learns that history changed, whatever its epoch, and gets all of it',
  async (_how, position) => {
    const writer = await written(50);
    const one = new RawDocument(await device(ben), id);
    const have = { epoch: writer.epoch, ...position(writer) };
    const refused = { result: 'refused', code: 'EPOCH' };
    expect(await one.device.join(id, have)).toMatchObject(refused);
    const stateVector = Y.encodeStateVector(writer.doc);
    expect(await one.device.join(id, { ...have, stateVector })).toMatchObject(refused);
    const { epoch } = writer;
    expect(await one.device.join(id, { epoch, seq: 0, tip: null })).toMatchObject({ result: 'joined' });
    await until(() => one.read().seq === 50, { what: 'all of it' });
    expect(one.text()).toBe(writer.text());
  },
);

test('[J7] [J8] a device that is far behind is asked for its state vector and then lacks nothing', async () => {
  const writer = await written(50);
  const one = new RawDocument(await device(ben), id);
  const old = new Y.Doc();
  const rows = await world.storage.documents.rows(id, writer.epoch, 0, 10);
  for (const row of rows) Y.applyUpdate(old, row.update);
  Y.applyUpdate(one.doc, Y.encodeStateAsUpdate(old));
  const have = { epoch: writer.epoch, seq: 10, tip: rows[9]!.tip };
  expect(await one.device.join(id, have)).toEqual({ result: 'want', document: id, want: 'stateVector' });
  await one.device.join(id, { ...have, stateVector: Y.encodeStateVector(one.doc) });
  const { from, to, tip, update } = await one.device.next('rows');
  expect([from, to, tip]).toEqual([0, 50, writer.tip]);
  // Only what was missing.
  expect(Y.decodeUpdate(update).structs.every(({ id }) => id.clock >= Y.getState(old.store, id.client))).toBe(
    true,
  );
  expect([one.text(), one.seq]).toEqual([writer.text(), 50]);
});

test('[J7] bytes that are no state vector are refused, and the socket lives', async () => {
  await written(3);
  const one = await device(ben);
  const stateVector = Uint8Array.of(5, 1);
  expect(await one.join(id, { stateVector })).toMatchObject({ result: 'refused', code: 'INVALID_MESSAGE' });
  expect(await one.join(id)).toMatchObject({ result: 'joined' });
});

test('[J9] another epoch is refused', async () => {
  await written(3);
  const answer = await (await device(ben)).join(id, { epoch: newId(), seq: 3, tip: 'aa' });
  expect(answer).toMatchObject({ result: 'refused', code: 'EPOCH' });
});

test('[J10] an app that is newer or older than the document is told so', async () => {
  const plan = projectDocument(world.project, 'plan');
  const one = await device(ben);
  expect(await one.join(plan, { schema: 99 })).toMatchObject({ result: 'refused', code: 'SERVER_TOO_OLD' });
  expect(await one.join(plan, { schema: 0 })).toMatchObject({ result: 'refused', code: 'CLIENT_TOO_OLD' });
});

test('[J10] a document of the schema before is brought up when it is opened, also where nothing in it changes', async () => {
  const project = await world.newProject(ana);
  const plan = projectDocument(project, 'plan');
  const { storage } = world;
  const seed = KINDS.plan.seed({ project, template: 'four-acts', language: 'ko' });
  const created = { id: plan, project, kind: 'plan', epoch: newId(), seed, createdAt: Date.now() };
  await storage.documents.create({ ...created, schema: KINDS.plan.schemaVersion - 1 });
  const one = await device(ana);
  const behind = await one.join(plan, { schema: KINDS.plan.schemaVersion - 1 });
  expect(behind).toMatchObject({ result: 'refused', code: 'CLIENT_TOO_OLD' });
  const { schemaVersion: schema } = KINDS.plan;
  // The one row is its seed.
  expect(await one.join(plan)).toMatchObject({ result: 'joined', schema, headSeq: 1 });
  expect(await storage.documents.head(plan)).toMatchObject({ schema });
});

test.each(['load', 'head', 'role'] as const)(
  '[J11] [HS11] a storage whose %s fails is come-back-later, never empty and never denied',
  async (method) => {
    const writer = await written(30);
    const words = writer.text();
    writer.device.close();
    await unloaded();
    flaky.fault[method] = 'before';
    const one = await device(ben);
    const answer = await one.join(id);
    expect(answer).toMatchObject({ result: 'refused', code: 'UNAVAILABLE' });
    expect(answer.result === 'refused' && answer.retryAfterMs).toBeGreaterThan(0);
    delete flaky.fault[method];
    expect((await RawDocument.join(one, id)).text()).toBe(words);
  },
);

test('[J12] joining again replaces the join, leaving ends it', async () => {
  const doc = await written(2);
  const { epoch, seq, tip } = doc;
  await doc.device.join(id, { epoch, seq, tip, clientIds: [doc.doc.clientID] });
  const other = await RawDocument.join(await device(ben), id);
  await other.type('a');
  await until(() => doc.read().seq === 3, { what: 'the row, once' });
  expect(doc.device.rest('rows')).toHaveLength(1);
  doc.device.send({ type: 'leave', document: id, code: null, reason: '', retryAfterMs: 0 });
  // Answered only after the LEAVE was read.
  expect(await doc.answer(doc.push(Uint8Array.of(0, 0)))).toMatchObject({
    type: 'nack',
    code: 'UNAVAILABLE',
    retry: true,
  });
  await other.type('b');
  expect(doc.device.rest('rows')).toHaveLength(1);
});

test('[J13] a device that joins while others write misses nothing', async () => {
  const writer = await written(1);
  const sent: number[] = [];
  const readers: Promise<RawDocument>[] = [];
  for (let i = 0; i < 60; i++) {
    sent.push(writer.push(writer.change((doc) => doc.getText('text').insert(0, `${i} `))));
    if (i % 10 === 5) readers.push(device(ben).then((one) => RawDocument.join(one, id)));
    if (i % 7 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  await writer.answer(sent.at(-1)!);
  for (const reader of await Promise.all(readers)) {
    await until(() => reader.read().seq === 61, { what: 'the reader to be at the head' });
    expect(reader.text()).toBe(writer.text());
  }
});

test('[J14] server-written documents show what SQL says, from the first look and after a change', async () => {
  const info = await RawDocument.join(await device(viewer), projectDocument(world.project, 'info'));
  expect(readInfo(info.doc)).toMatchObject({ name: '서울 골목' });
  expect(info.read().doc.getText('text').length).toBe(0);
  await world.storage.projects.update(world.project, viewer.id, { name: 'Neu' }, Date.now());
  await world.sync.refresh(info.document);
  await until(() => readInfo(info.read().doc)?.name === 'Neu', { what: 'the new name' });
  const { headSeq } = (await world.storage.documents.head(info.document))!;
  await world.sync.refresh(info.document);
  expect((await world.storage.documents.head(info.document))!.headSeq).toBe(headSeq);
  const home = await RawDocument.join(await device(viewer), userDocument(viewer.id, 'home'));
  expect(readHome(home.doc).projects.map((project) => project.id)).toEqual([world.project]);
  await world.storage.projects.update(world.project, viewer.id, { name: '서울 골목' }, Date.now());
  await world.sync.refresh(info.document);
});

test('[J14] nobody but the server writes them', async () => {
  const owner = await world.person('owner', 'owner');
  const info = await RawDocument.join(await device(owner), projectDocument(world.project, 'info'));
  expect(await info.write((doc) => doc.getMap('info').set('name', 'mine'))).toMatchObject({
    type: 'nack',
    code: 'FORBIDDEN',
  });
});

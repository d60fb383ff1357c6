import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { join } from 'node:path';
import type { Device } from '@clapper/device';
import { SILENT } from '@clapper/server/src/log.ts';
import { openStorage } from '@clapper/server/src/storage/open.ts';
import type { NewRow } from '@clapper/server/src/storage/storage.ts';
import { newDevice } from '../harness/devices.ts';
import { RowGate } from '../harness/held-socket.ts';
import { newMember, newProject, signUp, type Account } from '../harness/people.ts';
import { startServer, type RunningServer } from '../harness/server.ts';
import { until } from '../harness/wait.ts';
import { automergePaper, friendsForever, type Patch } from '../traces/traces.ts';

let server: RunningServer;
let owner: Account;
let project: string;
const devices: Device[] = [];

beforeAll(async () => {
  server = await startServer();
  owner = await signUp(server.url, 'Owner');
  project = await newProject(owner);
});

afterAll(async () => {
  for (const device of devices) await device.close();
  await server.stop();
});

test('two people typing at once, as they really did, end with the same text everywhere', async () => {
  const { edits, endContent } = friendsForever();
  const document = `${project}/scratch/friends`;
  const editor = await newMember(server.url, owner, project, 'editor', 'Friend');
  const writers = [await newWriter(owner, document), await newWriter(editor, document)];
  // Where both typed at one place, Yjs puts the lower client id first: the recording's first agent.
  writers.sort((a, b) => a.doc.clientID - b.doc.clientID);
  for (const writer of writers) writer.gate.hold();

  /** Edit counts of each agent that the other one stops at: frames must not straddle them. */
  const stops = [new Set<number>(), new Set<number>()];
  for (const edit of edits) stops[1 - edit.agent]?.add(edit.seen);

  let last = writers[0]!;
  for (const edit of edits) {
    const writer = writers[edit.agent]!;
    const other = writers[1 - edit.agent]!;
    // One writer at a time has something under way, so that a frame holds rows of one alone.
    if (writer !== last) await sent(last);
    last = writer;
    await hear(writer, other, edit.seen);
    type(writer, edit.patches);
    if (stops[edit.agent]?.has(writer.rows.length)) await sent(writer);
  }
  for (const writer of writers) await sent(writer);
  for (const writer of writers) writer.gate.open();

  for (const { doc } of writers) {
    await until(() => doc.getText('t').toString() === endContent, { what: 'both to hold the whole text' });
  }
  const reader = await newWriter(owner, document);
  await until(() => reader.doc.getText('t').length > 0, { what: 'a fresh reader to load it' });
  expect(reader.doc.getText('t').toString()).toBe(endContent);
  expect(reader.doc.store.pendingStructs).toBeNull();
}, 300_000);

test('a paper stored keystroke by keystroke opens in a new client', async () => {
  const { txns, endContent } = automergePaper();
  const document = `${project}/scratch/paper`;
  // The first editor who opens it creates it; the log itself is written with the server away.
  await newWriter(owner, document);
  await server.kill();
  await storeOneByOne(document, txns);
  await server.restart();

  const reader = await newWriter(owner, document);
  await until(() => reader.doc.getText('t').length === endContent.length, {
    what: 'the paper to open',
    timeout: 60_000,
  });
  expect(reader.doc.getText('t').toString()).toBe(endContent);
}, 300_000);

/** Every edit as the row it would have been, in batches only for the sake of the disk. */
async function storeOneByOne(document: string, txns: { patches: Patch[] }[]): Promise<void> {
  const storage = await openStorage(`file:${join(server.dataDir, 'clapper.db')}`, { log: SILENT });
  const head = await storage.documents.head(document);
  if (head === null) throw new Error('the document was not created');
  let rows: NewRow[] = [];
  const doc = new Y.Doc();
  doc.on('update', (update: Uint8Array) => rows.push(row(update)));
  const store = async () => {
    const [result] = await storage.documents.append([{ document, epoch: head.epoch, rows }]);
    expect(result?.ok).toBe(true);
    rows = [];
  };
  for (const { patches } of txns) {
    type({ doc, rows: [] }, patches);
    if (rows.length >= 2_000) await store();
  }
  await store();
  expect((await storage.documents.head(document))?.headSeq).toBe(head.headSeq + txns.length);
  await storage.close();
}

function row(update: Uint8Array): NewRow {
  return {
    update,
    user: owner.id,
    device: null,
    n: null,
    clientId: null,
    clockFrom: null,
    clockTo: null,
    schema: 0,
    receivedAt: 1_700_000_000_000,
  };
}

interface Writer {
  device: Device;
  doc: Y.Doc;
  gate: RowGate;
  /** How many rows this writer has made after each edit. */
  rows: number[];
  /** How many rows of the other one have been let through. */
  heard: number;
}

async function newWriter(account: Account, document: string): Promise<Writer> {
  const gate = new RowGate();
  const device = await newDevice({
    server: server.url,
    account,
    environment: { WebSocket: gate.socketClass() },
  });
  devices.push(device);
  const handle = device.open(document);
  const { doc } = await handle.ready();
  await until(() => isLive(handle.state.get()), { what: `${account.name} to join` });
  return { device, doc, gate, rows: [], heard: 0 };
}

function isLive(state: { phase: string; live?: boolean }): boolean {
  return state.phase === 'ready' && state.live === true;
}

function type({ doc, rows }: Pick<Writer, 'doc' | 'rows'>, patches: Patch[]): void {
  let made = rows.at(-1) ?? 0;
  const count = () => made++;
  doc.on('update', count);
  const text = doc.getText('t');
  doc.transact(() => {
    for (const [position, deleted, inserted] of patches) {
      if (deleted > 0) text.delete(position, deleted);
      if (inserted !== '') text.insert(position, inserted);
    }
  }, 'typing');
  doc.off('update', count);
  rows.push(made);
}

/** Lets rows of the other writer through until the first `seen` of their edits are there, and no more. */
async function hear(writer: Writer, other: Writer, seen: number): Promise<void> {
  const wanted = other.rows[seen - 1] ?? 0;
  while (writer.heard < wanted) {
    writer.heard += await until(() => writer.gate.releaseOne(), { what: 'the next rows', interval: 1 });
  }
  expect(writer.heard).toBe(wanted);
}

async function sent({ gate, rows }: Writer): Promise<void> {
  const made = rows.at(-1) ?? 0;
  await until(() => gate.acknowledged === made, {
    what: 'the server to have it all',
    timeout: 30_000,
    interval: 1,
  });
}

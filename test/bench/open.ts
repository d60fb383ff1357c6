import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as decoding from 'lib0/decoding';
import WebSocket from 'ws';
import { messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync';
import * as Y from 'yjs';
import {
  AUTH_SUBPROTOCOL,
  decodeMessage,
  DEVICE_CHANNEL,
  encodeMessage,
  PROTOCOL_VERSION,
} from '@clapper/protocol';
import { SILENT } from '@clapper/server/src/log.ts';
import { openStorage } from '@clapper/server/src/storage/open.ts';
import type { LoadedDocument } from '@clapper/server/src/storage/storage.ts';
import { LiveDocument } from '@clapper/server/src/sync/live-document.ts';
import { newProject, signUp } from '../harness/people.ts';
import { startServer } from '../harness/server.ts';
import { storePaper, typePaper } from './paper.ts';
import { end, startPeerProcess } from './peers.ts';
import type { Row } from './report.ts';
import { median } from './stats.ts';
import { connectLight, type Dialect } from './wire.ts';

const ROUNDS = 5;
const PAPER_LENGTH = 104_852;

/** A document of 259,778 edits and a server that has just started: when does a client show its words? */
export async function open(): Promise<Row[]> {
  const data = mkdtempSync(join(tmpdir(), 'clapper-bench-'));
  try {
    const { document, login, compaction } = await prepareClapper(data);
    const state = join(data, 'state.bin');
    writeFileSync(state, Y.encodeStateAsUpdate(typePaper(() => undefined)));
    const times: Record<string, number[]> = { Clapper: [], 'Hocuspocus 4': [], 'y-websocket 2': [] };
    for (let round = 0; round < ROUNDS; round++) {
      times['Clapper']!.push(await openClapper(data, document, login));
      for (const name of ['Hocuspocus 4', 'y-websocket 2'] as const) {
        const { url, child } = await startPeerProcess(name, state);
        times[name]!.push(
          await firstContent(
            url,
            'paper',
            name === 'Hocuspocus 4'
              ? { protocol: 'hocuspocus' }
              : { protocol: 'y-websocket', subprotocols: [] },
          ),
        );
        await end(child);
      }
    }
    const values = Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)]));
    const ratio = values['Clapper']! / Math.min(values['Hocuspocus 4']!, values['y-websocket 2']!);
    const load = '259,778 edits, cold server';
    return [
      {
        bench: 'open',
        load,
        figure: 'first content ms',
        values,
        ratio,
        bar: '≤ ½ of the better peer',
        met: ratio <= 0.5,
      },
      {
        bench: 'compaction',
        load: '259,778 rows, one edit each',
        figure: 's',
        values: { Clapper: compaction / 1_000 },
        bar: '< 10 s',
        met: compaction < 10_000,
      },
    ];
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

/** A data directory with the paper in it: its log edit by edit, then compacted as the server does it. */
async function prepareClapper(
  dataDir: string,
): Promise<{ document: string; login: string; compaction: number }> {
  const server = await startServer({ dataDir });
  const owner = await signUp(server.url, 'Author');
  const project = await newProject(owner);
  const document = `${project}/scratch/paper`;
  const client = await connectLight(`${server.url.replace('http', 'ws')}/sync`, document, {
    protocol: 'y-websocket',
    subprotocols: ['clapper.auth', await owner.token()],
  });
  client.close();
  await server.kill();

  const storage = await openStorage(`file:${join(dataDir, 'clapper.db')}`, { log: SILENT });
  await storePaper(storage, document, owner.id);
  const start = performance.now();
  const loaded = (await storage.documents.load(document)) as LoadedDocument;
  const live = LiveDocument.load(loaded);
  const { epoch, headSeq } = loaded.head;
  await storage.documents.compact(document, epoch, headSeq, live.encode(), Date.now());
  const compaction = performance.now() - start;
  await storage.close();
  return { document, login: owner.login, compaction };
}

async function openClapper(dataDir: string, document: string, login: string): Promise<number> {
  const server = await startServer({ dataDir });
  const answer = await fetch(`${server.url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: 'correct horse battery' }),
  });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  const time = await firstContentOnDevice(server.url.replace('http', 'ws'), document, token);
  await server.kill();
  return time;
}

/** The same, as our app does it: over the device's socket. */
async function firstContentOnDevice(server: string, document: string, token: string): Promise<number> {
  const doc = new Y.Doc();
  const text = doc.getText('t');
  const start = performance.now();
  const ws = new WebSocket(`${server}/sync?protocol=${PROTOCOL_VERSION}&device=bench`, [
    AUTH_SUBPROTOCOL,
    token,
  ]);
  ws.binaryType = 'arraybuffer';
  await new Promise<void>((resolve, reject) => {
    ws.on('error', reject);
    ws.on('close', (code) => reject(new Error(`closed with ${code}`)));
    ws.on('open', () => {
      const join = {
        document,
        epoch: null,
        seq: 0,
        tip: null,
        clientIds: [doc.clientID],
        schema: 0,
        stateVector: null,
      };
      ws.send(encodeMessage({ type: 'join', documents: [join] }));
    });
    ws.on('message', (data: ArrayBuffer) => {
      const d = decoding.createDecoder(new Uint8Array(data));
      if (decoding.readVarUint(d) !== DEVICE_CHANNEL) return;
      const message = decodeMessage(d);
      if (message.type !== 'rows') return;
      Y.applyUpdate(doc, message.update);
      resolve();
    });
  });
  const time = performance.now() - start;
  ws.terminate();
  expectPaper(text);
  return time;
}

/** From opening the socket until the client's doc holds the words. */
async function firstContent(url: string, document: string, dialect: Dialect): Promise<number> {
  const doc = new Y.Doc();
  const text = doc.getText('t');
  const start = performance.now();
  await connectLight(url, document, dialect, (frame) => {
    const d = decoding.createDecoder(frame);
    if (dialect.protocol === 'hocuspocus') decoding.readVarString(d);
    if (decoding.readVarUint(d) !== 0) return;
    const kind = decoding.readVarUint(d);
    if (kind !== messageYjsSyncStep2 && kind !== messageYjsUpdate) return;
    Y.applyUpdate(doc, decoding.readVarUint8Array(d));
  });
  const time = performance.now() - start;
  expectPaper(text);
  return time;
}

function expectPaper(text: Y.Text): void {
  if (text.length !== PAPER_LENGTH) throw new Error(`${text.length} characters came, not ${PAPER_LENGTH}`);
}

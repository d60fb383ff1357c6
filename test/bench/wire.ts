import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import WebSocket from 'ws';

/**
 * The least client that can put load on a server: it frames what it is given and hands out raw frames. All peers
 * are driven by this one, so what the generator costs is the same for all.
 */
export type Dialect = { protocol: 'y-websocket'; subprotocols: string[] } | { protocol: 'hocuspocus' };

export interface LightClient {
  sendUpdate(update: Uint8Array): void;
  sendAwareness(update: Uint8Array): void;
  /** Every frame that comes, as it comes. */
  onFrame: (frame: Uint8Array) => void;
  close(): void;
}

const SYNC = 0;
const AWARENESS = 1;
const AUTH = 2;
const STEP1 = 0;
const STEP2 = 1;
const UPDATE = 2;
const EMPTY_UPDATE = Uint8Array.of(0, 0);
const EMPTY_STATE_VECTOR = Uint8Array.of(0);

/** Resolves when the server has answered the first sync step: from then on it takes part. */
export async function connectLight(
  url: string,
  document: string,
  dialect: Dialect,
  onFrame: (frame: Uint8Array) => void = () => undefined,
): Promise<LightClient> {
  const isHocuspocus = dialect.protocol === 'hocuspocus';
  const ws = new WebSocket(
    isHocuspocus ? url : `${url}/${document}`,
    dialect.protocol === 'y-websocket' ? dialect.subprotocols : [],
  );
  ws.binaryType = 'arraybuffer';
  const client: LightClient = {
    sendUpdate: (update) => send(SYNC, UPDATE, update),
    sendAwareness: (update) => send(AWARENESS, null, update),
    onFrame,
    close: () => ws.close(),
  };
  const send = (type: number, sub: number | null, bytes: Uint8Array) => {
    const e = encoding.createEncoder();
    if (isHocuspocus) encoding.writeVarString(e, document);
    encoding.writeVarUint(e, type);
    if (sub !== null) encoding.writeVarUint(e, sub);
    encoding.writeVarUint8Array(e, bytes);
    ws.send(encoding.toUint8Array(e));
  };

  await new Promise<void>((resolve, reject) => {
    ws.on('error', reject);
    ws.on('close', (code, reason) => reject(new Error(`closed with ${code} ${String(reason)}`)));
    ws.on('open', () => {
      if (isHocuspocus) ws.send(hocuspocusAuth(document));
      send(SYNC, STEP1, EMPTY_STATE_VECTOR);
    });
    ws.on('message', (data: ArrayBuffer) => {
      const frame = new Uint8Array(data);
      client.onFrame(frame);
      const d = decoding.createDecoder(frame);
      if (isHocuspocus) decoding.readVarString(d);
      if (decoding.readVarUint(d) !== SYNC) return;
      const kind = decoding.readVarUint(d);
      // A server that asks what we have is told: nothing.
      if (kind === STEP1) send(SYNC, STEP2, EMPTY_UPDATE);
      if (kind === STEP2) resolve();
    });
  });
  ws.removeAllListeners('close');
  ws.removeAllListeners('message');
  ws.on('message', (data: ArrayBuffer) => client.onFrame(new Uint8Array(data)));
  return client;
}

function hocuspocusAuth(document: string): Uint8Array {
  const e = encoding.createEncoder();
  encoding.writeVarString(e, document);
  encoding.writeVarUint(e, AUTH);
  encoding.writeVarUint(e, 0);
  encoding.writeVarString(e, 'token');
  encoding.writeVarString(e, '4.7.0');
  return encoding.toUint8Array(e);
}

/** `@` and seven digits: found in a frame without decoding it, however many edits were merged into it. */
const MARK_LENGTH = 8;
const AT = 0x40;

export function mark(index: number): string {
  return `@${String(index).padStart(MARK_LENGTH - 1, '0')}`;
}

/** Calls `found` for every mark in the frame. */
export function findMarks(frame: Uint8Array, found: (index: number) => void): void {
  for (let at = frame.indexOf(AT); at !== -1; at = frame.indexOf(AT, at + 1)) {
    let index = 0;
    let digits = 0;
    while (digits < MARK_LENGTH - 1) {
      const digit = (frame[at + 1 + digits] ?? 0) - 0x30;
      if (digit < 0 || digit > 9) break;
      index = index * 10 + digit;
      digits++;
    }
    if (digits === MARK_LENGTH - 1) found(index);
  }
}

import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { clientFrame, connectRaw, type RawSocket } from './raw-socket.ts';

/**
 * The least client that can put load on a server: it frames what it is given and hands out raw frames. All peers
 * are driven by this one, so what the generator costs is the same for all.
 */
export type Dialect = { protocol: 'y-websocket'; subprotocols: string[] } | { protocol: 'hocuspocus' };

export interface LightClient {
  /** A frame that says this update; framed before a load begins, it costs nothing while it runs. */
  update(update: Uint8Array): Uint8Array;
  awareness(update: Uint8Array): Uint8Array;
  send(frame: Uint8Array): void;
  /** Every message that comes; its bytes are good during the call only. */
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
  const framed = (type: number, sub: number | null, bytes: Uint8Array): Uint8Array => {
    const e = encoding.createEncoder();
    if (isHocuspocus) encoding.writeVarString(e, document);
    encoding.writeVarUint(e, type);
    if (sub !== null) encoding.writeVarUint(e, sub);
    encoding.writeVarUint8Array(e, bytes);
    return clientFrame(encoding.toUint8Array(e));
  };

  return new Promise<LightClient>((resolve, reject) => {
    let client: LightClient;
    let hasAnswered = false;
    const open = (socket: RawSocket): void => {
      client = {
        update: (update) => framed(SYNC, UPDATE, update),
        awareness: (update) => framed(AWARENESS, null, update),
        send: (frame) => socket.write(frame),
        onFrame,
        close: () => socket.close(),
      };
      if (isHocuspocus) client.send(clientFrame(hocuspocusAuth(document)));
      client.send(framed(SYNC, STEP1, EMPTY_STATE_VECTOR));
    };
    const message = (frame: Uint8Array): void => {
      client.onFrame(frame);
      if (hasAnswered) return;
      const d = decoding.createDecoder(frame);
      if (isHocuspocus) decoding.readVarString(d);
      if (decoding.readVarUint(d) !== SYNC) return;
      const kind = decoding.readVarUint(d);
      // A server that asks what we have is told: nothing.
      if (kind === STEP1) client.send(framed(SYNC, STEP2, EMPTY_UPDATE));
      if (kind !== STEP2) return;
      hasAnswered = true;
      resolve(client);
    };
    connectRaw(
      isHocuspocus ? url : `${url}/${document}`,
      dialect.protocol === 'y-websocket' ? dialect.subprotocols : [],
      { open, message, failed: reject },
    );
  });
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

const DIGIT_0 = 0x30;

/** Calls `found` for every mark in the frame. */
export function findMarks(frame: Uint8Array, found: (index: number) => void): void {
  const last = frame.byteLength - MARK_LENGTH;
  for (let at = 0; at <= last; at++) {
    if (frame[at] !== AT) continue;
    let index = 0;
    let digits = 1;
    for (; digits < MARK_LENGTH; digits++) {
      const digit = frame[at + digits]! - DIGIT_0;
      if (digit < 0 || digit > 9) break;
      index = index * 10 + digit;
    }
    if (digits === MARK_LENGTH) found(index);
  }
}

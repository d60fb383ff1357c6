import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { ClapperError } from '@clapper/protocol';

/** The frames of y-websocket, as `y-protocols` writes them (SPEC part PL). No other number is sent on a plain socket. */
const SYNC = 0;
const AWARENESS = 1;
const QUERY_AWARENESS = 3;

const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;

export type PlainFrame =
  | { type: 'step1'; stateVector: Uint8Array }
  | { type: 'step2'; update: Uint8Array }
  | { type: 'update'; update: Uint8Array }
  | { type: 'awareness'; entries: ReceivedEntry[] }
  | { type: 'queryAwareness' };

export interface AwarenessEntry {
  clientId: number;
  clock: number;
  /** JSON text. */
  state: string;
}

/** An entry as it came. Its text is decoded only when it is somebody's own: stock clients echo everybody's. */
export interface ReceivedEntry {
  clientId: number;
  clock: number;
  /** UTF-8 of JSON. */
  state: Uint8Array;
}

/** Awareness of nobody: does nothing, and counts as a sign of life for a client that waits for one. */
export const KEEP_ALIVE = Uint8Array.of(AWARENESS, 1, 0);

/** Answers a device's control document: no structs, no deletes. */
export const EMPTY_STEP_2 = encodeSync(STEP_2, Uint8Array.of(0, 0));

export function encodeStep1(stateVector: Uint8Array): Uint8Array {
  return encodeSync(STEP_1, stateVector);
}

export function encodeStep2(update: Uint8Array): Uint8Array {
  return encodeSync(STEP_2, update);
}

export function encodeUpdate(update: Uint8Array): Uint8Array {
  return encodeSync(UPDATE, update);
}

function encodeSync(step: number, bytes: Uint8Array): Uint8Array {
  const e = encoding.createEncoder();
  encoding.writeVarUint(e, SYNC);
  encoding.writeVarUint(e, step);
  encoding.writeVarUint8Array(e, bytes);
  return encoding.toUint8Array(e);
}

/** One entry of an awareness frame; encoded once, sent to many. */
export function encodeAwarenessEntry({ clientId, clock, state }: AwarenessEntry): Uint8Array {
  const e = encoding.createEncoder();
  encoding.writeVarUint(e, clientId);
  encoding.writeVarUint(e, clock);
  encoding.writeVarString(e, state);
  return encoding.toUint8Array(e);
}

export function encodeAwareness(entries: readonly Uint8Array[]): Uint8Array {
  const body = encoding.createEncoder();
  encoding.writeVarUint(body, entries.length);
  for (const entry of entries) encoding.writeUint8Array(body, entry);
  const e = encoding.createEncoder();
  encoding.writeVarUint(e, AWARENESS);
  encoding.writeVarUint8Array(e, encoding.toUint8Array(body));
  return encoding.toUint8Array(e);
}

/** Entries of one awareness frame: a stock client that echoes a full room stays below. */
const MAX_AWARENESS_ENTRIES = 10_000;

/** @throws ClapperError INVALID_MESSAGE */
export function decodePlainFrame(frame: Uint8Array): PlainFrame {
  try {
    const d = decoding.createDecoder(frame);
    const read = readPlainFrame(d);
    if (decoding.hasContent(d)) throw invalid('bytes behind its end');
    return read;
  } catch (cause) {
    if (cause instanceof ClapperError) throw cause;
    throw new ClapperError('INVALID_MESSAGE', 'The frame is no y-websocket frame.', { cause });
  }
}

function readPlainFrame(d: decoding.Decoder): PlainFrame {
  const type = decoding.readVarUint(d);
  switch (type) {
    case SYNC: {
      const step = decoding.readVarUint(d);
      // A view: the frame is its connection's own, and holds nothing else.
      const bytes = decoding.readVarUint8Array(d);
      if (step === STEP_1) return { type: 'step1', stateVector: bytes };
      if (step === STEP_2) return { type: 'step2', update: bytes };
      if (step === UPDATE) return { type: 'update', update: bytes };
      throw invalid(`sync step ${step}`);
    }
    case AWARENESS: {
      const body = decoding.createDecoder(decoding.readVarUint8Array(d));
      const length = decoding.readVarUint(body);
      if (length > MAX_AWARENESS_ENTRIES) throw invalid(`${length} awareness entries`);
      const entries: ReceivedEntry[] = [];
      for (let i = 0; i < length; i++) {
        const clientId = decoding.readVarUint(body);
        const clock = decoding.readVarUint(body);
        entries.push({ clientId, clock, state: decoding.readVarUint8Array(body) });
      }
      return { type: 'awareness', entries };
    }
    case QUERY_AWARENESS:
      return { type: 'queryAwareness' };
    default:
      throw invalid(`type ${type}`);
  }
}

function invalid(what: string): ClapperError {
  return new ClapperError('INVALID_MESSAGE', `The frame is no y-websocket frame: ${what}.`);
}

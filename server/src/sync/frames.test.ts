import { expect, test } from 'vitest';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import fc from 'fast-check';
import * as Y from 'yjs';
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import { readSyncMessage, writeSyncStep1, writeSyncStep2, writeUpdate } from 'y-protocols/sync';
import { ClapperError } from '@clapper/protocol';
import {
  decodePlainFrame,
  EMPTY_STEP_2,
  encodeAwareness,
  encodeAwarenessEntry,
  encodeStep1,
  encodeStep2,
  encodeUpdate,
  KEEP_ALIVE,
} from './frames.ts';

const doc = new Y.Doc();
doc.getText('t').insert(0, 'hello');
const update = Y.encodeStateAsUpdate(doc);

/** A frame as y-protocols writes it. */
function stock(type: number, write: (e: encoding.Encoder) => void): Uint8Array {
  const e = encoding.createEncoder();
  encoding.writeVarUint(e, type);
  write(e);
  return encoding.toUint8Array(e);
}

test('[PL2] sync frames are those of y-protocols, byte for byte', () => {
  expect(encodeStep1(Y.encodeStateVector(doc))).toEqual(stock(0, (e) => writeSyncStep1(e, doc)));
  expect(encodeStep2(update)).toEqual(stock(0, (e) => writeSyncStep2(e, doc)));
  expect(encodeUpdate(update)).toEqual(stock(0, (e) => writeUpdate(e, update)));
  expect(decodePlainFrame(encodeStep2(update))).toEqual({ type: 'step2', update });
});

test('[HS13] the empty step 2 is one that y-protocols accepts and that changes nothing', () => {
  const empty = new Y.Doc();
  const d = decoding.createDecoder(EMPTY_STEP_2);
  decoding.readVarUint(d);
  expect(readSyncMessage(d, encoding.createEncoder(), empty, null)).toBe(1);
  expect(Y.encodeStateAsUpdate(empty)).toEqual(Uint8Array.of(0, 0));
});

test('[PR7] [HS12] awareness frames are those of y-protocols, the empty one too', () => {
  const awareness = new Awareness(doc);
  awareness.setLocalState({ at: 5 });
  const entry = encodeAwarenessEntry({ clientId: doc.clientID, clock: 1, state: '{"at":5}' });
  const body = encodeAwarenessUpdate(awareness, [doc.clientID]);
  expect(encodeAwareness([entry])).toEqual(stock(1, (e) => encoding.writeVarUint8Array(e, body)));
  expect(decodePlainFrame(encodeAwareness([entry]))).toEqual({
    type: 'awareness',
    entries: [{ clientId: doc.clientID, clock: 1, state: new TextEncoder().encode('{"at":5}') }],
  });
  expect(encodeAwareness([])).toEqual(KEEP_ALIVE);
  applyAwarenessUpdate(awareness, KEEP_ALIVE.subarray(2), null);
  expect(awareness.getStates().size).toBe(1);
  awareness.destroy();
});

test('[PL1] random bytes are a frame or INVALID_MESSAGE', () => {
  const attempt = (bytes: Uint8Array): void => {
    try {
      decodePlainFrame(bytes);
    } catch (error) {
      expect(error).toBeInstanceOf(ClapperError);
      expect(error).toMatchObject({ code: 'INVALID_MESSAGE' });
    }
  };
  fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), attempt), { numRuns: 2_000 });
  fc.assert(
    fc.property(
      fc.nat({ max: 5 }),
      fc.nat({ max: 3 }),
      fc.uint8Array({ maxLength: 60 }),
      (type, step, rest) => attempt(Uint8Array.of(type, step, ...rest)),
    ),
    { numRuns: 3_000 },
  );
});

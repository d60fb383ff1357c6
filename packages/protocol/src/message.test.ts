import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ROLES } from '@clapper/access';
import { ClapperError, ERROR_CODES } from './errors.ts';
import {
  decodeMessage,
  DEVICE_CHANNEL,
  encodeMessage,
  encodePresence,
  encodePresenceEntry,
  type DocumentAccess,
  type JoinAnswer,
  type Message,
  type MessageType,
} from './message.ts';
import { PROTOCOL_VERSION } from './version.ts';

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));

/** Reads a whole frame, as whoever receives it does. */
function decodeFrame(frame: Uint8Array): Message {
  const d = decoding.createDecoder(frame);
  expect(decoding.readVarUint(d)).toBe(DEVICE_CHANNEL);
  return decodeMessage(d);
}

/** What was decoded from any bytes, or the error's code; anything but a ClapperError fails the test. */
function attempt(frame: Uint8Array): Message | string {
  try {
    return decodeMessage(decoding.createDecoder(frame));
  } catch (error) {
    if (error instanceof ClapperError) return error.code;
    throw error;
  }
}

/**
 * One message of each type with its bytes. They are the wire: when one of them changes, so must
 * PROTOCOL_VERSION and SPEC.md.
 */
const GOLDEN: Record<MessageType, { message: Message; hex: string }> = {
  hello: {
    message: {
      type: 'hello',
      protocol: 1,
      limits: { maxFrameBytes: 300, maxUpdateBytes: 200, maxDocuments: 20 },
      serverTime: 1_700_000_000_000,
      expiresAt: 1_700_000_060_000,
    },
    hex: '640001ac02c8011480d095ffbc31e0a499ffbc31',
  },
  join: {
    message: {
      type: 'join',
      documents: [
        { document: 'p/plan', epoch: null, seq: 0, tip: null, clientIds: [], schema: 1, stateVector: null },
        {
          document: 'p/x',
          epoch: 'e',
          seq: 300,
          tip: 'ab',
          clientIds: [7, 0xffffffff],
          schema: 0,
          stateVector: bytes('00'),
        },
      ],
    },
    hex: '64010206702f706c616e00000000010003702f78010165ac0201026162020' + '7ffffffff0f00010100',
  },
  joined: {
    message: {
      type: 'joined',
      documents: [
        {
          result: 'joined',
          document: 'd',
          epoch: 'e',
          base: { epoch: 'b', seq: 3, tip: 'aa' },
          firstSeq: 1,
          headSeq: 130,
          headTip: 'ff',
          access: { read: true, write: false, role: 'viewer' },
          schema: 2,
        },
        { result: 'refused', document: 'd', code: 'NOT_FOUND', retryAfterMs: 0 },
        { result: 'want', document: 'd', want: 'stateVector' },
      ],
    },
    hex:
      '64020300016401650101620302616101820102666601000106766965776572020101' +
      '64094e4f545f464f554e4400020164',
  },
  rows: {
    message: { type: 'rows', document: 'd', epoch: 'e', from: 1, to: 200, tip: 'cc', update: bytes('0000') },
    hex: '64030164016501c801026363020000',
  },
  push: {
    message: {
      type: 'push',
      document: 'd',
      epoch: 'e',
      n: 4,
      clientId: 300,
      schema: 1,
      update: bytes('0000'),
    },
    hex: '64040164016504ac0201020000',
  },
  ack: { message: { type: 'ack', document: 'd', n: 4, seq: 200, tip: null }, hex: '640501640401c80100' },
  nack: {
    message: { type: 'nack', document: 'd', n: 4, code: 'GAP', paths: ['a/b'], retry: true },
    hex: '640601640403474150010361' + '2f6201',
  },
  access: {
    message: { type: 'access', document: 'd', access: { read: true, write: true, role: null } },
    hex: '64070164010100',
  },
  presence: {
    message: {
      type: 'presence',
      document: 'd',
      entries: [
        { clientId: 1, state: '{}', user: { id: 'u', name: '가' } },
        { clientId: 2, state: null, user: null },
      ],
    },
    hex: '6408016402010102' + '7b7d01017503eab080020000',
  },
  leave: {
    message: { type: 'leave', document: 'd', code: 'UNAVAILABLE', reason: 'x', retryAfterMs: 1000 },
    hex: '64090164010b554e415641494c41424c450178e807',
  },
  renew: { message: { type: 'renew', token: 't' }, hex: '640a0174' },
  renewed: { message: { type: 'renewed', expiresAt: 300 }, hex: '640bac02' },
  goingAway: { message: { type: 'goingAway', retryAfterMs: 1, spreadMs: 2 }, hex: '640c0102' },
};

const TYPES = Object.keys(GOLDEN) as MessageType[];

const uint = fc.nat({ max: Number.MAX_SAFE_INTEGER - 1 });
const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const clientId = fc.nat({ max: 0xffffffff });
const blob = fc.uint8Array({ maxLength: 40 });
const nullable = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
const code = fc.constantFrom(...ERROR_CODES);
const access: fc.Arbitrary<DocumentAccess> = fc.record({
  read: fc.boolean(),
  write: fc.boolean(),
  role: nullable(fc.constantFrom(...ROLES)),
});
const answer: fc.Arbitrary<JoinAnswer> = fc.oneof(
  fc.record({
    result: fc.constant('joined' as const),
    document: text,
    epoch: text,
    base: nullable(fc.record({ epoch: text, seq: uint, tip: text })),
    firstSeq: uint,
    headSeq: uint,
    headTip: text,
    access,
    schema: uint,
  }),
  fc.record({ result: fc.constant('refused' as const), document: text, code, retryAfterMs: uint }),
  fc.record({
    result: fc.constant('want' as const),
    document: text,
    want: fc.constant('stateVector' as const),
  }),
);
const message: fc.Arbitrary<Message> = fc.oneof(
  fc.record({
    type: fc.constant('hello' as const),
    protocol: uint,
    limits: fc.record({ maxFrameBytes: uint, maxUpdateBytes: uint, maxDocuments: uint }),
    serverTime: uint,
    expiresAt: uint,
  }),
  fc.record({
    type: fc.constant('join' as const),
    documents: fc.array(
      fc.record({
        document: text,
        epoch: nullable(text),
        seq: uint,
        tip: nullable(text),
        clientIds: fc.array(clientId, { maxLength: 4 }),
        schema: uint,
        stateVector: nullable(blob),
      }),
      { maxLength: 4 },
    ),
  }),
  fc.record({ type: fc.constant('joined' as const), documents: fc.array(answer, { maxLength: 4 }) }),
  fc.record({
    type: fc.constant('rows' as const),
    document: text,
    epoch: text,
    from: uint,
    to: uint,
    tip: text,
    update: blob,
  }),
  fc.record({
    type: fc.constant('push' as const),
    document: text,
    epoch: text,
    n: uint,
    clientId,
    schema: uint,
    update: blob,
  }),
  fc.record({
    type: fc.constant('ack' as const),
    document: text,
    n: uint,
    seq: nullable(uint),
    tip: nullable(text),
  }),
  fc.record({
    type: fc.constant('nack' as const),
    document: text,
    n: uint,
    code,
    paths: fc.array(text, { maxLength: 3 }),
    retry: fc.boolean(),
  }),
  fc.record({ type: fc.constant('access' as const), document: text, access }),
  fc.record({
    type: fc.constant('presence' as const),
    document: text,
    entries: fc.array(
      fc.record({ clientId, state: nullable(text), user: nullable(fc.record({ id: text, name: text })) }),
      { maxLength: 4 },
    ),
  }),
  fc.record({
    type: fc.constant('leave' as const),
    document: text,
    code: nullable(code),
    reason: text,
    retryAfterMs: uint,
  }),
  fc.record({ type: fc.constant('renew' as const), token: text }),
  fc.record({ type: fc.constant('renewed' as const), expiresAt: uint }),
  fc.record({ type: fc.constant('goingAway' as const), retryAfterMs: uint, spreadMs: uint }),
);

describe('encodeMessage and decodeMessage', () => {
  test('[W1] [W6] what was encoded is decoded', () => {
    fc.assert(
      fc.property(message, (sent) => {
        const frame = encodeMessage(sent);
        expect(frame[0]).toBe(100);
        expect(decodeFrame(frame)).toEqual(sent);
      }),
    );
  });

  test.each(TYPES)('[W2] the bytes of %s are those of protocol version 1', (type) => {
    expect(PROTOCOL_VERSION).toBe(1);
    expect(Buffer.from(encodeMessage(GOLDEN[type].message)).toString('hex')).toBe(GOLDEN[type].hex);
    expect(decodeFrame(bytes(GOLDEN[type].hex))).toEqual(GOLDEN[type].message);
  });

  test.each(TYPES)('[W3] %s cut anywhere is no message, and neither is one with a byte more', (type) => {
    const frame = bytes(GOLDEN[type].hex).subarray(1);
    for (let end = 0; end < frame.length; end++)
      expect(attempt(frame.subarray(0, end))).toBe('INVALID_MESSAGE');
    expect(attempt(Uint8Array.of(...frame, 0))).toBe('INVALID_MESSAGE');
  });

  test('[W3] a frame that is part of a larger buffer is not read beyond its end', () => {
    const whole = bytes(`${GOLDEN.rows.hex}${'00'.repeat(64)}`);
    const cut = new Uint8Array(whole.buffer, 1, bytes(GOLDEN.rows.hex).length - 2);
    expect(attempt(cut)).toBe('INVALID_MESSAGE');
  });

  test('[W3] random bytes throw INVALID_MESSAGE and nothing else', () => {
    const seen = (frame: Uint8Array): void => {
      const result = attempt(frame);
      if (typeof result === 'string') expect(result).toBe('INVALID_MESSAGE');
    };
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), seen), { numRuns: 2_000 });
    const anyType = fc.tuple(fc.nat({ max: 13 }), fc.uint8Array({ maxLength: 60 }));
    fc.assert(
      fc.property(anyType, ([type, rest]) => seen(Uint8Array.of(type, ...rest))),
      { numRuns: 5_000 },
    );
  });

  test('[W3] an unknown number, a client id over 32 bits and a bool of 2 are no message', () => {
    expect(attempt(Uint8Array.of(13))).toBe('INVALID_MESSAGE');
    const push = encoding.createEncoder();
    encoding.writeVarUint(push, 4);
    encoding.writeVarString(push, 'd');
    encoding.writeVarString(push, 'e');
    encoding.writeVarUint(push, 1);
    encoding.writeVarUint(push, 0x100000000);
    encoding.writeVarUint(push, 0);
    encoding.writeVarUint8Array(push, bytes('0000'));
    expect(attempt(encoding.toUint8Array(push))).toBe('INVALID_MESSAGE');
    expect(attempt(bytes('07016402010100').subarray(0))).toBe('INVALID_MESSAGE');
  });

  test.each([
    ['a JOIN of 2,001 documents', [1], 2_001],
    ['a JOIN with 65 client ids', [1, 1, 1, 0x64, 0, 0, 0], 65],
    ['a NACK with 1,001 paths', [6, 1, 0x64, 1, 3, 0x47, 0x41, 0x50], 1_001],
    ['a PRESENCE of 10,001 entries', [8, 1, 0x64], 10_001],
  ])('[W4] %s is no message, however little it holds', (_what, start, length) => {
    const e = encoding.createEncoder();
    encoding.writeUint8Array(e, Uint8Array.from(start));
    encoding.writeVarUint(e, length);
    encoding.writeUint8Array(e, new Uint8Array(40_000));
    const d = decoding.createDecoder(encoding.toUint8Array(e));
    expect(() => decodeMessage(d)).toThrow(`a list of ${length}`);
  });

  test('[W5] a code from a newer server reads as INTERNAL', () => {
    const e = encoding.createEncoder();
    encoding.writeVarUint(e, 6);
    encoding.writeVarString(e, 'd');
    encoding.writeVarUint(e, 1);
    encoding.writeVarString(e, 'OUT_OF_INK');
    encoding.writeVarUint(e, 0);
    encoding.writeVarUint(e, 0);
    expect(attempt(encoding.toUint8Array(e))).toMatchObject({ type: 'nack', code: 'INTERNAL' });
  });

  test('presence from entries encoded before is the same frame', () => {
    const { message: whole, hex } = GOLDEN.presence;
    if (whole.type !== 'presence') throw new Error('not presence');
    const frame = encodePresence(whole.document, whole.entries.map(encodePresenceEntry));
    expect(Buffer.from(frame).toString('hex')).toBe(hex);
  });
});

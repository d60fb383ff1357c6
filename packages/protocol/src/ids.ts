/**
 * Ids are UUIDv7 text, made by whoever creates the thing, so that a device can create offline. Made
 * from `getRandomValues` alone: on a plain-http LAN browsers withhold `randomUUID`.
 */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type UserId = Branded<'UserId'>;
export type ProjectId = Branded<'ProjectId'>;
/** One installation of the app: a browser profile, a script. Information, never a credential. */
export type DeviceId = Branded<'DeviceId'>;
/** `<project>/plan`, `<project>/scratch/<name>`, `user/<user>/home`: see `document-id.ts`. */
export type DocumentId = Branded<'DocumentId'>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}

export interface Randomness {
  getRandomValues(array: Uint8Array<ArrayBuffer>): Uint8Array;
}

/** A UUIDv7: 48 bits of milliseconds, then randomness. Sorts by time of creation. */
export function newId<Id extends string = string>(
  now: number = Date.now(),
  random: Randomness = (globalThis as unknown as { crypto: Randomness }).crypto,
): Id {
  const bytes = new Uint8Array(16);
  random.getRandomValues(bytes);
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(now / 2 ** (8 * (5 - i))) & 0xff;
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return formatUuid(bytes) as Id;
}

/** 16 bytes as lower-case UUID text. */
export function formatUuid(bytes: Uint8Array): string {
  const hex = Array.from(bytes.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

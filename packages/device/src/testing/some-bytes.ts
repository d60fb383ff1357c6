/** Bytes that differ from place to place and from seed to seed, made as fast as they are copied. */
export function someBytes(length: number, seed = 0): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < Math.min(length, PERIOD); at++) bytes[at] = (at * 7 + seed * 13) % PERIOD;
  for (let made = PERIOD; made < length; made *= 2) bytes.copyWithin(made, 0, Math.min(made, length - made));
  return bytes;
}

const PERIOD = 251;

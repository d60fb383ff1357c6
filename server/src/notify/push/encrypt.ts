import { createCipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';
import type { PushSubscription } from '../../storage/storage.ts';

/** One record holds all: a push service takes 4,096 bytes. */
const RECORD_BYTES = 4_096;

/** Made anew for every message; given in by tests of the standard's example alone. */
export interface Once {
  salt: Buffer;
  privateKey: Buffer;
}

const once = (): Once => {
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  return { salt: randomBytes(16), privateKey: pair.getPrivateKey() };
};

/** Encrypts for one browser, so that the push service between can read nothing (RFC 8291, `aes128gcm` of RFC 8188). */
export function encryptPush(
  message: Uint8Array,
  { p256dh, auth }: Pick<PushSubscription, 'p256dh' | 'auth'>,
  { salt, privateKey }: Once = once(),
): Buffer {
  const theirs = Buffer.from(p256dh, 'base64url');
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(privateKey);
  const ours = pair.getPublicKey();
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), theirs, ours]);
  const secret = hkdf(pair.computeSecret(theirs), Buffer.from(auth, 'base64url'), info, 32);
  const key = hkdf(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = hkdf(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12);

  const size = Buffer.alloc(4);
  size.writeUInt32BE(RECORD_BYTES);
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  // 2: the last record, with no padding behind it.
  const words = cipher.update(Buffer.concat([message, Buffer.from([2])]));
  return Buffer.concat([
    salt,
    size,
    Buffer.from([ours.byteLength]),
    ours,
    words,
    cipher.final(),
    cipher.getAuthTag(),
  ]);
}

function hkdf(secret: Uint8Array, salt: Uint8Array, info: Uint8Array, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, info, bytes));
}

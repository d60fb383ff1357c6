import { randomBytes } from 'node:crypto';
import { secretHash } from '../storage/secret-hash.ts';

/** Thirty-two random bytes. Only the hash is stored: who reads the database cannot sign in with it. */
export function newRefreshToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: secretHash(token) };
}

import { createHash, randomBytes } from 'node:crypto';

/** Thirty-two random bytes. Only the hash is stored: who reads the database cannot sign in with it. */
export function newRefreshToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashRefreshToken(token) };
}

/** No salt and no slow hash: there is nothing to guess in 256 random bits. */
export function hashRefreshToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

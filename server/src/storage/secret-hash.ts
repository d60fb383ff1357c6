import { createHash } from 'node:crypto';

/**
 * How a secret is kept that opens something by itself: whoever reads the database cannot use it. No salt and no slow hash:
 * there is nothing to guess in so many random bits.
 */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

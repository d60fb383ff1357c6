import { hash, verify } from '@node-rs/argon2';
import { createTurns } from './turns.ts';

/** argon2id at OWASP's first choice: 19 MiB, 2 passes. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Of the four threads Node shares with file reads and signatures, hashing takes two at most. */
const AT_ONCE = 2;

/** A queue longer than this would take over ten seconds: better to say "later" at once. */
const MAX_WAITING = 256;

export interface Passwords {
  /** @throws ClapperError UNAVAILABLE when too many wait. */
  hash(password: string): Promise<string>;
  /** Null stands for an account that does not exist: it takes as long as a real one, and is false. */
  verify(passwordHash: string | null, password: string): Promise<boolean>;
}

/** Hashing runs on Node's thread pool, so the event loop stays free; here it only queues. */
export async function createPasswords(): Promise<Passwords> {
  const turn = createTurns(AT_ONCE, MAX_WAITING);
  const nobody = await hash('nobody has this password', COST);
  const nfc = (password: string) => password.normalize('NFC');
  return {
    hash: (password) => turn(() => hash(nfc(password), COST)),
    async verify(passwordHash, password) {
      const right = await turn(() => verify(passwordHash ?? nobody, nfc(password)));
      return right && passwordHash !== null;
    },
  };
}

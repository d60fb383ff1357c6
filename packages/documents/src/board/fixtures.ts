import { FIXTURE_FACTS } from '../fixture-facts.ts';
import { seedBoard } from './seed.ts';

export function boardFixtures(): Record<string, Uint8Array> {
  return { empty: seedBoard(FIXTURE_FACTS) };
}

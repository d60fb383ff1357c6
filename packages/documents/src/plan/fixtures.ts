import { FIXTURE_FACTS } from '../fixture-facts.ts';
import { seedPlan } from './seed.ts';

export function planFixtures(): Record<string, Uint8Array> {
  return { empty: seedPlan(FIXTURE_FACTS) };
}

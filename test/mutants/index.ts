import { history } from './history.ts';
import type { Mutant } from './mutant.ts';
import { presence } from './presence.ts';
import { storage } from './storage.ts';
import { wire } from './wire.ts';

/** Every mutant, in the order of SPEC.md. */
export const mutants: readonly Mutant[] = [...wire, ...presence, ...history, ...storage];

import { expect, test } from 'vitest';
import { Leases } from './leases.ts';

const ana = { name: 'ana’s socket' };
const ben = { name: 'ben’s socket' };

test('[LE1] an id is reserved as long as a join of its user lives', () => {
  const leases = new Leases();
  leases.reserve(1, 'ana', ana);
  leases.reserve(1, 'ben', ben);
  expect([leases.isForeign(1, 'ana'), leases.isForeign(1, 'ben')]).toEqual([false, true]);
  leases.release(1, ben);
  expect(leases.ownerOf(1)).toBe('ana');
  leases.release(1, ana);
  expect(leases.ownerOf(1)).toBeNull();
});

test('[LE2] the first writer keeps the id, whoever reserved it', () => {
  const leases = new Leases();
  leases.record({ clientId: 1, user: 'ana', device: 'd', lastN: 3 });
  leases.record({ clientId: 1, user: 'ben', device: 'e', lastN: 9 });
  leases.reserve(1, 'ben', ben);
  expect(leases.ownerOf(1)).toBe('ana');
});

test('[LE3] the last n counts for the user and device that wrote it, and never falls', () => {
  const leases = new Leases();
  leases.load([{ clientId: 1, user: 'ana', device: 'd', lastN: 3 }]);
  leases.record({ clientId: 1, user: 'ana', device: 'd', lastN: 2 });
  expect([leases.lastN(1, 'ana', 'd'), leases.lastN(1, 'ana', 'e'), leases.lastN(1, 'ben', 'd')]).toEqual([
    3, 0, 0,
  ]);
});

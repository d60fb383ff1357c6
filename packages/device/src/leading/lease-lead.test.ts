import { expect, test } from 'vitest';
import { silent } from '../environment.ts';
import { createLeaseLead, type LeaseStore } from './lease-lead.ts';

/** A disk that answers when it is told to, in the order in which it was asked. */
function slowDisk() {
  const asked: { unless: string; answer: (holder: string) => void }[] = [];
  const store: LeaseStore = {
    lease: (_by, _until, unless) =>
      new Promise((resolve) => void asked.push({ unless, answer: (holder) => resolve(holder) })),
    endLease: () => Promise.resolve(),
  };
  const told: string[] = [];
  const events = { won: () => void told.push('won'), lost: () => void told.push('lost') };
  return { asked, told, lead: createLeaseLead(store, 'here', () => 0, silent, events) };
}

const turns = () => new Promise((resolve) => setImmediate(resolve));

test('[TB2] on a disk slower than its patience a tab that takes the lead has it with the first answer', async () => {
  const { asked, told, lead } = slowDisk();
  lead.wait();
  for (let i = 0; i < 3; i++) lead.take();
  expect(asked.map(({ unless }) => unless)).toEqual(['another leads', 'never']);
  // The answer of who only asked does not count any more.
  asked[0]!.answer('another');
  asked[1]!.answer('here');
  await turns();
  expect(told).toEqual(['won']);
});

test('[TB2] let go while it is being taken, it can be taken again', async () => {
  const { asked, told, lead } = slowDisk();
  lead.take();
  lead.release();
  lead.take();
  expect(asked).toHaveLength(2);
  asked[0]!.answer('here');
  await turns();
  expect(told).toEqual([]);
  asked[1]!.answer('here');
  await turns();
  expect(told).toEqual(['won']);
});

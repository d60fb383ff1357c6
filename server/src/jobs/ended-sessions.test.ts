import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { newId } from '@clapper/protocol';
import { announceEndedSessions, takeEndedSessions } from './ended-sessions.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'clapper-ended-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

async function take(): Promise<string[]> {
  const taken: string[] = [];
  await takeEndedSessions(dir, (session) => taken.push(session));
  return taken.toSorted();
}

it('tells each ended session once, to whoever looks next', async () => {
  expect(await take()).toEqual([]);
  const [a, b] = [newId(1_000), newId(2_000)];
  announceEndedSessions(dir, [a, b]);
  announceEndedSessions(dir, [a]);
  expect(await take()).toEqual([a, b]);
  expect(await take()).toEqual([]);
});

it('believes no file that is no session', async () => {
  announceEndedSessions(dir, []);
  writeFileSync(join(dir, 'ended-sessions', 'notes.txt'), '');
  expect(await take()).toEqual([]);
  expect(readdirSync(join(dir, 'ended-sessions'))).toEqual([]);
});

import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openJournal, readJournal, type JournalEntry } from './journal.ts';

let folder: string;
let problems: string[];
const log = { error: (_fields: object, event: string) => void problems.push(event) };
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'clapper-journal-')), 'data');
  problems = [];
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

const gone = (project: string): JournalEntry => ({ at: 1, gone: project });
const file = () => join(folder, 'journal.jsonl');

test('[EP7] what was written is there for whoever opens it next, in order', async () => {
  const entries: JournalEntry[] = [
    gone('p'),
    { at: 2, ended: 's' },
    { at: 3, lease: { document: 'd', clientId: 4_294_967_295, user: 'u', device: null } },
    { at: 4, restored: 'lost' },
  ];
  const journal = await openJournal(folder, log);
  expect(journal.restores).toEqual([]);
  journal.note(entries.slice(0, 1));
  await journal.write(entries.slice(1));
  // On disk before the first notes of it are waited for: they stand before it.
  expect(readJournal(folder)?.entries).toEqual(entries);
  await journal.close();
  const again = await openJournal(folder, log);
  expect(again.restores).toEqual([{ at: 4, mode: 'lost' }]);
  await again.write([gone('q')]);
  await again.close();
  expect(readJournal(folder)?.entries).toEqual([...entries, gone('q')]);
});

test('[EP7] since a position there is what came after it', async () => {
  const journal = await openJournal(folder, log);
  await journal.write([gone('before')]);
  const position = readJournal(folder)!;
  expect(readJournal(folder, position)?.entries).toEqual([]);
  await journal.write([gone('after')]);
  await journal.close();
  expect(readJournal(folder, position)?.entries).toEqual([gone('after')]);
});

test('[EP8] another journal, one that is shorter, and none at all go back to nothing', async () => {
  expect(readJournal(folder)).toBeNull();
  await (await openJournal(folder, log)).close();
  const { journal, length } = readJournal(folder)!;
  expect(readJournal(folder, { journal: 'another', length: 0 })).toBeNull();
  expect(readJournal(folder, { journal, length: length + 1 })).toBeNull();
  writeFileSync(file(), 'no journal\n');
  expect(readJournal(folder)).toBeNull();
});

test('[EP7] a line that a crash cut off spoils no other', async () => {
  const journal = await openJournal(folder, log);
  await journal.write([gone('whole')]);
  await journal.close();
  const whole = readJournal(folder)!;
  appendFileSync(file(), '{"at":9,"gone":"cu');
  // Not yet a line: a backup made now will be told of it, should it become one.
  expect(readJournal(folder)).toEqual(whole);
  const next = await openJournal(folder, log);
  await next.write([gone('next')]);
  await next.close();
  expect(readJournal(folder)?.entries).toEqual([gone('whole'), gone('next')]);
  expect(readJournal(folder, whole)?.entries).toEqual([gone('next')]);
});

test('what cannot be written is told to who waits for it, and to the log', async () => {
  const journal = await openJournal(folder, log);
  await journal.close();
  await expect(journal.write([gone('p')])).rejects.toMatchObject({ code: 'EBADF' });
  journal.note([gone('q')]);
  await journal.write([]).catch(() => undefined);
  expect(problems).toContain('journal.failed');
  expect(readFileSync(file(), 'utf8').split('\n')).toHaveLength(2);
});

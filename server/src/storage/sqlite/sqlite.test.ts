import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { describeStorage } from '../conformance.ts';

const folder = mkdtempSync(join(tmpdir(), 'clapper-sqlite-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
describeStorage('SQLite', { fresh: async () => `file:${join(folder, `${++files}.db`)}` });

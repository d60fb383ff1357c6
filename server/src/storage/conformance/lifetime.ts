import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { newId } from '@clapper/protocol';
import { afterEach, describe, expect, it } from 'vitest';
import { openStorage } from '../open.ts';
import type { Storage } from '../storage.ts';
import {
  bytes,
  chain,
  EPOCH,
  givenDocument,
  givenUser,
  newStudio,
  NOW,
  open,
  row,
  silent,
  type Database,
} from './given.ts';

const WRITER = fileURLToPath(new URL('./kill-me.ts', import.meta.url));

export function lifetimeConforms(database: Database): void {
  describe('lifetime', () => {
    const opened: Storage[] = [];
    const children: ChildProcess[] = [];

    afterEach(async () => {
      for (const child of children.splice(0)) child.kill('SIGKILL');
      for (const storage of opened.splice(0)) await storage.close();
    });

    async function opening(url: string): Promise<Storage> {
      const storage = await open(url);
      opened.push(storage);
      return storage;
    }

    it('[ST1] has everything after it was closed and opened again', async () => {
      const url = await database.fresh();
      const first = await open(url);
      const user = await givenUser(first);
      const document = await givenDocument(first, { seed: bytes(1) });
      await first.documents.append([
        { document, epoch: EPOCH, rows: [row(bytes(2), { user: 'u', clientId: 3 })] },
      ]);
      await first.documents.compact(document, EPOCH, 1, bytes(1), NOW);
      const loaded = await first.documents.load(document);
      await first.close();
      const second = await opening(url);
      expect(await second.documents.load(document)).toEqual(loaded);
      expect(await second.accounts.get(user.id)).toEqual(user);
    });

    it('[ST1] has every acknowledged row after kill -9, and the next process may open it', async () => {
      const url = await database.fresh();
      const project = newId();
      const document = `${project}/board`;
      const child = spawn(process.execPath, [WRITER, url, project], { stdio: ['ignore', 'pipe', 'inherit'] });
      children.push(child);
      const acknowledged: number[] = [];
      for await (const line of createInterface({ input: child.stdout! })) {
        acknowledged.push(Number(line));
        // In the middle of its work: it never stops by itself.
        if (acknowledged.length === 200) child.kill('SIGKILL');
      }
      if (child.signalCode === null) await once(child, 'exit');
      expect(child.signalCode).toBe('SIGKILL');

      const storage = await opening(url);
      const { rows, head } = (await storage.documents.load(document))!;
      const seqs = rows.map(({ seq }) => seq);
      expect(seqs).toEqual(Array.from({ length: head.headSeq }, (_, i) => i + 1));
      expect(seqs).toEqual(expect.arrayContaining(acknowledged));
      expect(rows.map(({ tip }) => tip)).toEqual(chain(rows.map(({ update }) => update)));
    });

    it('[ST2] fails alone: a call that is refused takes nobody down who commits beside it', async () => {
      const storage = await opening(await database.fresh());
      const document = await givenDocument(storage);
      const bad = { ...newStudio(), owner: newId(), description: '', createdAt: NOW, updatedAt: NOW };
      const outcomes = await Promise.allSettled(
        Array.from({ length: 30 }, (_, i) =>
          i % 3 === 0
            ? storage.projects.createStudio(bad)
            : storage.documents.append([{ document, epoch: EPOCH, rows: [row(bytes(i))] }]),
        ),
      );
      expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(10);
      expect((await storage.documents.load(document))?.rows).toHaveLength(20);
    });

    it('[ST2] writes nothing of a call that fails half way', async () => {
      const storage = await opening(await database.fresh());
      const document = await givenDocument(storage);
      const good = { document, epoch: EPOCH, rows: [row(bytes(1))] };
      const broken = { document, epoch: EPOCH, rows: [row(bytes(2), { schema: null as unknown as number })] };
      await expect(storage.documents.append([good, broken])).rejects.toMatchObject({ code: 'UNAVAILABLE' });
      expect(await storage.documents.head(document)).toMatchObject({ headSeq: 0, headTip: '' });
      expect(await storage.documents.append([good])).toMatchObject([{ ok: true, seqs: [1] }]);
    });

    it('[ST5] refuses a second server in a sentence, until the first is closed', async () => {
      const url = await database.fresh();
      const first = await opening(url);
      await expect(open(url)).rejects.toMatchObject({
        code: 'UNAVAILABLE',
        message: expect.stringMatching(/^Another Clapper server (has|uses) .* stop it first\.$/),
      });
      await first.close();
      await opening(url);
    }, 20_000);

    it('[ST5] lets a tool work beside the server', async () => {
      const url = await database.fresh();
      const server = await opening(url);
      const user = await givenUser(server);
      const tool = await openStorage(url, { log: silent, exclusive: false });
      opened.push(tool);
      await tool.accounts.setPassword(user.id, 'reset', null, NOW);
      expect((await server.accounts.findLogin(user.email))?.passwordHash).toBe('reset');
    });

    it('[ST6] answers UNAVAILABLE after it was closed, and finishes what was called before', async () => {
      const storage = await open(await database.fresh());
      const document = await givenDocument(storage);
      const before = storage.documents.append([{ document, epoch: EPOCH, rows: [row(bytes(1))] }]);
      const closing = storage.close();
      expect(await before).toMatchObject([{ ok: true }]);
      await closing;
      await storage.close();
      await expect(storage.accounts.count()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
      await expect(storage.probe(NOW)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    });

    it('[ST9] proves that it can store', async () => {
      const storage = await opening(await database.fresh());
      await storage.probe(NOW);
      await storage.probe(NOW + 1);
    });
  });
}

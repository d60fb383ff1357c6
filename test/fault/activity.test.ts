import { expect, test } from 'vitest';
import { join } from 'node:path';
import { addThread } from '@clapper/documents';
import { projectDocument } from '@clapper/protocol';
import { SILENT } from '@clapper/server/src/log.ts';
import { openStorage } from '@clapper/server/src/storage/open.ts';
import { count } from '../harness/counts.ts';
import { newProject, signUp } from '../harness/people.ts';
import { startServer } from '../harness/server.ts';
import { until } from '../harness/wait.ts';
import { RawDevice, RawDocument } from '../protocol/raw-device.ts';
import { storedDoc } from './stored-doc.ts';

const KILLS = count(2, 20);
const AT_ONCE = 60;

test(
  '[AC1] kill -9 in the middle of a talk: every thread that is stored is told once, and no other',
  async () => {
    const server = await startServer();
    try {
      const owner = await signUp(server.url, 'owner');
      const project = await newProject(owner);
      const talk = projectDocument(project, 'talk');
      const acknowledged: string[] = [];
      for (let kill = 1; kill <= KILLS; kill++) {
        const device = await RawDevice.open(server.url.replace('http', 'ws'), await owner.token());
        const document = await RawDocument.join(device, talk);
        const said = Array.from({ length: AT_ONCE }, () => {
          let id = '';
          const n = document.push(
            document.change((doc) => {
              const anchor = { type: 'project' as const };
              id = addThread(doc, { anchor, words: 'So?', by: owner.id, at: Date.now() }, 'test');
            }),
          );
          return { id, n };
        });
        const acks = () => new Set(device.messages.flatMap((one) => (one.type === 'ack' ? [one.n] : [])));
        await until(() => acks().size > 0, { what: 'the first answers', interval: 1 });
        await server.kill('SIGKILL');
        acknowledged.push(...said.filter(({ n }) => acks().has(n)).map(({ id }) => id));
        device.close();

        const storage = await openStorage(`file:${join(server.dataDir, 'clapper.db')}`, { log: SILENT });
        const rows = await storage.activity.list(project, { targetType: 'thread' }, 10_000);
        const stored = storedDoc((await storage.documents.load(talk))!);
        await storage.close();
        const threads = [...stored.getMap('threads').keys()];
        expect(rows.map(({ target }) => target).toSorted()).toEqual(threads.toSorted());
        expect(acknowledged.filter((id) => !threads.includes(id))).toEqual([]);
        expect(acknowledged.length).toBeGreaterThanOrEqual(kill);
        await server.restart();
      }
    } finally {
      RawDevice.closeAll();
      await server.stop();
    }
  },
  count(60_000, 1_200_000),
);

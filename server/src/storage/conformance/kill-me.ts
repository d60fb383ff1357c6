import { bytes, EPOCH, givenDocument, open, row } from './given.ts';

/** A process that appends until it is killed, and says each seq after it was acknowledged. */
const [url, project] = process.argv.slice(2) as [string, string];
const storage = await open(url);
const document = await givenDocument(storage, { project });
await Promise.all(
  [1, 2, 3].map(async (writer) => {
    for (let i = 0; ; i = (i + 1) % 256) {
      const rows = [row(bytes(writer, i))];
      const [result] = await storage.documents.append([{ document, epoch: EPOCH, rows }]);
      if (result?.ok) for (const seq of result.seqs) process.stdout.write(`${seq}\n`);
    }
  }),
);

import * as Y from 'yjs';
import { SILENT } from '@clapper/server/src/log.ts';
import { openStorage } from '@clapper/server/src/storage/open.ts';
import { storedDoc } from './stored-doc.ts';

/** A process of its own, beside a server or after its end, that says what the database holds of a document: one update, in base64. */
const [url, document] = process.argv.slice(2) as [string, string];
const storage = await openStorage(url, { log: SILENT, exclusive: false });
const loaded = await storage.documents.load(document);
await storage.close();
if (loaded === null) throw new Error(`there is no ${document}`);
process.stdout.write(Buffer.from(Y.encodeStateAsUpdate(storedDoc(loaded))).toString('base64'));

// Hocuspocus 4 as its documentation starts it; with STATE its documents load from that one file.
import { readFileSync } from 'node:fs';
import { Server } from '@hocuspocus/server';
import * as Y from 'yjs';

const state = process.env.STATE;
const server = new Server({
  port: 0,
  address: '127.0.0.1',
  quiet: true,
  stopOnSignals: false,
  onLoadDocument({ document }) {
    if (state !== undefined) Y.applyUpdate(document, readFileSync(state));
    return Promise.resolve(document);
  },
});
await server.listen();
console.log(`listening on http://127.0.0.1:${server.address.port}`);

// The y-websocket 2 server as its package starts it; with STATE its documents load from that one file.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { WebSocketServer } from 'ws';

const require = createRequire(import.meta.url);
const { setPersistence, setupWSConnection } = require('y-websocket-2/bin/utils');
const state = process.env.STATE;
if (state !== undefined) {
  const Y = require('yjs');
  setPersistence({
    provider: null,
    bindState: (_name, doc) => Y.applyUpdate(doc, readFileSync(state)),
    writeState: () => Promise.resolve(),
  });
}
const server = createServer();
const sockets = new WebSocketServer({ noServer: true });
sockets.on('connection', setupWSConnection);
server.on('upgrade', (request, socket, head) => {
  sockets.handleUpgrade(request, socket, head, (ws) => sockets.emit('connection', ws, request));
});
server.listen(0, '127.0.0.1', () => console.log(`listening on http://127.0.0.1:${server.address().port}`));

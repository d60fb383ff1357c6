import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import { AUTH_SUBPROTOCOL, decodeMessage, DEVICE_CHANNEL, encodeMessage } from '@clapper/protocol';

/** Many people who open one document at the same moment, in a process of their own: what they read costs the server's nothing. */
process.on('message', (wanted: { url: string; document: string; tokens: string[]; count: number }) => {
  void Promise.all(
    Array.from({ length: wanted.count }, (_, i) =>
      join(
        `${wanted.url}/sync?protocol=1&device=joiner-${i}`,
        wanted.tokens[i % wanted.tokens.length]!,
        wanted.document,
      ),
    ),
  ).then(() => process.send!('all'));
});
process.send!('ready');

function join(url: string, token: string, document: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, [AUTH_SUBPROTOCOL, token]);
    socket.binaryType = 'arraybuffer';
    socket.on('error', reject);
    socket.on('close', (code) => reject(new Error(`closed with ${code}`)));
    socket.on('open', () => {
      const at = { epoch: null, seq: 0, tip: null, clientIds: [], schema: 0, stateVector: Uint8Array.of(0) };
      socket.send(encodeMessage({ type: 'join', documents: [{ document, ...at }] }));
    });
    socket.on('message', (data: ArrayBuffer) => {
      const d = decoding.createDecoder(new Uint8Array(data));
      if (decoding.readVarUint(d) === DEVICE_CHANNEL && decodeMessage(d).type === 'rows') resolve();
    });
  });
}

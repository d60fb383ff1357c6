import * as decoding from 'lib0/decoding';
import type { Page } from 'playwright-core';
import { DEVICE_CHANNEL, decodeMessage } from '@clapper/protocol';

/** The documents a page sends updates of, one entry per push, read off its sockets. Before the page is opened. */
export function recordPushes(page: Page): string[] {
  const pushed: string[] = [];
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => {
      if (typeof payload === 'string') return;
      const decoder = decoding.createDecoder(payload);
      if (decoding.readVarUint(decoder) !== DEVICE_CHANNEL) return;
      const message = decodeMessage(decoder);
      if (message?.type === 'push') pushed.push(message.document);
    });
  });
  return pushed;
}

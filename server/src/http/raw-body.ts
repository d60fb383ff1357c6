import { IncomingMessage } from 'node:http';
import type { AppContext } from './context.ts';

/**
 * The body as it comes from the network. The request's own `body` copies each chunk, and of a film of gigabytes both wait
 * for the collector.
 */
export function rawBody(c: AppContext): ReadableStream<Uint8Array> {
  const incoming = c.env?.incoming;
  // Tests ask without a socket.
  if (!(incoming instanceof IncomingMessage)) return c.req.raw.body ?? new Blob([]).stream();
  const chunks = incoming[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done === true) controller.close();
        else controller.enqueue(value);
      },
      cancel: () => void incoming.destroy(),
    },
    { highWaterMark: 0 },
  );
}

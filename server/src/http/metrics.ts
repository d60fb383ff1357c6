import { createHash, timingSafeEqual } from 'node:crypto';
import { ClapperError } from '@clapper/protocol';
import type { AppContext, HttpOptions } from './context.ts';
import { bearer } from './guards.ts';

type Kind = 'gauge' | 'counter';

/** How much there is and how busy it is, as Prometheus reads it. Security: numbers alone, and to whom the operator told the token. */
export async function metrics(c: AppContext, options: HttpOptions): Promise<Response> {
  const { config, storage, sync, traffic } = options;
  if (config.metricsToken === null) throw new ClapperError('NOT_FOUND', 'There is nothing at this address.');
  const token = bearer(c);
  if (token === null || !isSame(token, config.metricsToken))
    throw new ClapperError('UNAUTHENTICATED', 'This needs the token of METRICS_TOKEN.');
  const totals = await storage.console.totals();
  const stats = sync.stats();
  const minute = traffic.last();
  const lines: readonly (readonly [name: string, kind: Kind, value: number | null])[] = [
    ['connections', 'gauge', stats.connections],
    ['messages_received_total', 'counter', stats.received],
    ['messages_per_second', 'gauge', minute?.messagesPerSecond ?? null],
    ['response_milliseconds', 'gauge', minute?.averageResponseMs ?? null],
    ['open_documents', 'gauge', stats.rooms],
    ['open_documents_bytes', 'gauge', stats.residentBytes],
    ['unread_bytes', 'gauge', stats.unreadBytes],
    ['waiting_bytes', 'gauge', stats.waitingBytes],
    ['refused_updates_total', 'counter', stats.refusedUpdates],
    ['accounts', 'gauge', totals.accounts],
    ['guests', 'gauge', totals.guests],
    ['projects', 'gauge', totals.projects],
    ['documents', 'gauge', totals.documents],
    ['files_bytes', 'gauge', totals.bytes],
    ['process_resident_bytes', 'gauge', process.memoryUsage.rss()],
  ];
  const text = lines
    .filter(([, , value]) => value !== null)
    .map(([name, kind, value]) => `# TYPE clapper_${name} ${kind}\nclapper_${name} ${value}\n`)
    .join('');
  return c.body(text, 200, {
    'Content-Type': 'text/plain; version=0.0.4; charset=utf-8',
    'Cache-Control': 'no-store',
  });
}

function isSame(given: string, right: string): boolean {
  const [one, other] = [given, right].map((text) => createHash('sha256').update(text).digest()) as [
    Buffer,
    Buffer,
  ];
  return timingSafeEqual(one, other);
}

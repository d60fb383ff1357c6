import type { Device } from '@clapper/device';
import { recall, remember } from './memory.ts';
import { medianOf, percentileOf } from './percentile.ts';

/** What this device found of the way to its server. It stays here: nobody is sent it, and its owner may save it. */
export type Measure =
  | { event: 'websocket.status'; status: string; timestamp: number; reconnectAttempts: number }
  /** Ids in the address are left out; milliseconds. */
  | { event: 'api.latency'; endpoint: string; duration: number; timestamp: number };

/** Some 40 KB of the 5 MB a browser keeps for a site. */
const MOST_KEPT = 500;

/** Notes what happens from now on, until told to stop. */
export function measure({ user, connection }: Pick<Device, 'user' | 'connection'>): () => void {
  let fresh: Measure[] = [];
  let attempts = 0;
  let before = '';
  const keep = () => {
    if (fresh.length === 0) return;
    // Another tab may have kept some meanwhile.
    remember(`measures.${user.id}`, JSON.stringify([...measuresOf(user.id), ...fresh].slice(-MOST_KEPT)));
    fresh = [];
  };
  const look = () => {
    const { state: status } = connection.get();
    if (status === before) return;
    before = status;
    if (status === 'connecting') attempts++;
    fresh.push({ event: 'websocket.status', status, timestamp: Date.now(), reconnectAttempts: attempts });
    if (status === 'connected') attempts = 0;
  };
  look();
  const end = connection.subscribe(look);
  const calls = new PerformanceObserver((list) => {
    for (const { name, startTime, duration } of list.getEntries()) {
      const endpoint = endpointOf(name);
      if (endpoint === null) continue;
      const timestamp = Math.round(performance.timeOrigin + startTime);
      fresh.push({ event: 'api.latency', endpoint, duration: Math.round(duration), timestamp });
    }
  });
  calls.observe({ type: 'resource', buffered: true });
  window.addEventListener('pagehide', keep);
  document.addEventListener('visibilitychange', keep);
  keepers.add(keep);
  return () => {
    keep();
    keepers.delete(keep);
    end();
    calls.disconnect();
    window.removeEventListener('pagehide', keep);
    document.removeEventListener('visibilitychange', keep);
  };
}

const keepers = new Set<() => void>();

/** All that is known up to now, oldest first. */
export function measuresNow(user: string): Measure[] {
  for (const keep of keepers) keep();
  return measuresOf(user);
}

function measuresOf(user: string): Measure[] {
  try {
    const kept: unknown = JSON.parse(recall(`measures.${user}`) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isMeasure) : [];
  } catch {
    return [];
  }
}

function isMeasure(value: unknown): value is Measure {
  const { event, timestamp } = (value ?? {}) as Partial<Measure>;
  return (event === 'websocket.status' || event === 'api.latency') && typeof timestamp === 'number';
}

/** `/projects/:id/insights`; null: it is no call of the API, or one that carries files. */
export function endpointOf(address: string): string | null {
  const path = /\/api\/v1(\/[^?#]*)/.exec(address)?.[1];
  if (path === undefined || /^\/(upload|blobs?|files?)\b/.test(path)) return null;
  return path.replaceAll(/\/(?=[^/]*\d)[\w%.~-]{16,}/g, '/:id');
}

export interface Way {
  calls: number;
  /** Half of the calls took longer; null: there were none. */
  medianMs: number | null;
  /** One in twenty took longer. */
  slowMs: number | null;
  /** How often the connection was there again after it had gone. */
  reconnected: number;
}

/** How good the way to the server was since then. */
export function wayOf(measures: readonly Measure[], since: number): Way {
  const lately = measures.filter(({ timestamp }) => timestamp >= since);
  const took = lately.flatMap((one) => (one.event === 'api.latency' ? [one.duration] : []));
  let gone = false;
  let reconnected = 0;
  for (const one of lately) {
    if (one.event !== 'websocket.status') continue;
    if (one.status === 'offline') gone = true;
    if (one.status === 'connected' && gone) {
      gone = false;
      reconnected++;
    }
  }
  return {
    calls: took.length,
    medianMs: rounded(medianOf(took)),
    slowMs: rounded(percentileOf(took, 0.95)),
    reconnected,
  };
}

const rounded = (ms: number | null): number | null => (ms === null ? null : Math.round(ms));

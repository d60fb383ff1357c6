import type { MiddlewareHandler } from 'hono';
import type { AppEnv, HttpOptions } from './context.ts';
import { peer } from './request.ts';

const HOST = /^[a-z0-9.:[\]-]+$/i;

/**
 * Nothing of others runs or frames our pages. Styles are `'unsafe-inline'` because the interface's
 * libraries write `<style>` elements as people type; scripts have no such exception.
 */
export function securityHeaders({ config }: Pick<HttpOptions, 'config'>): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const { host, scheme } = peer(c, config.trustProxy);
    await next();
    const headers = c.res.headers;
    // A file says a stricter one of itself.
    if (!headers.has('Content-Security-Policy')) headers.set('Content-Security-Policy', contentPolicy(host));
    headers.set('X-Content-Type-Options', 'nosniff');
    headers.set('Referrer-Policy', 'no-referrer');
    headers.set('X-Frame-Options', 'DENY');
    headers.set('Permissions-Policy', 'geolocation=(), payment=(), usb=()');
    // Other origins cannot reach into our windows. (Browsers ignore it on plain http, and complain there.)
    if (scheme === 'https') {
      headers.set('Cross-Origin-Opener-Policy', 'same-origin');
      if (isPublicName(host)) headers.set('Strict-Transport-Security', 'max-age=31536000');
    }
  };
}

/**
 * A promise of https for a year counts for every port of a name. On `localhost` or `laptop.local` it would
 * lock people out of their other programs there.
 */
function isPublicName(host: string): boolean {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  const isAddress = name.startsWith('[') || /^[\d.]+$/.test(name);
  return !isAddress && name.includes('.') && !/\.(local|localhost|lan|internal|home\.arpa)$/.test(name);
}

/** Older Safari does not count a WebSocket of the same host as `'self'`. */
function contentPolicy(host: string): string {
  const sockets = HOST.test(host) ? ` ws://${host} wss://${host}` : '';
  return [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self' data:",
    // A film that waits on this device is counted frame by frame from there.
    `connect-src 'self' blob:${sockets}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

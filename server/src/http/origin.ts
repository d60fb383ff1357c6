export interface OriginRules {
  publicUrl: string | null;
  allowedOrigins: readonly string[];
}

/**
 * Whether a page of this origin may speak with us. Its own host, the public address and what the operator
 * allowed; a request without an origin comes from no page at all.
 */
export function isAllowedOrigin(origin: string | undefined, host: string, rules: OriginRules): boolean {
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return false;
  if (url.origin === rules.publicUrl || rules.allowedOrigins.includes(url.origin)) return true;
  return host !== '' && url.host === hostOf(host, url.protocol);
}

/** `Host` may carry the default port, which an origin never does. */
function hostOf(host: string, protocol: string): string | null {
  const text = `${protocol}//${host}`;
  return URL.canParse(text) ? new URL(text).host : null;
}

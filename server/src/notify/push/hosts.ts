/** The push services of Chromium, Firefox, Windows and Safari. */
export const PUSH_SERVICES = [
  'fcm.googleapis.com',
  'updates.push.services.mozilla.com',
  '*.notify.windows.com',
  '*.push.apple.com',
] as const;

/** `push.example.org`, `push.example.org:8443`, or `*.push.example.org` for every name below. */
export function isPushHost(value: string): boolean {
  return /^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?$/.test(value);
}

/**
 * Whether a browser's endpoint is one that this server calls. Security: whoever is signed in may name any address, and
 * must not make the server knock at doors of its own network; a port is a door too.
 */
export function isPushEndpoint(endpoint: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, host, username, password } = new URL(endpoint);
  if (protocol !== 'https:' || username !== '' || password !== '') return false;
  return hosts.some((allowed) =>
    allowed.startsWith('*.') ? host.endsWith(allowed.slice(1)) : host === allowed,
  );
}

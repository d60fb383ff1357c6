import type { IncomingHttpHeaders } from 'node:http';

/** What is known of who asks, from the socket and, behind a proxy of ours, from what that proxy says. */
export interface Peer {
  address: string;
  scheme: 'http' | 'https';
  host: string;
}

export interface PeerFacts {
  remoteAddress: string | undefined;
  encrypted: boolean;
  headers: Pick<IncomingHttpHeaders, 'host'> & Readonly<Record<string, string | string[] | undefined>>;
}

/**
 * Security: with no proxy in front, forwarding headers are anybody's to write and are not read. With n
 * proxies, each appended the address it saw: the n-th from the right is the last one that ours vouch for.
 */
export function peerOf({ remoteAddress = 'unknown', encrypted, headers }: PeerFacts, proxies: number): Peer {
  const direct: Peer = {
    address: remoteAddress,
    scheme: encrypted ? 'https' : 'http',
    host: headers.host ?? '',
  };
  if (proxies === 0) return direct;
  const hops = list(headers['x-forwarded-for']);
  const scheme = list(headers['x-forwarded-proto']).at(-1);
  return {
    address: hops.at(-Math.min(proxies, Math.max(hops.length, 1))) ?? direct.address,
    scheme: scheme === 'https' || scheme === 'http' ? scheme : direct.scheme,
    host: list(headers['x-forwarded-host']).at(-1) ?? direct.host,
  };
}

function list(header: string | string[] | undefined): string[] {
  return [header ?? []]
    .flat()
    .join(',')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

import { describe, expect, it } from 'vitest';
import { peerOf } from './peer.ts';

const headers = {
  host: 'app:3000',
  'x-forwarded-for': '6.6.6.6, 198.51.100.1, 10.0.0.2',
  'x-forwarded-proto': 'https',
  'x-forwarded-host': 'clapper.example.org',
};
const facts = { remoteAddress: '10.0.0.1', encrypted: false, headers };

describe('peer', () => {
  it('reads no forwarding header unless a proxy of ours stands in front', () => {
    expect(peerOf(facts, 0)).toEqual({ address: '10.0.0.1', scheme: 'http', host: 'app:3000' });
  });

  it.each([
    [1, '10.0.0.2'],
    [2, '198.51.100.1'],
    [3, '6.6.6.6'],
    [9, '6.6.6.6'],
  ])('believes the %i-th address from the right', (proxies, address) => {
    expect(peerOf(facts, proxies)).toEqual({ address, scheme: 'https', host: 'clapper.example.org' });
  });

  it('falls back to the socket when the proxy says nothing', () => {
    const silent = { remoteAddress: '10.0.0.1', encrypted: true, headers: { host: 'a' } };
    expect(peerOf(silent, 1)).toEqual({ address: '10.0.0.1', scheme: 'https', host: 'a' });
  });

  it('takes no scheme that is none', () => {
    expect(peerOf({ ...facts, headers: { ...headers, 'x-forwarded-proto': 'javascript' } }, 1).scheme).toBe(
      'http',
    );
  });
});

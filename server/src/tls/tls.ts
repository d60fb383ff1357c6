import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { ClapperError } from '@clapper/protocol';
import type { TlsConfig } from '../config.ts';
import type { KeyPair } from './certificates.ts';

/** Where the server's certificate comes from, and comes from again when it changed. */
export interface TlsSource {
  /** The pair to serve with; reads or renews it. @throws ClapperError INVALID with one sentence */
  load(): Promise<KeyPair>;
  /** What people install to trust it, for `TLS=local`. */
  authority(): string | null;
}

/** Null: plain http. */
export function tlsSource(tls: TlsConfig, dataDir: string, now: () => number): TlsSource | null {
  switch (tls.mode) {
    case 'off':
      return null;
    case 'files':
      return { load: async () => filePair(tls), authority: () => null };
    case 'local':
      return localSource(join(dataDir, 'tls'), now);
    default:
      return tls satisfies never;
  }
}

function filePair({ cert, key }: { cert: string; key: string }): KeyPair {
  const pair = { cert: readPem('TLS_CERT', cert), key: readPem('TLS_KEY', key) };
  try {
    createSecureContext(pair);
  } catch (cause) {
    throw new ClapperError('INVALID', 'TLS_CERT and TLS_KEY are not a certificate and its key.', { cause });
  }
  return pair;
}

function readPem(variable: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new ClapperError('INVALID', `${variable} cannot be read: ${(cause as Error).message}.`, { cause });
  }
}

function localSource(dir: string, now: () => number): TlsSource {
  let authority: string | null = null;
  return {
    async load() {
      // Loaded when it is used: it costs a tenth of a second at every start of every other server.
      const { localAuthority } = await import('./local-authority.ts');
      const local = await localAuthority({ dir, now: now() });
      authority = local.authority;
      return local.leaf;
    },
    authority: () => authority,
  };
}

import { X509Certificate } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { lanAddresses, localNames } from './addresses.ts';
import { makeAuthority, makeLeaf, type KeyPair, type Names } from './certificates.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Renewed this long before it ends: an instance is started at least once a month. */
const RENEW_DAYS = 30;

export interface LocalAuthority {
  /** What people install once; it stays the same while leaves come and go. */
  readonly authority: string;
  readonly leaf: KeyPair;
}

export interface LocalAuthorityOptions {
  /** The folder that keeps authority and leaf. */
  dir: string;
  now: number;
  names?: Names;
}

export function currentNames(): Names {
  return { dns: localNames(), ips: ['127.0.0.1', '::1', ...lanAddresses()] };
}

/**
 * The authority, made once, and a leaf for the names and addresses this computer has now: made again when
 * it moved to another network or when the leaf nears its end.
 */
export async function localAuthority(options: LocalAuthorityOptions): Promise<LocalAuthority> {
  const { dir, now, names = currentNames() } = options;
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  let authority = readPair(dir, 'ca');
  if (authority === null) {
    authority = await makeAuthority(hostname(), now);
    writePair(dir, 'ca', authority);
  }
  let leaf = readPair(dir, 'server');
  if (leaf === null || !isGood(leaf, authority, names, now)) {
    leaf = await makeLeaf(authority, names, now);
    writePair(dir, 'server', leaf);
  }
  return { authority: authority.cert, leaf };
}

/** Names that went away do no harm: a laptop comes back to its network. */
function isGood(leaf: KeyPair, authority: KeyPair, names: Names, now: number): boolean {
  const cert = new X509Certificate(leaf.cert);
  const covers = [
    ...names.dns.map((name) => cert.checkHost(name)),
    ...names.ips.map((address) => cert.checkIP(address)),
  ];
  return (
    covers.every((covered) => covered !== undefined) &&
    cert.validToDate.getTime() - now > RENEW_DAYS * DAY_MS &&
    cert.verify(new X509Certificate(authority.cert).publicKey)
  );
}

function readPair(dir: string, name: string): KeyPair | null {
  const [cert, key] = [join(dir, `${name}.crt`), join(dir, `${name}.key`)];
  if (!existsSync(cert) || !existsSync(key)) return null;
  return { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') };
}

/** The key first, each whole: a start that was cut off leaves no certificate whose key is missing. */
function writePair(dir: string, name: string, { cert, key }: KeyPair): void {
  write(join(dir, `${name}.key`), key);
  write(join(dir, `${name}.crt`), cert);
}

function write(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  chmodSync(`${file}.new`, 0o600); // the mode above is for new files only
  renameSync(`${file}.new`, file);
}

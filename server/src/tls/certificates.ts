// The certificate library registers its parts through decorators' metadata: this import comes first.
import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import * as x509 from '@peculiar/x509';

/** A certificate and its key, in PEM. */
export interface KeyPair {
  cert: string;
  key: string;
}

export interface Names {
  dns: readonly string[];
  ips: readonly string[];
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** Longer than any laptop of a studio. */
const AUTHORITY_DAYS = 3_650;
/** Browsers refuse certificates that live longer than 397 days. */
export const LEAF_DAYS = 390;
/** Clocks on a set differ. */
const CLOCK_SKEW_MS = 60 * 60 * 1000;

const KEY = { name: 'ECDSA', namedCurve: 'P-256' };
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' };

/** As the platform has it; the name of the type differs between Node's and the browser's declarations. */
type PrivateKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

/** An authority that can sign certificates of servers and nothing below itself. */
export async function makeAuthority(owner: string, now: number): Promise<KeyPair> {
  const keys = await crypto.subtle.generateKey(KEY, true, ['sign', 'verify']);
  const cert = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: [{ CN: [`Clapper on ${owner}`] }, { O: ['Clapper local authority'] }],
    notBefore: new Date(now - CLOCK_SKEW_MS),
    notAfter: new Date(now + AUTHORITY_DAYS * DAY_MS),
    signingAlgorithm: SIGNATURE,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { cert: cert.toString('pem'), key: await exportKey(keys.privateKey) };
}

/** A server's certificate for these names, signed by the authority; the chain is in `cert`. */
export async function makeLeaf(authority: KeyPair, names: Names, now: number): Promise<KeyPair> {
  const issuer = new x509.X509Certificate(authority.cert);
  const [signingKey, keys] = await Promise.all([
    importKey(authority.key),
    crypto.subtle.generateKey(KEY, true, ['sign', 'verify']),
  ]);
  const cert = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    issuer: issuer.subject,
    subject: [{ CN: [names.dns[0] ?? 'clapper'] }],
    notBefore: new Date(now - CLOCK_SKEW_MS),
    notAfter: new Date(Math.min(now + LEAF_DAYS * DAY_MS, issuer.notAfter.getTime())),
    signingAlgorithm: SIGNATURE,
    signingKey,
    publicKey: keys.publicKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([
        ...names.dns.map((value) => ({ type: 'dns' as const, value })),
        ...names.ips.map((value) => ({ type: 'ip' as const, value })),
      ]),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { cert: `${cert.toString('pem')}\n${authority.cert}`, key: await exportKey(keys.privateKey) };
}

/** Positive and 64 random bits or more, as the rules for authorities ask. */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = (bytes[0]! & 0x7f) | 0x40;
  return bytes.toString('hex');
}

async function exportKey(key: PrivateKey): Promise<string> {
  return x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');
}

function importKey(pem: string): Promise<PrivateKey> {
  return crypto.subtle.importKey('pkcs8', x509.PemConverter.decodeFirst(pem), KEY, false, ['sign']);
}

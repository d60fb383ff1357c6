import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeAuthority, makeLeaf } from '@clapper/server/src/tls/certificates.ts';

/** A browser's push service over real TLS, with the browsers behind it that read what it hands on. */
export interface PushService {
  /** What makes a server call it: its host, and the authority that its certificate is of. */
  readonly env: Record<string, string>;
  readonly origin: string;
  readonly received: Pushed[];
  /** Called before anything is read from a new connection. */
  onConnection: () => void;
  /** The status to answer with, a redirect leads to `/elsewhere`; a test may do something in the moment before. */
  answer: () => number;
  newBrowser(): PushBrowser;
  close(): Promise<void>;
}

/** As it came: only the browser can read what is in it. */
export interface Pushed {
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface PushBrowser {
  endpoint: string;
  /** As `PushSubscription.toJSON()` has them. */
  keys: { p256dh: string; auth: string };
  read(pushed: Pushed): unknown;
}

export async function startPushService(): Promise<PushService> {
  const folder = mkdtempSync(join(tmpdir(), 'clapper-push-'));
  const authority = await makeAuthority('a push service', Date.now());
  const caFile = join(folder, 'ca.crt');
  writeFileSync(caFile, authority.cert);
  const server = createServer(await makeLeaf(authority, { dns: ['localhost'], ips: [] }, Date.now()));
  const service: PushService = {
    env: {},
    origin: '',
    received: [],
    onConnection: () => undefined,
    answer: () => 201,
    newBrowser: () => newBrowser(`${service.origin}/wake/${randomBytes(8).toString('hex')}`),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      rmSync(folder, { recursive: true });
    },
  };
  server.on('connection', () => service.onConnection());
  // Who is killed in the middle leaves a connection behind; that is what is tested.
  server.on('tlsClientError', () => undefined);
  server.on('request', (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { url: path = '', headers } = request;
      service.received.push({ path, headers, body: Buffer.concat(chunks) });
      // The next message has a connection of its own, and its own moment before it.
      response
        .writeHead(service.answer(), { connection: 'close', location: `${service.origin}/elsewhere` })
        .end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const host = `localhost:${(server.address() as AddressInfo).port}`;
  return Object.assign(service, {
    origin: `https://${host}`,
    env: {
      PUSH_HOSTS: host,
      PUBLIC_URL: 'https://clapper.studio.example',
      NODE_EXTRA_CA_CERTS: caFile,
    },
  });
}

function newBrowser(endpoint: string): PushBrowser {
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  const auth = randomBytes(16);
  return {
    endpoint,
    keys: { p256dh: pair.getPublicKey('base64url'), auth: auth.toString('base64url') },
    /** RFC 8291, from the browser's end. */
    read({ body }) {
      const [salt, idLength] = [body.subarray(0, 16), body[20]!];
      const theirs = body.subarray(21, 21 + idLength);
      const sealed = body.subarray(21 + idLength);
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), pair.getPublicKey(), theirs]);
      const secret = derive(pair.computeSecret(theirs), auth, info, 32);
      const key = derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
      const nonce = derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
      const decipher = createDecipheriv('aes-128-gcm', key, nonce);
      decipher.setAuthTag(sealed.subarray(-16));
      const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
      return JSON.parse(padded.subarray(0, padded.lastIndexOf(2)).toString()) as unknown;
    },
  };
}

function derive(secret: Uint8Array, salt: Uint8Array, info: Uint8Array, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, info, bytes));
}

/** What the sender says of itself, if the signature is of the key it names (RFC 8292). */
export function sender({ headers }: Pushed): { key: string; claims: Record<string, unknown> } {
  const [, head = '', claims = '', signature = '', key = ''] =
    /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), k=([\w-]+)$/.exec(headers.authorization ?? '') ?? [];
  const point = Buffer.from(key, 'base64url');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'));
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
  const good = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  if (!good) throw new Error(`the sender did not sign: ${headers.authorization}`);
  return { key, claims: JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown> };
}

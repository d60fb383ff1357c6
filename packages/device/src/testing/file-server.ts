import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** What was asked, and what was answered. */
interface Asked {
  method: string;
  path: string;
  status: number;
  /** Hashes that a request for links named. */
  hashes?: string[];
}

/** A server's side of files, in memory: takes uploads piece by piece (tus), and tells and gives what it has. */
export class MemoryFileServer {
  readonly asked: Asked[] = [];
  readonly #files = new Map<string, Uint8Array<ArrayBuffer>>();
  readonly #uploads: { length: number; bytes: Uint8Array<ArrayBuffer> }[] = [];
  /** Pieces that still arrive before the line is cut. */
  piecesUntilCut = Infinity;

  has(hash: string): boolean {
    return this.#files.has(hash);
  }

  put(bytes: Uint8Array<ArrayBuffer>): void {
    this.#files.set(bytesToHex(sha256(bytes)), bytes);
  }

  readonly fetch: typeof fetch = async (input, init = {}) => {
    const { pathname: path } = new URL(String(input));
    const method = init.method ?? 'GET';
    const body = init.body instanceof Blob ? new Uint8Array(await init.body.arrayBuffer()) : new Uint8Array();
    const { answer, hashes } = this.#answer(method, path, new Headers(init.headers), body);
    this.asked.push({ method, path, status: answer.status, ...(hashes === undefined ? {} : { hashes }) });
    return answer;
  };

  #answer(
    method: string,
    path: string,
    headers: Headers,
    body: Uint8Array<ArrayBuffer>,
  ): { answer: Response; hashes?: string[] } {
    const none = () => ({ answer: new Response(null, { status: 404 }) });
    const [place, last] = path.split('/').slice(-2);
    if (path.endsWith('/blobs/links')) {
      const { hashes } = JSON.parse(new TextDecoder().decode(body)) as { hashes: string[] };
      const links = Object.fromEntries(
        hashes.filter((hash) => this.has(hash)).map((hash) => [hash, `/${hash}`]),
      );
      return {
        answer: Response.json({ links, arriving: {}, expires_at: '2026-11-22T00:00:00.000Z' }),
        hashes,
      };
    }
    if (last === 'about' && place !== undefined) {
      const bytes = this.#files.get(place);
      if (bytes === undefined) return none();
      const about = { hash: place, name: 'a.png', type: 'image/png', bytes: bytes.length };
      return { answer: Response.json({ ...about, state: 'ready', variants: ['original', 'display'] }) };
    }
    if (place === 'blobs') {
      const bytes = this.#files.get(last!);
      return bytes === undefined ? none() : { answer: new Response(method === 'HEAD' ? null : bytes) };
    }
    if (method === 'POST') {
      const length = Number(headers.get('upload-length'));
      const count = this.#uploads.push({ length, bytes: new Uint8Array() });
      const location = `${path}/${count - 1}`;
      return { answer: new Response(null, { status: 201, headers: { location } }) };
    }
    const upload = this.#uploads[Number(last)]!;
    if (method === 'PATCH') {
      if (this.piecesUntilCut-- <= 0) throw new TypeError('The line is cut.');
      const more = new Uint8Array(upload.bytes.length + body.length);
      more.set(upload.bytes);
      more.set(body, upload.bytes.length);
      upload.bytes = more;
      if (upload.bytes.length === upload.length) this.put(upload.bytes);
    }
    const standing = { 'upload-offset': String(upload.bytes.length) };
    return { answer: new Response(null, { status: method === 'PATCH' ? 204 : 200, headers: standing }) };
  }
}

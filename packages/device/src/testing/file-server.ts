import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** What was asked, and what was answered. */
interface Asked {
  method: string;
  path: string;
  status: number;
  /** Which bytes of a file were asked for. */
  range?: string;
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
  /** Bytes of files that are still given before the line is cut for good. */
  bytesUntilCut = Infinity;

  has(hash: string): boolean {
    return this.#files.has(hash);
  }

  /** `as`: another name than its own, of a disk that has changed. */
  put(bytes: Uint8Array<ArrayBuffer>, as: string = bytesToHex(sha256(bytes))): void {
    this.#files.set(as, bytes);
  }

  readonly fetch: typeof fetch = async (input, init = {}) => {
    const { pathname: path } = new URL(String(input));
    const method = init.method ?? 'GET';
    const body = init.body instanceof Blob ? new Uint8Array(await init.body.arrayBuffer()) : new Uint8Array();
    const headers = new Headers(init.headers);
    const { answer, hashes } = this.#answer(method, path, headers, body);
    const range = headers.get('range');
    this.asked.push({
      method,
      path,
      status: answer.status,
      ...(range === null ? {} : { range }),
      ...(hashes === undefined ? {} : { hashes }),
    });
    return answer;
  };

  #given(hash: string, bytes: Uint8Array<ArrayBuffer>, method: string, asked: Headers): Response {
    if (method === 'HEAD') return new Response(null);
    const headers = { etag: `"${hash}"` };
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(asked.get('range') ?? '') ?? [];
    if (first === undefined) return new Response(this.#carried(bytes), { headers });
    const from = Number(first);
    if (from >= bytes.length) return new Response(null, { status: 416 });
    const part = bytes.slice(from, Number(last) + 1);
    const range = `bytes ${from}-${from + part.length - 1}/${bytes.length}`;
    return new Response(this.#carried(part), {
      status: 206,
      headers: { ...headers, 'content-range': range },
    });
  }

  /** What comes of it, and then the end of the line. */
  #carried(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
    const comes = bytes.slice(0, Math.max(0, this.bytesUntilCut));
    this.bytesUntilCut -= bytes.length;
    return new ReadableStream({
      start(stream) {
        stream.enqueue(comes);
        if (comes.length < bytes.length) stream.error(new TypeError('The line is cut.'));
        else stream.close();
      },
    });
  }

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
      return bytes === undefined ? none() : { answer: this.#given(last!, bytes, method, headers) };
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

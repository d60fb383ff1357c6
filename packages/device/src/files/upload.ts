import { api, ClapperError } from '@clapper/protocol';
import type { WaitingRow } from './file-rows.ts';

/** What is sent at once, and so again when it is cut off. Also how often progress is told. */
const PIECE = 4 * 1024 * 1024;
const TUS = { 'tus-resumable': '1.0.0' } as const;
/** A piece that takes longer than this has no connection under it. */
const PIECE_TIMEOUT_MS = 120_000;
const ASK_TIMEOUT_MS = 20_000;

export interface FileServer {
  /** `https://host`, without path. */
  base: string;
  fetch: typeof fetch;
  /** See `DeviceOptions.token`. */
  token(refused: string | null): Promise<string>;
}

export interface UploadEvents {
  /** Bytes that are on the server. */
  sent(bytes: number): void;
  /** Where it goes on after a pause; null: there is nothing to go on with. */
  located(location: string | null): Promise<void>;
}

/**
 * Sends a file so that it can be taken up again (tus 1.0): asks the server whether it has it, and how far an
 * upload that was begun came. Resolves when the server has all of it.
 */
export async function uploadFile(
  server: FileServer,
  row: WaitingRow,
  blob: Blob,
  events: UploadEvents,
): Promise<void> {
  if (await hasFile(server, row)) return;
  let location = row.location;
  let offset = location === null ? null : await offsetOf(server, location);
  if (location === null || offset === null) {
    location = await begin(server, row);
    offset = 0;
    await events.located(location);
  }
  events.sent(offset);
  // An empty piece is sent too: the answer to the last one says that the file is whole.
  do {
    offset = await sendPiece(server, location, blob, offset);
    events.sent(offset);
  } while (offset < blob.size);
}

async function hasFile(server: FileServer, { document, hash }: WaitingRow): Promise<boolean> {
  const response = await ask(
    server,
    'HEAD',
    `/api/v1/blobs/${hash}?document=${encodeURIComponent(document)}`,
  );
  if (response.ok) return true;
  if (response.status === 404) return false;
  throw await refusal(response);
}

async function begin(server: FileServer, row: WaitingRow): Promise<string> {
  const { document, name, type, hash: sha256 } = row;
  const metadata = Object.entries({ document, name, type, sha256 })
    .map(([key, value]) => `${key} ${base64(value)}`)
    .join(',');
  const response = await ask(server, 'POST', '/api/v1/uploads', {
    headers: { ...TUS, 'upload-length': String(row.bytes), 'upload-metadata': metadata },
  });
  const location = response.headers.get('location');
  if (!response.ok || location === null) throw await refusal(response);
  return new URL(location, server.base).pathname;
}

/** Null: it is not there any more. */
async function offsetOf(server: FileServer, location: string): Promise<number | null> {
  const response = await ask(server, 'HEAD', location, { headers: TUS });
  if (response.status === 404 || response.status === 410) return null;
  if (!response.ok) throw await refusal(response);
  return Number(response.headers.get('upload-offset'));
}

async function sendPiece(server: FileServer, location: string, blob: Blob, offset: number): Promise<number> {
  const piece = blob.slice(offset, offset + PIECE);
  const response = await ask(server, 'PATCH', location, {
    headers: { ...TUS, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
    body: piece,
    timeoutMs: PIECE_TIMEOUT_MS,
  });
  // What the server has is not what was thought: it is asked anew.
  if (response.status === 409) throw new ClapperError('UNAVAILABLE', 'The upload stands elsewhere.');
  if (!response.ok) throw await refusal(response);
  const now = Number(response.headers.get('upload-offset'));
  if (!(now > offset) && blob.size > 0) throw new ClapperError('UNAVAILABLE', 'The upload does not go on.');
  return now;
}

export interface Ask {
  headers?: Readonly<Record<string, string>>;
  body?: Blob;
  timeoutMs?: number;
}

/**
 * One request in the person's name. A token that is refused is asked for once more.
 * @throws ClapperError UNAVAILABLE when nobody answers
 */
export async function ask(
  server: FileServer,
  method: string,
  path: string,
  { headers = {}, body, timeoutMs = ASK_TIMEOUT_MS }: Ask = {},
): Promise<Response> {
  const send = async (token: string): Promise<Response> => {
    try {
      return await server.fetch(server.base + path, {
        method,
        headers: { ...headers, authorization: `Bearer ${token}` },
        body: body ?? null,
        cache: 'no-store',
        signal: AbortSignal.timeout(timeoutMs),
      });
    } catch (cause) {
      throw new ClapperError('UNAVAILABLE', 'The server cannot be reached.', { cause });
    }
  };
  const token = await server.token(null);
  const response = await send(token);
  return response.status === 401 ? send(await server.token(token)) : response;
}

export async function refusal(response: Response): Promise<ClapperError> {
  const parsed = api.errorSchema.safeParse(await response.json().catch(() => null));
  if (parsed.success) return new ClapperError(parsed.data.error.code, parsed.data.error.message);
  // Answers to HEAD have no words, and a proxy in between has its own.
  switch (response.status) {
    case 401:
      return new ClapperError('UNAUTHENTICATED', 'HTTP 401');
    case 403:
      return new ClapperError('FORBIDDEN', 'HTTP 403');
    case 404:
    case 410:
      return new ClapperError('NOT_FOUND', `HTTP ${response.status}`);
    case 413:
      return new ClapperError('TOO_LARGE', 'HTTP 413');
    default:
      return new ClapperError('UNAVAILABLE', `HTTP ${response.status}`);
  }
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

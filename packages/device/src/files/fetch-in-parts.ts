import { ClapperError } from '@clapper/protocol';

/** What is asked for at once, kept as it came, and so sent again after a cut: a minute's worth of a bad line. */
export const PART_BYTES = 2 * 1024 * 1024;

/** Bytes of a file, from a place in it. */
export interface Part {
  from: number;
  /** Of the whole file. */
  total: number;
  /** Which bytes it is of, as the server names them. */
  tag: string | null;
  blob: Blob;
}

export interface FetchInParts {
  /** What came some time ago, in order. */
  had: readonly Part[];
  get(headers: Readonly<Record<string, string>>): Promise<Response>;
  /** Called for every part of a file that has several. */
  keep(part: Part): Promise<void>;
  /** What is kept is of other bytes than the server has now. */
  drop(): Promise<void>;
  /** False: nobody wants the rest. */
  goes(): boolean;
}

interface Whole {
  blob: Blob;
  tag: string | null;
  /** It was put together, and its parts are kept. */
  inParts: boolean;
}

/**
 * A file in parts, from where it was cut off. A line that carried something is tried again at once; one that does
 * not is left to whoever asks another time.
 * @returns what the server answered instead, where it gives no bytes
 * @throws when the server cannot be reached, or `keep` does
 */
export async function fetchInParts(options: FetchInParts): Promise<Whole | Response> {
  const { get, keep, drop, goes } = options;
  let parts = [...options.had];
  let carries = false;
  for (;;) {
    const from = parts.reduce((sum, { blob }) => sum + blob.size, 0);
    if (parts[0] !== undefined && from === parts[0].total) return together(parts);
    if (!goes()) throw new ClapperError('UNAVAILABLE', 'Nobody wants the rest of it.');
    let came: Came;
    try {
      came = await next(get, from);
      carries = true;
    } catch (error) {
      if (!carries) throw error;
      carries = false;
      continue;
    }
    switch (came.is) {
      case 'whole':
        if (parts.length > 0) await drop();
        return { blob: came.blob, tag: came.tag, inParts: false };
      case 'refused':
        return came.answer;
      case 'outside':
        if (from === 0) return { blob: new Blob(), tag: null, inParts: false };
        await drop();
        parts = [];
        break;
      case 'part':
        if (!isSame(parts[0], came.part)) {
          await drop();
          parts = [];
          break;
        }
        parts.push(came.part);
        if (came.part.blob.size < came.part.total) await keep(came.part);
    }
  }
}

type Came =
  | { is: 'part'; part: Part }
  /** The server, or what stands before it, knows no parts. */
  | { is: 'whole'; blob: Blob; tag: string | null }
  /** The file ends before the place that was asked for. */
  | { is: 'outside' }
  | { is: 'refused'; answer: Response };

async function next(get: FetchInParts['get'], from: number): Promise<Came> {
  const answer = await get({ range: `bytes=${from}-${from + PART_BYTES - 1}` });
  const tag = answer.headers.get('etag');
  switch (answer.status) {
    case 200:
      return { is: 'whole', blob: await answer.blob(), tag };
    case 206: {
      const [, first, last, total] =
        /^bytes (\d+)-(\d+)\/(\d+)$/.exec(answer.headers.get('content-range') ?? '') ?? [];
      const blob = await answer.blob();
      if (Number(first) !== from || blob.size !== Number(last) - from + 1)
        throw new ClapperError('UNAVAILABLE', 'Other bytes came than were asked for.');
      return { is: 'part', part: { from, total: Number(total), tag, blob } };
    }
    case 416:
      return { is: 'outside' };
    default:
      return { is: 'refused', answer };
  }
}

const isSame = (one: Part | undefined, other: Part): boolean =>
  one === undefined || (one.total === other.total && one.tag === other.tag);

function together(parts: readonly Part[]): Whole {
  const [{ tag, blob: first }] = parts as [Part];
  if (parts.length === 1) return { blob: first, tag, inParts: false };
  return {
    blob: new Blob(
      parts.map(({ blob }) => blob),
      { type: first.type },
    ),
    tag,
    inParts: true,
  };
}

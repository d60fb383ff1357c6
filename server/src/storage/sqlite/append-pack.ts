import type { AppendResult, DocumentAppend, Lease, NewActivity, NewRow } from '../storage.ts';

/**
 * A commit's rows on their way to the thread that writes, and its answer on the way back, as a few arrays: an object
 * with bytes of its own for each row would cost the event loop more than everything else that is done with it.
 */
export interface PackedAppend {
  documents: {
    document: string;
    epoch: string;
    rows: number;
    schema: number | undefined;
    leases: Lease[] | undefined;
    activity: NewActivity[] | undefined;
  }[];
  bytes: Uint8Array<ArrayBuffer>;
  sizes: Uint32Array<ArrayBuffer>;
  /** `NUMBERS` of each row; NaN: null. */
  numbers: Float64Array<ArrayBuffer>;
  /** Each user and device once, and for each row which of them; the first is nobody. */
  names: (string | null)[];
  users: Uint32Array<ArrayBuffer>;
  devices: Uint32Array<ArrayBuffer>;
}

/** n, client id, where its clock begins and ends, schema, when it came. */
const NUMBERS = 6;

export function packAppend(batch: readonly DocumentAppend[], transfer: ArrayBuffer[]): PackedAppend {
  let count = 0;
  let size = 0;
  for (const { rows } of batch) {
    count += rows.length;
    for (const { update } of rows) size += update.byteLength;
  }
  const bytes = new Uint8Array(size);
  const sizes = new Uint32Array(count);
  const numbers = new Float64Array(count * NUMBERS);
  const users = new Uint32Array(count);
  const devices = new Uint32Array(count);
  const places = new Map<string | null, number>([[null, 0]]);
  const placeOf = (name: string | null): number => {
    const known = places.get(name);
    if (known !== undefined) return known;
    places.set(name, places.size);
    return places.size - 1;
  };
  let row = 0;
  let at = 0;
  for (const { rows } of batch) {
    for (const { update, user, device, n, clientId, clockFrom, clockTo, schema, receivedAt } of rows) {
      bytes.set(update, at);
      at += update.byteLength;
      sizes[row] = update.byteLength;
      users[row] = placeOf(user);
      devices[row] = placeOf(device);
      const first = row * NUMBERS;
      numbers[first] = n ?? Number.NaN;
      numbers[first + 1] = clientId ?? Number.NaN;
      numbers[first + 2] = clockFrom ?? Number.NaN;
      numbers[first + 3] = clockTo ?? Number.NaN;
      // Null is wrong, and the database's to refuse.
      numbers[first + 4] = (schema as number | null) ?? Number.NaN;
      numbers[first + 5] = receivedAt;
      row += 1;
    }
  }
  transfer.push(bytes.buffer, sizes.buffer, numbers.buffer, users.buffer, devices.buffer);
  const documents = batch.map(({ document, epoch, rows, schema, leases, activity }) => ({
    document,
    epoch,
    rows: rows.length,
    schema,
    leases,
    activity,
  }));
  return { documents, bytes, sizes, numbers, names: [...places.keys()], users, devices };
}

/** The updates are views of one piece of memory. */
export function unpackAppend(packed: PackedAppend): DocumentAppend[] {
  const { bytes, sizes, numbers, names, users, devices } = packed;
  let row = 0;
  let at = 0;
  return packed.documents.map(({ document, epoch, rows: count, schema, leases, activity }) => {
    const rows: NewRow[] = [];
    for (const end = row + count; row < end; row++) {
      const first = row * NUMBERS;
      rows.push({
        update: bytes.subarray(at, (at += sizes[row]!)),
        user: names[users[row]!]!,
        device: names[devices[row]!]!,
        n: numberOrNull(numbers[first]!),
        clientId: numberOrNull(numbers[first + 1]!),
        clockFrom: numberOrNull(numbers[first + 2]!),
        clockTo: numberOrNull(numbers[first + 3]!),
        schema: numberOrNull(numbers[first + 4]!) as number,
        receivedAt: numbers[first + 5]!,
      });
    }
    return {
      document,
      epoch,
      rows,
      ...(schema === undefined ? {} : { schema }),
      ...(leases === undefined ? {} : { leases }),
      ...(activity === undefined ? {} : { activity }),
    };
  });
}

function numberOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

/** Seqs follow each other, and tips are equally long. */
export type PackedAppended =
  | { ok: true; document: string; first: number; count: number; tips: string }
  | Extract<AppendResult, { ok: false }>;

const TIP_CHARS = 64;

export function packAppended(results: readonly AppendResult[]): PackedAppended[] {
  return results.map((result) => {
    if (!result.ok) return result;
    const { document, seqs, tips } = result;
    return { ok: true, document, first: seqs[0] ?? 0, count: seqs.length, tips: tips.join('') };
  });
}

export function unpackAppended(results: readonly PackedAppended[]): AppendResult[] {
  return results.map((result) => {
    if (!result.ok) return result;
    const { document, first, count, tips: all } = result;
    const seqs: number[] = [];
    const tips: string[] = [];
    for (let i = 0; i < count; i++) {
      seqs.push(first + i);
      tips.push(all.slice(i * TIP_CHARS, (i + 1) * TIP_CHARS));
    }
    return { ok: true, document, seqs, tips };
  });
}

import type { ErrorData } from '../errors.ts';
import type { StorageMethod } from '../methods.ts';
import type { AppendResult, DocumentAppend, LoadedDocument, StoredRow } from '../storage.ts';
import {
  packAppend,
  packAppended,
  unpackAppend,
  unpackAppended,
  type PackedAppend,
  type PackedAppended,
} from './append-pack.ts';
import { packRows, unpackRows, type PackedRows } from './rows-pack.ts';

/** Between the server's thread and a worker: what the parts of a storage answer, and two questions to the connection. */
export type WorkerMethod = StorageMethod | 'durability' | 'probe';

export type ToWorker =
  | ({ type: 'open' } & WorkerOptions)
  | { type: 'call'; id: number; method: WorkerMethod; args: unknown[] }
  | { type: 'close' };

export type Call = Extract<ToWorker, { type: 'call' }>;

export type Answer = { id: number; ok: true; result: unknown } | { id: number; ok: false; error: ErrorData };

export type FromWorker =
  | { type: 'ready' }
  /** It could not open the file. */
  | { type: 'failed'; error: ErrorData }
  | { type: 'answers'; answers: Answer[] }
  | { type: 'closed' };

export interface WorkerOptions {
  file: string;
  mode: 'read' | 'write';
}

/**
 * Byte arrays in a message, as ones that own their memory: a view into a larger buffer would be sent
 * with all of it, and a buffer that somebody else holds may not be transferred away from them.
 */
function ownBytes(value: unknown, transfer: ArrayBuffer[]): unknown {
  if (value instanceof Uint8Array) {
    const own = new Uint8Array(value);
    transfer.push(own.buffer);
    return own;
  }
  if (Array.isArray(value)) return value.map((item) => ownBytes(item, transfer));
  if (typeof value === 'object' && value !== null) {
    const copy: Record<string, unknown> = {};
    for (const [key, item] of Object.entries(value)) copy[key] = ownBytes(item, transfer);
    return copy;
  }
  return value;
}

/** A method's arguments, as they cross. */
export function packArgs(method: WorkerMethod, args: unknown[], transfer: ArrayBuffer[]): unknown[] {
  if (method === 'documents.append') return [packAppend(args[0] as DocumentAppend[], transfer)];
  return ownBytes(args, transfer) as unknown[];
}

export function unpackArgs(method: WorkerMethod, args: unknown[]): unknown[] {
  return method === 'documents.append' ? [unpackAppend(args[0] as PackedAppend)] : args;
}

type PackedDocument = Omit<LoadedDocument, 'rows'> & { rows: PackedRows };

/** What a method answers, as it crosses. */
export function packResult(method: WorkerMethod, result: unknown, transfer: ArrayBuffer[]): unknown {
  switch (method) {
    case 'documents.rows':
      return packRows(result as StoredRow[], transfer);
    case 'documents.load': {
      if (result === null) return null;
      const { rows, ...rest } = result as LoadedDocument;
      return {
        ...(ownBytes(rest, transfer) as typeof rest),
        rows: packRows(rows, transfer),
      } satisfies PackedDocument;
    }
    case 'documents.append':
      return packAppended(result as AppendResult[]);
    case 'versions.load':
      return ownBytes(result, transfer);
    default:
      return result;
  }
}

export function unpackResult(method: WorkerMethod, result: unknown): unknown {
  switch (method) {
    case 'documents.rows':
      return unpackRows(result as PackedRows);
    case 'documents.load': {
      if (result === null) return null;
      const { rows, ...rest } = result as PackedDocument;
      return { ...rest, rows: unpackRows(rows) } satisfies LoadedDocument;
    }
    case 'documents.append':
      return unpackAppended(result as PackedAppended[]);
    default:
      return result;
  }
}

import type * as Y from 'yjs';
import {
  inspect,
  judgeTouches,
  type DocumentKind,
  type Touch,
  type TouchProblem,
  type TouchWriter,
} from '@clapper/documents';
import { asClapperError, type ErrorCode } from '@clapper/protocol';
import {
  bringsStructs,
  changesNothing,
  decodeUpdate,
  missesSomething,
  newRanges,
  type Incoming,
  type Known,
} from './inspect-update.ts';
import type { Leases } from './leases.ts';
import { placing } from './placing.ts';

/** What the room knows when an update's turn has come. */
export interface Facts {
  known: Known;
  /** Asked, never written: `known` is of the same doc. */
  doc: Y.Doc;
  kind: Pick<DocumentKind, 'roots' | 'rules' | 'schemaVersion'>;
  leases: Leases;
  writer: Omit<TouchWriter, 'doc'>;
  mayWrite: boolean;
  maxUpdateBytes: number;
  /** Whether a document of this size may grow by so many bytes. */
  fits(bytes: number): boolean;
}

export type Verdict =
  /** What it touches was found once, for the guard and for whoever wants to know what changed. */
  | { do: 'apply'; update: Incoming; touches: readonly Touch[] }
  /** It changes nothing, or came before: the answer is yes, and no row. */
  | { do: 'acknowledge' }
  | Refusal;

interface Refusal {
  do: 'refuse';
  code: ErrorCode;
  /** Set by the guard: why, and where. */
  reason?: TouchProblem;
  paths?: readonly string[];
}

export interface Push {
  n: number;
  clientId: number;
  epoch: string;
  schema: number;
  update: Uint8Array;
}

export interface PushFacts extends Facts {
  device: string;
  epoch: string;
  /** Schema of the document, and the newest this server knows; 0: it has none. */
  schema: { document: number; server: number };
  /** An earlier push of this client id was refused: nothing that came after it may stand alone. */
  blocked: boolean;
}

const ACKNOWLEDGE: Verdict = { do: 'acknowledge' };

/**
 * A device's push. The order matters: a re-sent push is told by its n before anything else (one that
 * only deletes has no clock to tell by), and a reused client id before the no-op test would hide it.
 */
export function judgePush(push: Push, facts: PushFacts): Verdict {
  if (push.update.byteLength > facts.maxUpdateBytes) return refuse('TOO_LARGE');
  const decoded = decode(push.update);
  if ('code' in decoded) return refuse(decoded.code);
  const { update } = decoded;
  if (push.epoch !== facts.epoch) return refuse('EPOCH');
  if (cameBefore(push, update, facts)) return ACKNOWLEDGE;
  if (facts.blocked) return refuse('GAP');
  const clients = [...update.ranges.keys()];
  if (clients.length > 1 || (clients.length === 1 && clients[0] !== push.clientId))
    return refuse('INVALID_UPDATE');
  const range = update.ranges.get(push.clientId);
  const clock = facts.known.clockOf(push.clientId);
  if (range !== undefined && range.from < clock) return refuse('CLIENT_ID_REUSED');
  if (range !== undefined && range.from > clock) return refuse('GAP');
  if (changesNothing(update, facts.known)) return ACKNOWLEDGE;
  if (!facts.mayWrite) return refuse('FORBIDDEN');
  if (writesAsAnother(push.clientId, facts)) return refuse('REFUSED');
  if (push.schema > facts.schema.server) return refuse('SERVER_TOO_OLD');
  if (push.schema < facts.schema.document - 1) return refuse('CLIENT_TOO_OLD');
  return judgeContent(update, facts);
}

/**
 * Its ACK got lost. The n alone does not prove it: were a later push accepted before an earlier one (a
 * deletion needs no clock to fit), the earlier would be acknowledged without having been stored.
 */
function cameBefore(
  { n, clientId }: Push,
  update: Incoming,
  { leases, writer, device, known }: PushFacts,
): boolean {
  return n <= leases.lastN(clientId, writer.user, device) && changesNothing(update, known);
}

/** A stock client's update. It sends whatever it has, again and again: so the no-op test comes first. */
export function judgePlain(bytes: Uint8Array, facts: Facts): Verdict {
  if (bytes.byteLength > facts.maxUpdateBytes) return refuse('TOO_LARGE');
  const decoded = decode(bytes);
  if ('code' in decoded) return refuse(decoded.code);
  const { update } = decoded;
  if (changesNothing(update, facts.known)) return ACKNOWLEDGE;
  if (!facts.mayWrite) {
    // Read-only docs tidy formatting marks on their own and say so: deletions without new structs are ignored.
    return bringsStructs(update, facts.known) ? refuse('FORBIDDEN') : ACKNOWLEDGE;
  }
  // What is there already may be sent again by anybody.
  for (const client of newRanges(update, facts.known).keys())
    if (writesAsAnother(client, facts)) return refuse('REFUSED');
  return judgeContent(update, facts);
}

/**
 * Whose id it is: leased to or reserved by somebody else, of a rolled-back history ([EP13]), or the server's own, which nobody ever leased
 * although something was written with it.
 */
function writesAsAnother(client: number, { leases, writer, known }: Facts): boolean {
  if (leases.isForeign(client, writer.user) || leases.isRetired(client)) return true;
  return known.clockOf(client) > 0 && !leases.has(client);
}

/** What it builds on, then the guard, then the room there is. */
function judgeContent(update: Incoming, facts: Facts): Verdict {
  const { known, doc, kind, writer } = facts;
  if (missesSomething(update, known)) return refuse('GAP');
  const placed = placing(doc, update, known);
  if (placed !== 'fits') return refuse(placed === 'misplaced' ? 'INVALID_UPDATE' : 'TOO_LARGE');
  // No schema, no paths: any program keeps there what it likes.
  const touches = kind.schemaVersion === 0 ? [] : inspect(doc, update);
  const refusal = judgeTouches(kind, touches, { ...writer, doc });
  if (refusal !== null) return { do: 'refuse', ...refusal };
  if (bringsStructs(update, known) && !facts.fits(update.bytes.byteLength)) return refuse('TOO_LARGE');
  return { do: 'apply', update, touches };
}

function decode(bytes: Uint8Array): { update: Incoming } | { code: ErrorCode } {
  try {
    return { update: decodeUpdate(bytes) };
  } catch (error) {
    return { code: asClapperError(error).code };
  }
}

function refuse(code: ErrorCode): Refusal {
  return { do: 'refuse', code };
}

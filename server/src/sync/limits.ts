import * as wire from '@clapper/protocol';
import type { ErrorCode } from '@clapper/protocol';

/**
 * Every limit of the sync engine: how much, why that much, and what whoever meets it is told. Sizes are
 * bytes, times milliseconds.
 */
interface Limit {
  readonly most: number;
  readonly why: string;
  /** What is refused with this code; null: nothing is refused, and `instead` says what happens. */
  readonly code: ErrorCode | null;
  readonly instead?: string;
}

const KiB = 1024;
const MiB = 1024 * KiB;

export const LIMITS = {
  // ── What a socket may say ────────────────────────────────────────────────────────────────────
  maxFrameBytes: {
    most: wire.MAX_FRAME_BYTES,
    why: 'Room for the step 2 of a document made elsewhere; what is held for one socket before it is judged.',
    code: 'TOO_LARGE',
  },
  maxUpdateBytes: {
    most: wire.MAX_UPDATE_BYTES,
    why: 'One transaction is decoded, judged and applied in one turn of the event loop.',
    code: 'TOO_LARGE',
  },
  maxFramesPerSecond: {
    most: 5_000,
    why: 'Frames that cost little each are as dear together: ten times what the fastest device sends.',
    code: null,
    instead: 'The socket is read later.',
  },
  writerBytes: {
    most: 256 * KiB,
    why: 'What one writer may have waiting for the disk: a hundred of them are 25 MiB.',
    code: null,
    instead: 'The socket is not read until half of it is stored.',
  },
  maxDocumentsPerSocket: {
    most: wire.MAX_DOCUMENTS_PER_SOCKET,
    why: 'All documents of all projects of a busy person, with room.',
    code: 'TOO_LARGE',
  },
  maxConnectionsPerUser: {
    most: wire.MAX_CONNECTIONS_PER_USER,
    why: 'Forty tabs on five devices are still a person.',
    code: 'TOO_MANY_CONNECTIONS',
  },
  maxConnectionsPerAddress: {
    most: wire.MAX_CONNECTIONS_PER_ADDRESS,
    why: 'Whole studios sit behind one address.',
    code: 'TOO_MANY_CONNECTIONS',
  },
  preAuthMs: {
    most: wire.PRE_AUTH_MS,
    why: 'Longer than a slow database takes to say who somebody is. Nothing is read meanwhile: strangers cost a socket.',
    code: 'UNAVAILABLE',
  },

  // ── Presence ─────────────────────────────────────────────────────────────────────────────────
  maxPresenceBytes: {
    most: wire.MAX_PRESENCE_BYTES,
    why: 'A caret, a selection and a name, not a channel for files.',
    code: null,
    instead: 'The state is dropped.',
  },
  presenceGapMs: {
    most: 1_000 / wire.MAX_PRESENCE_PER_SECOND,
    why: 'Between two broadcasts of one tab: no screen shows more.',
    code: null,
    instead: 'The last state wins.',
  },
  presenceTickMs: {
    most: wire.PRESENCE_TICK_MS,
    why: 'With 200 people it is what keeps frames linear.',
    code: null,
    instead: 'What changed within a tick is one frame.',
  },

  // ── What documents may hold ──────────────────────────────────────────────────────────────────
  maxDocumentBytes: {
    most: wire.MAX_DOCUMENT_BYTES,
    why: 'Above it opening takes seconds, and the doc in memory twenty times as much.',
    code: 'TOO_LARGE',
  },
  maxScratchDocuments: {
    most: wire.MAX_SCRATCH_DOCUMENTS,
    why: 'They are made by naming them, and so by any loop in a script.',
    code: 'TOO_LARGE',
  },
  quarantinedPerMember: {
    most: 20,
    why: 'A few refused updates tell the operator what there is to know; a flood would keep the disk from edits.',
    code: null,
    instead: 'No more of that connection and document are kept.',
  },
  quarantineBytes: {
    most: 4 * MiB,
    why: 'Of one person, over all connections: what is refused must not fill the disk.',
    code: null,
    instead: 'No more of theirs are kept.',
  },

  // ── Readers ──────────────────────────────────────────────────────────────────────────────────
  staleBytes: {
    most: wire.STALE_BYTES,
    why: 'Seconds of a slow line; with the largest document on its way it is 9 MiB.',
    code: null,
    instead: 'No content is sent and nothing read until it was taken.',
  },
  staleMs: {
    most: wire.STALE_MS,
    why: 'A train comes out of a tunnel; a computer that sleeps does not wake for us.',
    code: 'TOO_SLOW',
  },
  silentMs: {
    most: 60_000,
    why: 'Without any sign of life for so long a peer is gone: a laptop that sleeps never says goodbye.',
    code: null,
    instead: 'The socket ends.',
  },
  keepAliveMs: {
    most: wire.KEEP_ALIVE_MS,
    why: 'y-websocket closes a socket that was silent for 30 s.',
    code: null,
    instead: 'The server says something.',
  },
  maxCatchUpRows: {
    most: wire.MAX_CATCH_UP_ROWS,
    why: 'Merging rows is quadratic: more of them go through a doc.',
    code: null,
    instead: 'The reader gets the state they make.',
  },
  maxCatchUpBytes: {
    most: 1 * MiB,
    why: 'Rows of more bytes are dearer to send than the state they make.',
    code: null,
    instead: 'The reader gets that state.',
  },

  // ── The server itself ────────────────────────────────────────────────────────────────────────
  maxRowsPerCommit: {
    most: 200,
    why: 'More of one document would hold up everybody else’s commit.',
    code: null,
    instead: 'The rest is in the next commit.',
  },
  residentBytes: {
    most: 64 * MiB,
    why: 'Encoded; as docs in memory about 1 GiB.',
    code: null,
    instead: 'Documents that were not used for longest leave memory.',
  },
  roomIdleMs: {
    most: 30_000,
    why: 'Shorter, and every reload of a page loads its documents again.',
    code: null,
    instead: 'A document nobody has open leaves memory.',
  },
  snapshotRows: {
    most: 500,
    why: 'What a cold load replays at most.',
    code: null,
    instead: 'The log is folded into a snapshot.',
  },
  snapshotBytes: {
    most: 1 * MiB,
    why: 'The same, of large updates.',
    code: null,
    instead: 'The log is folded into a snapshot.',
  },
  retryAfterMs: {
    most: 1_000,
    why: 'What a device waits before it joins a document again that could not be loaded or stored.',
    code: null,
    instead: 'It joins again.',
  },
  goingAwaySpreadMs: {
    most: 5_000,
    why: 'Over so long devices spread their return after a restart.',
    code: null,
    instead: 'They come back one after the other.',
  },
} as const satisfies Record<string, Limit>;

/** The numbers alone. Tests set smaller ones; everybody else takes these. */
export type SyncLimits = Record<keyof typeof LIMITS, number>;

export const SYNC_LIMITS = Object.fromEntries(
  Object.entries(LIMITS).map(([name, { most }]) => [name, most]),
) as SyncLimits;

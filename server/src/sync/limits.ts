import * as wire from '@clapper/protocol';

/** What the sync engine holds itself to. Tests set smaller numbers; everybody else takes these. */
export interface SyncLimits {
  maxFrameBytes: number;
  maxUpdateBytes: number;
  maxDocumentBytes: number;
  maxDocumentsPerSocket: number;
  maxConnectionsPerUser: number;
  maxConnectionsPerAddress: number;
  maxScratchDocuments: number;
  maxPresenceBytes: number;
  /** Between two broadcasts of one person's presence. */
  presenceGapMs: number;
  presenceTickMs: number;
  preAuthMs: number;
  keepAliveMs: number;
  /** Without any sign of life from a peer for so long, its socket is dead: a laptop that sleeps never says goodbye. */
  silentMs: number;
  staleBytes: number;
  staleMs: number;
  maxCatchUpRows: number;
  /** Rows of more bytes than this are sent as the state they make. */
  maxCatchUpBytes: number;
  /** Of one socket; what comes faster is read later. */
  maxFramesPerSecond: number;
  /** A writer with this much waiting for the disk is not read until half of it is stored. */
  writerBytes: number;
  /** Rows that one document puts into one commit: more would hold up everybody else's. */
  maxRowsPerCommit: number;
  /** A document nobody has open leaves memory after this; shorter, and every reload of a page loads it again. */
  roomIdleMs: number;
  /** A snapshot is due after this many rows or bytes since the last: what a cold load replays at most. */
  snapshotRows: number;
  snapshotBytes: number;
  /** Encoded content that is held in memory; above it what was not used for longest is given back. */
  residentBytes: number;
  /** Refused updates kept for the operator, of one connection and document. */
  quarantinedPerMember: number;
  /** Bytes of refused updates kept for the operator, per person. */
  quarantineBytes: number;
  /** What a device waits before it joins a document again that could not be loaded or stored. */
  retryAfterMs: number;
  /** Over how long devices spread their return after a restart. */
  goingAwaySpreadMs: number;
}

const KiB = 1024;
const MiB = 1024 * KiB;

export const SYNC_LIMITS: SyncLimits = {
  maxFrameBytes: wire.MAX_FRAME_BYTES,
  maxUpdateBytes: wire.MAX_UPDATE_BYTES,
  maxDocumentBytes: wire.MAX_DOCUMENT_BYTES,
  maxDocumentsPerSocket: wire.MAX_DOCUMENTS_PER_SOCKET,
  maxConnectionsPerUser: wire.MAX_CONNECTIONS_PER_USER,
  maxConnectionsPerAddress: wire.MAX_CONNECTIONS_PER_ADDRESS,
  maxScratchDocuments: wire.MAX_SCRATCH_DOCUMENTS,
  maxPresenceBytes: wire.MAX_PRESENCE_BYTES,
  presenceGapMs: 1000 / wire.MAX_PRESENCE_PER_SECOND,
  presenceTickMs: wire.PRESENCE_TICK_MS,
  preAuthMs: wire.PRE_AUTH_MS,
  keepAliveMs: wire.KEEP_ALIVE_MS,
  silentMs: 60_000,
  staleBytes: wire.STALE_BYTES,
  staleMs: wire.STALE_MS,
  maxCatchUpRows: wire.MAX_CATCH_UP_ROWS,
  maxCatchUpBytes: 1 * MiB,
  maxFramesPerSecond: 5_000,
  writerBytes: 256 * KiB,
  maxRowsPerCommit: 200,
  roomIdleMs: 30_000,
  snapshotRows: 500,
  snapshotBytes: 1 * MiB,
  residentBytes: 64 * MiB,
  quarantinedPerMember: 20,
  quarantineBytes: 4 * MiB,
  retryAfterMs: 1_000,
  goingAwaySpreadMs: 5_000,
};

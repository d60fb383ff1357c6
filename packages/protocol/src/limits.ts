/** Limits of the wire, in one place, each with its reason. Sizes are bytes, times milliseconds. */

const KiB = 1024;
const MiB = 1024 * KiB;

/** A frame from a peer. Room for a catch-up of several documents; twice this and `ws` itself cuts (1009). */
export const MAX_FRAME_BYTES = 4 * MiB;

/** One update. A Yjs transaction cannot be split later, so the device refuses it before storing it. */
export const MAX_UPDATE_BYTES = 1 * MiB;

/** Hard size of one document's encoded state: above it a join costs seconds and the room's memory 20 ×. */
export const MAX_DOCUMENT_BYTES = 8 * MiB;

/** Documents on one device socket. */
export const MAX_DOCUMENTS_PER_SOCKET = 2_000;

/** A user's open sockets: forty tabs on five devices are still a person. */
export const MAX_CONNECTIONS_PER_USER = 200;

/** Sockets from one address: whole studios sit behind one NAT. */
export const MAX_CONNECTIONS_PER_ADDRESS = 2_000;

/** One presence entry, encoded: a cursor, a selection and a name, not a channel for files. */
export const MAX_PRESENCE_BYTES = 4 * KiB;

/** Presence frames a tab may send per second; what is more is coalesced, never refused. */
export const MAX_PRESENCE_PER_SECOND = 30;

/** Client ids one connection may hold in one document: a leader carries several tabs. */
export const MAX_CLIENT_IDS = 64;

/** To find out who speaks takes at most this long; nothing is read meanwhile. */
export const PRE_AUTH_MS = 5_000;

/** The server speaks at least this often: y-websocket closes a socket that was silent for 30 s. */
export const KEEP_ALIVE_MS = 15_000;

/** Presence leaves a room in ticks: at 200 people the tick is what keeps frames linear. */
export const PRESENCE_TICK_MS = 25;

/** Above this much unsent data a reader is *stale*: sent nothing more until it reads again. */
export const STALE_BYTES = 1 * MiB;

/** A stale reader that has not drained by then is closed (4513). */
export const STALE_MS = 30_000;

/** Catch-up of more rows than this goes through a `Y.Doc`; merging long logs is quadratic. */
export const MAX_CATCH_UP_ROWS = 200;

/** Rows stay this long after compaction, so that a device back from holiday catches up by seq. */
export const ROW_RETENTION_MS = 30 * 24 * 60 * 60 * 1000;

/** Scratch documents a project may hold. */
export const MAX_SCRATCH_DOCUMENTS = 1_000;

/** Life of a one-use ticket for tools that cannot set a subprotocol. */
export const TICKET_TTL_MS = 60_000;

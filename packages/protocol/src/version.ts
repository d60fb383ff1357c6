/**
 * Version of the device's wire. 1: the first.
 * Raise it when a frame changes its bytes or its meaning; `message.test.ts` holds golden bytes that
 * fail until this line and SPEC.md say so.
 */
export const PROTOCOL_VERSION = 1;

/** The oldest device this server still speaks with. */
export const OLDEST_PROTOCOL_VERSION = 1;

/** Subprotocol of a socket that carries its token: `['clapper.auth', token]`. */
export const AUTH_SUBPROTOCOL = 'clapper.auth';

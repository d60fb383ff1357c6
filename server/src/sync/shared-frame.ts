/** A binary WebSocket message from the server, header and all, as it goes over the wire to whoever gets it. */
export interface SharedFrame {
  readonly bytes: Uint8Array;
}

const FIN_BINARY = 0x82;

/** [RFC 6455 §5.2] One final frame, unmasked as a server's are. */
export function sharedFrame(message: Uint8Array): SharedFrame {
  const size = message.byteLength;
  const start = size < 126 ? 2 : size < 65_536 ? 4 : 10;
  const bytes = new Uint8Array(start + size);
  const view = new DataView(bytes.buffer);
  bytes[0] = FIN_BINARY;
  if (start === 2) bytes[1] = size;
  else if (start === 4) {
    bytes[1] = 126;
    view.setUint16(2, size);
  } else {
    bytes[1] = 127;
    view.setBigUint64(2, BigInt(size));
  }
  bytes.set(message, start);
  return { bytes };
}

import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/**
 * A WebSocket client that does next to nothing: the machine under a benchmark has two cores, and what a full client
 * costs for each frame would be measured instead of the servers. Messages leave in one write, framed beforehand.
 */
export interface RawSocket {
  /** `frame` comes from `clientFrame`. */
  write(frame: Uint8Array): void;
  close(): void;
}

export interface RawEvents {
  /** The server has accepted; called before anything it says. */
  open(socket: RawSocket): void;
  /** A binary message. It lies in the one buffer that all sockets read into: good during the call only. */
  message(message: Uint8Array): void;
  /** It could not be opened, or was closed by the server. */
  failed(error: Error): void;
}

const READ_BYTES = 64 * 1024;
const shared = Buffer.allocUnsafe(READ_BYTES);

const OPCODE = { binary: 2, close: 8, ping: 9, pong: 10 };
/** Any will do: a server takes it off without looking whether it is new. */
const MASK = [0x37, 0xfa, 0x21, 0x3d] as const;

export function connectRaw(url: string, subprotocols: readonly string[], events: RawEvents): void {
  const { hostname, port, pathname, search, host } = new URL(url);
  const request = [
    `GET ${pathname}${search} HTTP/1.1`,
    `Host: ${host}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    ...(subprotocols.length === 0 ? [] : [`Sec-WebSocket-Protocol: ${subprotocols.join(', ')}`]),
  ];
  let head = Buffer.alloc(0);
  let frames: FrameReader | null = null;
  let ended = false;
  const socket = connect({
    host: hostname,
    port: Number(port),
    noDelay: true,
    onread: {
      buffer: shared,
      callback(bytes) {
        const chunk = shared.subarray(0, bytes);
        if (frames === null) accept(chunk);
        else frames.read(chunk);
        return !ended;
      },
    },
  });
  const fail = (error: Error): void => {
    if (ended) return;
    ended = true;
    socket.destroy();
    events.failed(error);
  };
  socket.on('error', fail);
  socket.on('close', () => fail(new Error(`${url} was cut`)));
  socket.write(`${request.join('\r\n')}\r\n\r\n`);

  function accept(chunk: Buffer): void {
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end === -1) return;
    const status = head.toString('latin1', 0, 'HTTP/1.1 101'.length);
    if (status !== 'HTTP/1.1 101') return fail(new Error(`${url} answered ${status}`));
    frames = new FrameReader((opcode, payload) => receive(socket, opcode, payload));
    events.open({
      write: (frame) => void socket.write(frame),
      close() {
        ended = true;
        socket.destroy();
      },
    });
    frames.read(head.subarray(end + 4));
  }

  function receive(from: Socket, opcode: number, payload: Buffer): void {
    if (opcode === OPCODE.binary) events.message(payload);
    else if (opcode === OPCODE.ping) from.write(frame(OPCODE.pong, payload));
    else if (opcode === OPCODE.close) fail(new Error(`${url} was closed with ${closeReason(payload)}`));
  }
}

function closeReason(payload: Buffer): string {
  return payload.byteLength < 2 ? 'no code' : `${payload.readUInt16BE(0)} ${payload.toString('utf8', 2)}`;
}

/** Cuts what comes into frames. No server of a benchmark sends a message in fragments. */
class FrameReader {
  readonly #found: (opcode: number, payload: Buffer) => void;
  /** Of a frame that has not come whole, and as much of it as is wanted before it is looked at again. */
  #held: Buffer[] = [];
  #heldBytes = 0;
  #wanted = 0;

  constructor(found: (opcode: number, payload: Buffer) => void) {
    this.#found = found;
  }

  read(chunk: Buffer): void {
    const bytes = this.#heldBytes === 0 ? chunk : this.#joined(chunk);
    if (bytes === null) return;
    let at = 0;
    while (at < bytes.byteLength) {
      const { header, size } = frameSize(bytes, at);
      if (at + size > bytes.byteLength) {
        this.#wanted = size;
        this.#hold(bytes.subarray(at));
        return;
      }
      this.#found(bytes[at]! & 0x0f, bytes.subarray(at + header, at + size));
      at += size;
    }
  }

  #joined(chunk: Buffer): Buffer | null {
    this.#hold(chunk);
    if (this.#heldBytes < this.#wanted) return null;
    const joined = Buffer.concat(this.#held);
    this.#held = [];
    this.#heldBytes = 0;
    return joined;
  }

  /** Copied: the next read, of whichever socket, goes into the same buffer. */
  #hold(chunk: Buffer): void {
    this.#held.push(Buffer.from(chunk));
    this.#heldBytes += chunk.byteLength;
  }
}

/** Of the frame that begins at `at`; as far as can be told while its header is cut short. */
function frameSize(bytes: Buffer, at: number): { header: number; size: number } {
  const left = bytes.byteLength - at;
  if (left < 2) return { header: 2, size: 2 };
  const short = bytes[at + 1]! & 0x7f;
  const header = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (left < header) return { header, size: header };
  if (short < 126) return { header, size: header + short };
  return {
    header,
    size: header + (short === 126 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2))),
  };
}

/** A binary message as a client sends it, masked. */
export function clientFrame(message: Uint8Array): Uint8Array {
  return frame(OPCODE.binary, message);
}

function frame(opcode: number, message: Uint8Array): Uint8Array {
  const size = message.byteLength;
  const header = size < 126 ? 2 : size < 65_536 ? 4 : 10;
  const bytes = Buffer.allocUnsafe(header + 4 + size);
  bytes[0] = 0x80 | opcode;
  if (header === 2) bytes[1] = 0x80 | size;
  else if (header === 4) {
    bytes[1] = 0x80 | 126;
    bytes.writeUInt16BE(size, 2);
  } else {
    bytes[1] = 0x80 | 127;
    bytes.writeBigUInt64BE(BigInt(size), 2);
  }
  bytes.set(MASK, header);
  for (let i = 0; i < size; i++) bytes[header + 4 + i] = message[i]! ^ MASK[i & 3]!;
  return bytes;
}

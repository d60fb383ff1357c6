import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import type { Range } from './homes.ts';

/** An update of structs of one client, which follow each other without a hole, and of deletions. */
export function encodeUpdate(structs: readonly Y.Item[], deletes: readonly Range[]): Uint8Array {
  const encoder = new Y.UpdateEncoderV1();
  const { restEncoder } = encoder;
  const [first] = structs;
  encoding.writeVarUint(restEncoder, first === undefined ? 0 : 1);
  if (first !== undefined) {
    encoding.writeVarUint(restEncoder, structs.length);
    encoder.writeClient(first.id.client);
    encoding.writeVarUint(restEncoder, first.id.clock);
    for (const struct of structs) struct.write(encoder, 0);
  }
  const clients = Map.groupBy(deletes, ({ client }) => client);
  encoding.writeVarUint(restEncoder, clients.size);
  // As Yjs sorts them, so that the same edit has the same bytes.
  for (const [client, ranges] of [...clients].sort(([a], [b]) => b - a)) {
    encoding.writeVarUint(restEncoder, client);
    encoding.writeVarUint(restEncoder, ranges.length);
    for (const { clock, len } of ranges) {
      encoding.writeVarUint(restEncoder, clock);
      encoding.writeVarUint(restEncoder, len);
    }
  }
  return encoder.toUint8Array();
}

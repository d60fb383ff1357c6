import { BufferTarget, EncodedPacket, EncodedVideoPacketSource, Output, WebMOutputFormat } from 'mediabunny';

/** A film whose frames hold nothing that could be shown: for tests of everything but looking at it. */
export async function testVideo({ frames = 48, rate = 24, seed = 0 } = {}): Promise<Buffer> {
  const output = new Output({ format: new WebMOutputFormat(), target: new BufferTarget() });
  const source = new EncodedVideoPacketSource('vp8');
  output.addVideoTrack(source, { frameRate: rate });
  await output.start();
  const decoderConfig = { codec: 'vp8', codedWidth: 320, codedHeight: 180 };
  for (let frame = 0; frame < frames; frame++) {
    const data = new Uint8Array([0x10, 0, 0, 0x9d, 1, 0x2a, seed % 256, seed >> 8, frame % 256]);
    const packet = new EncodedPacket(data, 'key', frame / rate, 1 / rate);
    await source.add(packet, frame === 0 ? { decoderConfig } : undefined);
  }
  await output.finalize();
  return Buffer.from(output.target.buffer!);
}

import {
  BufferTarget,
  EncodedPacket,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  Output,
  WebMOutputFormat,
} from 'mediabunny';

const FORMATS = {
  webm: () => new WebMOutputFormat(),
  /** As browsers record: nothing says how long it is. */
  recording: () => new WebMOutputFormat({ appendOnly: true }),
  mp4: () => new Mp4OutputFormat({ fastStart: 'in-memory' }),
};

/** A film whose frames hold nothing that could be shown: for tests of everything but looking at it. */
export async function testVideo({
  frames = 48,
  rate = 24,
  seed = 0,
  format = 'webm' as keyof typeof FORMATS,
} = {}): Promise<Buffer> {
  const codec = format === 'mp4' ? ('vp9' as const) : ('vp8' as const);
  const output = new Output({ format: FORMATS[format](), target: new BufferTarget() });
  const source = new EncodedVideoPacketSource(codec);
  output.addVideoTrack(source, { frameRate: rate });
  await output.start();
  const decoderConfig = {
    codec: codec === 'vp8' ? codec : 'vp09.00.10.08',
    codedWidth: 320,
    codedHeight: 180,
  };
  for (let frame = 0; frame < frames; frame++) {
    const data = new Uint8Array([0x10, 0, 0, 0x9d, 1, 0x2a, seed % 256, seed >> 8, frame % 256]);
    const packet = new EncodedPacket(data, 'key', frame / rate, 1 / rate);
    await source.add(packet, frame === 0 ? { decoderConfig } : undefined);
  }
  await output.finalize();
  return Buffer.from(output.target.buffer!);
}

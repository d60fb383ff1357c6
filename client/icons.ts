/**
 * Draws the app's icons (`npm run icons` in client/): the clapperboard, ink on paper, as one SVG and as the PNGs
 * that phones and Safari want. The files are committed; this is how they were made.
 */
import { writeFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';

type Point = readonly [x: number, y: number];
type Shape = { fill: readonly [number, number, number]; points: readonly Point[] };

const PAPER = [244, 244, 242] as const;
const INK = [23, 23, 22] as const;
const PENCIL = [24, 107, 197] as const;

/** In a square of 64: slate, hinge arm with its stripes, and the blue line of the pencil. */
function clapperboard(): Shape[] {
  const slate = rounded(10, 28, 44, 26, 4);
  const tilt = (points: readonly Point[]): Point[] => points.map((point) => rotate(point, [10, 26], -0.22));
  const arm = tilt(rounded(10, 17, 44, 9, 2));
  const stripes = [0, 1, 2].map((i) => {
    const left = 16.5 + i * 13.5;
    return tilt([
      [left + 3, 17],
      [left + 9, 17],
      [left + 6, 26],
      [left, 26],
    ]);
  });
  return [
    { fill: INK, points: slate },
    { fill: INK, points: arm },
    ...stripes.map((points) => ({ fill: PAPER, points })),
    { fill: PAPER, points: rounded(16, 35, 20, 2.6, 1.3) },
    { fill: PENCIL, points: rounded(16, 43, 32, 4, 2) },
  ];
}

function rounded(x: number, y: number, width: number, height: number, radius: number): Point[] {
  const corners: [number, number, number][] = [
    [x + width - radius, y + radius, -Math.PI / 2],
    [x + width - radius, y + height - radius, 0],
    [x + radius, y + height - radius, Math.PI / 2],
    [x + radius, y + radius, Math.PI],
  ];
  return corners.flatMap(([cx, cy, from]) =>
    Array.from({ length: 9 }, (_, step): Point => {
      const angle = from + (step / 8) * (Math.PI / 2);
      return [cx + radius * Math.cos(angle), cy + radius * Math.sin(angle)];
    }),
  );
}

function rotate([x, y]: Point, [cx, cy]: Point, angle: number): Point {
  const [dx, dy] = [x - cx, y - cy];
  return [cx + dx * Math.cos(angle) - dy * Math.sin(angle), cy + dx * Math.sin(angle) + dy * Math.cos(angle)];
}

function svg(shapes: readonly Shape[]): string {
  const paths = shapes.map(({ fill, points }) => {
    const line = points.map(([x, y]) => `${round(x)} ${round(y)}`).join('L');
    return `  <path fill="#${hex(fill)}" d="M${line}z"/>`;
  });
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">',
    `  <rect width="64" height="64" rx="14" fill="#${hex(PAPER)}"/>`,
    ...paths,
    '</svg>',
    '',
  ].join('\n');
}

/** `corner` of the square of 64; `zoom` below 1 leaves the border that maskable icons need. */
function png(size: number, shapes: readonly Shape[], corner: number, zoom: number): Uint8Array {
  const ground: Shape = { fill: PAPER, points: corner === 0 ? square() : rounded(0, 0, 64, 64, corner) };
  const middle: Point = [32, 34];
  const scaled = shapes.map(({ fill, points }) => ({
    fill,
    points: points.map(([x, y]): Point => [
      32 + (x - middle[0]) * zoom,
      (zoom === 1 ? 34 : 32) + (y - middle[1]) * zoom,
    ]),
  }));
  const samples = 4;
  const bytes = new Uint8Array(size * (size * 4 + 1));
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const sum = [0, 0, 0, 0];
      for (let sample = 0; sample < samples * samples; sample++) {
        const x = ((column + ((sample % samples) + 0.5) / samples) / size) * 64;
        const y = ((row + (Math.floor(sample / samples) + 0.5) / samples) / size) * 64;
        const top = [ground, ...scaled].findLast(({ points }) => inside([x, y], points));
        if (top === undefined) continue;
        for (let channel = 0; channel < 3; channel++) sum[channel]! += top.fill[channel] ?? 0;
        sum[3]! += 1;
      }
      const at = row * (size * 4 + 1) + 1 + column * 4;
      const covered = sum[3] ?? 0;
      for (let channel = 0; channel < 3; channel++)
        bytes[at + channel] = covered === 0 ? 0 : Math.round((sum[channel] ?? 0) / covered);
      bytes[at + 3] = Math.round((covered / (samples * samples)) * 255);
    }
  }
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, size);
  header.setUint32(4, size);
  header.setUint8(8, 8); // bits a channel
  header.setUint8(9, 6); // RGBA
  return Buffer.concat([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', new Uint8Array(header.buffer)),
    chunk('IDAT', deflateSync(bytes, { level: 9 })),
    chunk('IEND', new Uint8Array()),
  ]);
}

function square(): Point[] {
  return [
    [0, 0],
    [64, 0],
    [64, 64],
    [0, 64],
  ];
}

function inside([x, y]: Point, polygon: readonly Point[]): boolean {
  let within = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [xi, yi] = polygon[i] ?? [0, 0];
    const [xj, yj] = polygon[j] ?? [0, 0];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) within = !within;
  }
  return within;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, 'ascii'), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}

function hex(color: readonly number[]): string {
  return color.map((channel) => channel.toString(16).padStart(2, '0')).join('');
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

const shapes = clapperboard();
const folder = new URL('public/icons/', import.meta.url);
writeFileSync(new URL('clapper.svg', folder), svg(shapes));
writeFileSync(new URL('clapper-180.png', folder), png(180, shapes, 0, 1));
writeFileSync(new URL('clapper-192.png', folder), png(192, shapes, 14, 1));
writeFileSync(new URL('clapper-512.png', folder), png(512, shapes, 14, 1));
writeFileSync(new URL('clapper-maskable-512.png', folder), png(512, shapes, 0, 0.8));

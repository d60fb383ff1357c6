import { expect, test } from 'vitest';
import { MAX_PRESENCE_BYTES } from '@clapper/protocol';
import { decodeLive, encodeLive, type Live } from './live-shape.ts';

const live: Live = {
  state: 'drawing',
  n: 3,
  id: '01940000-0000-7000-8000-00000000000a',
  of: '01940000-0000-7000-8000-00000000000b',
  type: 'pen',
  points: [0, 0, 0.25, 1, 1, 0.5],
  color: '#ffd43b',
  width: 4,
  text: '',
};

test('what is drawn arrives where it was drawn, to within a line of a picture 65,000 wide', () => {
  const decoded = decodeLive(JSON.parse(JSON.stringify(encodeLive(live)))) as typeof live;
  expect({ ...decoded, points: [] }).toEqual({ ...live, points: [] });
  decoded.points.forEach((at, index) => expect(at).toBeCloseTo(live.points[index]!, 4));
});

test('the longest stroke and the longest text fit into presence', () => {
  const noise = Array.from({ length: 20_000 }, (_, index) => Math.abs(Math.sin(index * index)));
  const text = '가'.repeat(500);
  const bytes = new TextEncoder().encode(JSON.stringify(encodeLive({ ...live, points: noise, text })));
  // Beside who it is and where they are.
  expect(bytes.length).toBeLessThan(MAX_PRESENCE_BYTES - 500);
});

test.each([
  null,
  'a stroke',
  { ...encodeLive(live), points: '%' },
  { ...encodeLive(live), points: btoa('odd') },
  { ...encodeLive(live), color: 'red' },
  { ...encodeLive(live), type: 'spline' },
  { ...encodeLive(live), points: 'A'.repeat(5_000) },
])('anything else is nothing: %j', (value) => {
  expect(decodeLive(value)).toBeNull();
});

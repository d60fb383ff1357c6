import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { writeZip } from '../../exports/write-zip.ts';
import { pictureNames } from './picture-names.ts';

test('pictures are named after their shots, each once, in an order that folders keep', () => {
  const type = 'image/webp';
  const names = pictureNames([
    { shot: '3A', take: 2, type },
    { shot: '12', take: 1, type: 'image/jpeg' },
    { shot: '3a', take: 2, type },
    { shot: '1/2', take: 1, type: 'image/png' },
    { shot: '', take: 4, type },
  ]);
  expect(names).toEqual(['03A_v2.webp', '12_v1.jpg', '03a_v2 (2).webp', '01 2_v1.png', 'shot_v4.webp']);
});

test('a zip holds what can be had, byte for byte, and says how many it left out', async () => {
  const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => (index * 7) % 256);
  const { zip, missing } = await writeZip([
    { name: '01_v1.webp', read: () => Promise.resolve(bytes) },
    { name: '02_v1.webp', read: () => Promise.resolve(null) },
    { name: '우산_v1.png', read: () => Promise.resolve(Uint8Array.of(1, 2, 3)) },
  ]);
  expect(missing).toBe(1);
  const files = unzipSync(new Uint8Array(await zip!.arrayBuffer()));
  expect(files).toEqual({ '01_v1.webp': bytes, '우산_v1.png': Uint8Array.of(1, 2, 3) });
  const none = await writeZip([{ name: 'a', read: () => Promise.resolve(null) }]);
  expect(none).toEqual({ zip: null, missing: 1 });
});

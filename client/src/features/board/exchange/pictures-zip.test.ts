import { addShot, addTake, deleteTakes, readTakes } from '@clapper/documents';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { writeZip } from '../../exports/write-zip.ts';
import { pictureNames } from './picture-names.ts';
import { takesToSave } from './takes-to-save.ts';

test('pictures are named after their shots, each once, in an order that folders keep', () => {
  const type = 'image/webp';
  const names = pictureNames([
    { shot: '3A', layer: null, take: 2, type },
    { shot: '12', layer: null, take: 1, type: 'image/jpeg' },
    { shot: '3a', layer: null, take: 2, type },
    { shot: '1/2', layer: null, take: 1, type: 'image/png' },
    { shot: '', layer: null, take: 4, type },
  ]);
  expect(names).toEqual(['03A_v2.webp', '12_v1.jpg', '03a_v2 (2).webp', '01 2_v1.png', 'shot_v4.webp']);
});

test('all takes of a shot are both stacks, the oldest first, each by its own number and without what was deleted', () => {
  const doc = new Y.Doc();
  const act = { by: 'ana', at: 1 };
  const shot = addShot(doc, { stage: 's', before: null, ...act }, 'test');
  const file = { bytes: 1, width: 1, height: 1, name: 'a', type: 'image/png', thumbhash: null } as const;
  const [, gone] = (['lineart', 'lineart', 'art', 'lineart'] as const).map((layer, at) =>
    addTake(doc, { shot, layer, picture: { ...file, hash: `${at}`.repeat(64) }, by: 'ana', at }, 'test'),
  );
  deleteTakes(doc, [gone!], act, 'test');
  const takes = readTakes(doc).get(shot)!;
  const names = (which: 'shown' | 'all') =>
    pictureNames(
      takesToSave(takes, which, null).map(({ layer, number, picture }) => {
        return { shot: '4', layer: which === 'all' ? layer : null, take: number, type: picture.type };
      }),
    );
  expect(names('all')).toEqual(['04_lineart_v1.png', '04_lineart_v3.png', '04_art_v1.png']);
  expect(names('shown')).toEqual(['04_v1.png']);
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

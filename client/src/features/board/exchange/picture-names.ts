import type { TakeLayer } from '@clapper/documents';
import type { ImageType } from '@clapper/protocol';
import { fileName } from '../../../ui/file-name.ts';

export interface NamedTake {
  /** Of its shot: `3A`. */
  shot: string;
  /** Where both stacks are saved: each counts its own. Null: only one is. */
  layer: TakeLayer | null;
  /** Which it is in its stack. */
  take: number;
  type: ImageType;
}

const ENDINGS: Readonly<Record<ImageType, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/avif': 'avif',
};

/** `03A_v2.webp`, `03A_art_v2.webp`: in a folder they stand in the order of the board as far as its numbers do; no name comes twice. */
export function pictureNames(takes: readonly NamedTake[]): string[] {
  const used = new Set<string>();
  return takes.map(({ shot, layer, take, type }) => {
    const plain = fileName(shot.replace(/^\d(?!\d)/, '0$&'), 'shot');
    for (let copy = 1; ; copy += 1) {
      const name = `${plain}${layer === null ? '' : `_${layer}`}_v${take}${copy === 1 ? '' : ` (${copy})`}.${ENDINGS[type]}`;
      // Some systems do not tell capitals apart.
      if (used.has(name.toLowerCase())) continue;
      used.add(name.toLowerCase());
      return name;
    }
  });
}

import type { Random } from '../harness/random.ts';

/** A byte or two other than they were: ids, keys, kinds of content, lengths. */
export function mutated(bytes: Uint8Array, random: Random): Uint8Array {
  const out = [...bytes];
  for (let times = 1 + random.below(2); times > 0; times--) {
    const at = random.below(out.length);
    switch (random.below(4)) {
      case 0:
        out[at] = out[at]! ^ (1 << random.below(8));
        break;
      case 1:
        out[at] = (out[at]! + (random.chance(0.5) ? 1 : 255)) & 255;
        break;
      case 2:
        out[at] = random.below(256);
        break;
      default:
        out.copyWithin(at, random.below(out.length), random.below(out.length));
    }
  }
  return Uint8Array.from(out);
}

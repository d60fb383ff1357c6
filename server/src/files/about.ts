import type { FileAbout, FileVariant } from '@clapper/protocol';
import type { BlobRow, FileRow } from '../storage/storage.ts';
import type { Found } from './media/found.ts';

/** What is kept of a blob beside its bytes: what it was found to be, and what was made of it. */
export interface Kept extends Omit<Found, 'type'> {
  variants: Partial<Record<Variant, { type: string; bytes: number }>>;
  /** What could not be made of it, and is not tried again when somebody asks for it. */
  givenUp?: Variant[];
}

export type Variant = Exclude<FileVariant, 'original'>;

export function keptOf({ about }: BlobRow): Kept {
  return JSON.parse(about) as Kept;
}

export function aboutOf(blob: BlobRow, { name }: Pick<FileRow, 'name'>): FileAbout {
  const kept = keptOf(blob);
  const { variants, givenUp: _, ...found } = kept;
  const { hash, type, bytes, state, dueAt } = blob;
  const made = Object.keys(variants) as Variant[];
  const making = dueAt === null ? [] : missingOf(kept);
  return {
    ...{ hash, name, type, bytes, ...found, state },
    variants: ['original', ...made],
    ...(making.length > 0 && { making }),
  };
}

const OF_FILMS: readonly Variant[] = ['poster', 'filmstrip', 'waveform', 'proxy'];

/** What is made of a film and is not there, though nobody gave it up. Of what is silent there is nothing to be heard. */
export function missingOf({ variants, givenUp = [], video }: Kept): Variant[] {
  if (video === undefined) return [];
  return OF_FILMS.filter(
    (one) => variants[one] === undefined && !givenUp.includes(one) && (one !== 'waveform' || video.audio),
  );
}

/** Under what a variant's bytes are kept. */
export function keyOf(hash: string, variant: FileVariant): string {
  return variant === 'original' ? hash : `${hash}.${variant}`;
}

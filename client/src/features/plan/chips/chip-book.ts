import type { Chip, ChipWords } from '@clapper/documents';
import { createStore, type Store } from '../../../app/store.ts';

/** How a chip reads now. */
export interface ChipLook {
  /** In front of the name, set apart from it: `#4`, `@`. */
  sign: string;
  name: string;
  /** What it stands for is not there any more. */
  gone: boolean;
  /** Under the pointer, and for those who do not see it: what it is and where it leads. */
  label: string;
  /** Where it leads; null: nowhere. */
  href: string | null;
}

/** What the chips of a project stand for, as it is now. Another one with every change of that. */
export interface ChipBook {
  look(chip: Chip): ChipLook;
  /** Goes where it leads. */
  open(chip: Chip): void;
  words: ChipWords;
}

/** Holds the book of a page, which comes after its words: until then chips say the names they were given. */
export type ChipShelf = Store<ChipBook | null> & { set(book: ChipBook): void };

export function chipShelf(): ChipShelf {
  return createStore<ChipBook | null>(null);
}

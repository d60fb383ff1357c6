import { z } from 'zod';
import { recall, remember } from '../../../app/memory.ts';
import { PAPERS } from '../../exports/page.ts';

/** What a page can hold and a person still read. */
export const MOST_PER_SIDE = 8;
export const PDF_WORDS = ['action', 'dialogue', 'notes'] as const;

const side = z.int().min(1).max(MOST_PER_SIDE);
const choicesSchema = z.object({
  paper: z.enum(PAPERS),
  landscape: z.boolean(),
  columns: side,
  rows: side,
  words: z.array(z.enum(PDF_WORDS)),
});
export type PdfChoices = z.infer<typeof choicesSchema>;

const FIRST: PdfChoices = {
  paper: 'a4',
  landscape: true,
  columns: 3,
  rows: 2,
  words: ['action', 'dialogue'],
};

/** As it was printed the last time in this browser, whichever board; a frame's shape is that of the board at hand. */
export function recallChoices(): PdfChoices {
  try {
    return choicesSchema.safeParse(JSON.parse(recall('board.pdf') ?? '')).data ?? FIRST;
  } catch {
    return FIRST;
  }
}

export function rememberChoices(choices: PdfChoices): void {
  remember('board.pdf', JSON.stringify(choices));
}

import { z } from 'zod';
import { recall, remember } from '../../../app/memory.ts';
import { PAPERS } from '../../exports/page.ts';

/** What a page can hold and a person still read. */
export const MOST_PER_SIDE = 8;
/** Width over height, as films are called by it. */
export const RATIOS = {
  '16:9': 16 / 9,
  '9:16': 9 / 16,
  '1:1': 1,
  '4:5': 4 / 5,
  '4:3': 4 / 3,
  '1.85': 1.85,
  '2.39': 2.39,
};
export const PDF_WORDS = ['action', 'dialogue', 'notes'] as const;

const side = z.int().min(1).max(MOST_PER_SIDE);
const choicesSchema = z.object({
  paper: z.enum(PAPERS),
  landscape: z.boolean(),
  columns: side,
  rows: side,
  ratio: z.enum(Object.keys(RATIOS) as (keyof typeof RATIOS)[]),
  words: z.array(z.enum(PDF_WORDS)),
});
export type PdfChoices = z.infer<typeof choicesSchema>;

const FIRST: PdfChoices = {
  paper: 'a4',
  landscape: true,
  columns: 3,
  rows: 2,
  ratio: '16:9',
  words: ['action', 'dialogue'],
};

/** As it was printed the last time in this browser. */
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

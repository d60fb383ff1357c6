import type * as Y from 'yjs';
import { z } from 'zod';
import { wordsInRange, wordsOfQuote } from '../plan/range-words.ts';
import { positionSchema, QUOTE_LENGTH, shortened, type PlainRange } from '../text-range.ts';

/** The words of the plan a shot was made of, as a range that stays with them, and what they said then. */
export const sourceSchema = z.object({
  stage: z.string().min(1).max(64),
  from: positionSchema,
  to: positionSchema,
  /** Their beginning: what is shown when they are gone. */
  quote: z.string().min(1).max(QUOTE_LENGTH),
  /** Of all of them: whether they still say the same. */
  hash: z.string().regex(/^[0-9a-z]{1,16}$/),
});

export type ShotSource = z.infer<typeof sourceSchema>;

/** What became of the words since the shot was made of them, or since somebody said that it is all right. */
export type SourceState =
  | { state: 'same'; words: string; range: PlainRange }
  | { state: 'changed'; words: string; range: PlainRange }
  | { state: 'removed' };

/** A range of a stage as the source of a shot, with the words that stand in it now; null: there are none. */
export function sourceOf(
  plan: Y.Doc,
  stage: string,
  { from, to }: PlainRange,
): { source: ShotSource; words: string } | null {
  const words = wordsInRange(plan, stage, { from, to });
  if (words === null) return null;
  return { words, source: { stage, from, to, quote: shortened(words, QUOTE_LENGTH), hash: hashOf(words) } };
}

export function sourceState(plan: Y.Doc, source: ShotSource): SourceState {
  const { stage, from, to, quote, hash } = source;
  const found = wordsOfQuote(plan, stage, { from, to, quote });
  if (found === null) return { state: 'removed' };
  return { state: hashOf(found.words) === hash ? 'same' : 'changed', ...found };
}

/** As long as a title may be and still be read at a glance. */
const TITLE_LENGTH = 60;

/** What a shot made of these words is called: the first sentence, as much of it as fits. */
export function titleOf(words: string): string {
  const line = words.trim().split('\n', 1)[0] ?? '';
  const sentence = /^.*?[.!?。！？…](?=\s|$)/u.exec(line)?.[0] ?? line;
  return shortened(sentence.replace(/[.。]$/u, '').trim(), TITLE_LENGTH);
}

/**
 * 53 bits (cyrb53): tells whether words are still the same and proves nothing to anybody. Browsers withhold
 * `crypto.subtle` on plain http, and a real digest would be async. White space says nothing.
 */
function hashOf(words: string): string {
  const text = words.normalize('NFC').replace(/\s+/gu, ' ').trim();
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36);
}

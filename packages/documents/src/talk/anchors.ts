import type * as Y from 'yjs';
import { plainRange, rangePositions, shortened, type TextRange } from '../text-range.ts';
import { TALK_LIMITS, type Anchor } from './schema.ts';

export type TextAnchor = Extract<Anchor, { type: 'text' }>;

/** A range of a stage's text that stays with its words; `quote` is cut where it is too long to keep. */
export function textAnchor(
  stage: string,
  { quote, ...range }: TextRange<Y.RelativePosition> & { quote: string },
): TextAnchor {
  return { type: 'text', stage, ...plainRange(range), quote: shortened(quote, TALK_LIMITS.quote) };
}

export function anchorPositions(anchor: TextAnchor): TextRange<Y.RelativePosition> {
  return rangePositions(anchor);
}

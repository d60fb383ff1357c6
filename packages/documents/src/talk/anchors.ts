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

/** What a thread is at, of the things that have a place of their own in the app. */
export function placeOfAnchor(
  anchor: Anchor,
): { type: 'project'; id: null } | { type: 'stage' | 'shot' | 'event'; id: string } {
  switch (anchor.type) {
    case 'project':
      return { type: 'project', id: null };
    case 'stage':
    case 'text':
      return { type: 'stage', id: anchor.stage };
    case 'shot':
    case 'image':
      return { type: 'shot', id: anchor.shot };
    case 'event':
      return { type: 'event', id: anchor.event };
    default:
      return anchor satisfies never;
  }
}

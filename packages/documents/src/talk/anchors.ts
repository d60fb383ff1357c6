import * as Y from 'yjs';
import { TALK_LIMITS, type Anchor } from './schema.ts';

export type TextAnchor = Extract<Anchor, { type: 'text' }>;

/** A range of a stage's text that stays with its words; `quote` is cut where it is too long to keep. */
export function textAnchor(
  stage: string,
  { from, to, quote }: { from: Y.RelativePosition; to: Y.RelativePosition; quote: string },
): TextAnchor {
  return { type: 'text', stage, from: plain(from), to: plain(to), quote: shortened(quote) };
}

export function anchorPositions({ from, to }: TextAnchor): {
  from: Y.RelativePosition;
  to: Y.RelativePosition;
} {
  return { from: Y.createRelativePositionFromJSON(from), to: Y.createRelativePositionFromJSON(to) };
}

/** Yjs hands out instances of its own classes, which would be stored here as such and elsewhere as plain data. */
function plain(position: Y.RelativePosition): TextAnchor['from'] {
  const { type, tname, item, assoc } = position;
  return {
    ...(type === null ? {} : { type: { client: type.client, clock: type.clock } }),
    ...(tname === null ? {} : { tname }),
    ...(item === null ? {} : { item: { client: item.client, clock: item.clock } }),
    assoc: assoc < 0 ? -1 : 0,
  };
}

const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function shortened(words: string): string {
  if (words.length <= TALK_LIMITS.quote) return words;
  const end = GRAPHEMES.segment(words).containing(TALK_LIMITS.quote - 1)?.index ?? TALK_LIMITS.quote - 1;
  return `${words.slice(0, end)}…`;
}

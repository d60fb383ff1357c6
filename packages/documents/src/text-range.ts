import * as Y from 'yjs';
import { z } from 'zod';

/** Enough to find one's words again when they are gone from the page. UTF-16 units. */
export const QUOTE_LENGTH = 500;

const itemId = z.object({ client: z.int().min(0).max(0xffffffff), clock: z.int().min(0) });

/** A `Y.RelativePosition` as plain data: where in the plan's text something stands, whatever is typed around it. */
export const positionSchema = z.object({
  type: itemId.optional(),
  tname: z.string().max(64).optional(),
  item: itemId.optional(),
  assoc: z.int().min(-1).max(0).optional(),
});

/** Both ends of some words, each held by a character of its own: what is typed outside is no part of them. */
export interface TextRange<Position> {
  from: Position;
  to: Position;
}

export type PlainRange = TextRange<z.infer<typeof positionSchema>>;

/** Yjs hands out instances of its own classes, which would be stored here as such and elsewhere as plain data. */
export function plainRange({ from, to }: TextRange<Y.RelativePosition>): PlainRange {
  return { from: plain(from), to: plain(to) };
}

export function rangePositions({ from, to }: PlainRange): TextRange<Y.RelativePosition> {
  return { from: Y.createRelativePositionFromJSON(from), to: Y.createRelativePositionFromJSON(to) };
}

function plain({ type, tname, item, assoc }: Y.RelativePosition): PlainRange['from'] {
  return {
    ...(type === null ? {} : { type: { client: type.client, clock: type.clock } }),
    ...(tname === null ? {} : { tname }),
    ...(item === null ? {} : { item: { client: item.client, clock: item.clock } }),
    assoc: assoc < 0 ? -1 : 0,
  };
}

const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The words, or as many of them as there is room for and a sign that there are more. */
export function shortened(words: string, length: number): string {
  if (words.length <= length) return words;
  const end = GRAPHEMES.segment(words).containing(length - 1)?.index ?? length - 1;
  return `${words.slice(0, end)}…`;
}

/** A card in the margin and where it would stand by itself: beside its words. */
export interface PlacedCard {
  id: string;
  wanted: number;
  height: number;
}

/**
 * Where the cards stand, in the order of `cards`: each at its words or, where that is taken, as near as it can.
 * The one that is unfolded stands at its words whatever the others do; those above it move up, and only where
 * there is no more room does everything begin at the top. Pixels.
 */
export function placeCards(
  cards: readonly PlacedCard[],
  unfolded: string | null,
  { gap, top }: { gap: number; top: number },
): Map<string, number> {
  const fixed = cards.findIndex(({ id }) => id === unfolded);
  const places = new Map<string, number>();
  const above = cards.slice(0, Math.max(fixed, 0));
  const room = above.reduce((sum, { height }) => sum + height + gap, top);
  let below = top;
  if (fixed >= 0) {
    const card = cards[fixed]!;
    const at = Math.max(card.wanted, room);
    places.set(card.id, at);
    let edge = at - gap;
    for (const [index, { id, wanted, height }] of above.toReversed().entries()) {
      // What still has to fit in above this one.
      const needed = above
        .slice(0, above.length - 1 - index)
        .reduce((sum, one) => sum + one.height + gap, top);
      const place = Math.max(Math.min(wanted, edge - height), needed);
      places.set(id, place);
      edge = place - gap;
    }
    below = at + card.height + gap;
  }
  for (const { id, wanted, height } of cards.slice(fixed + 1)) {
    const place = Math.max(wanted, below);
    places.set(id, place);
    below = place + height + gap;
  }
  return places;
}

import { startTransition, useLayoutEffect, useRef, useState } from 'react';
import type { Store } from '../../../app/store.ts';
import type { BoardRead, BoardStore } from '../session/board-store.ts';
import { heldOf, NOTHING_HELD, withHeld, type Hand, type Held } from '../session/in-hand.ts';

interface Shown {
  store: BoardStore;
  /** As it is. */
  board: BoardRead;
  held: Held;
  /** As it is drawn. */
  drawn: BoardRead;
}

const NEW = { held: NOTHING_HELD, taken: [] };

const shownOf = (store: BoardStore, held: Held): Shown => {
  const board = store.get();
  return { store, board, held, drawn: withHeld(board, held) };
};

/**
 * The board to draw. What one types oneself stands in its field already: the rest of the page follows between the
 * keys, and no key waits for it. Everything else is drawn at once, and so are one's words when their field closes. What
 * others delete while one is at it stays until one has let go of it.
 *
 * @param hand what one is at; with it the stores that it is read from
 */
export function useBoardRead(
  store: BoardStore,
  writing: Store<unknown>,
  hand: Hand & { parts: readonly Store<unknown>[] },
): BoardRead {
  const [read, setRead] = useState(() => shownOf(store, NOTHING_HELD));
  /** Known at once, not when it is drawn: whoever lost a field with its card is at nothing any more. */
  const latest = useRef(read);
  useLayoutEffect(() => {
    const draw = () => {
      const before = latest.current;
      const board = store.get();
      const anew = before.store !== store;
      const { held, taken } = anew ? NEW : heldOf(board, before.board, before.held, hand);
      if (anew || before.board !== board || held.size !== before.held.size)
        latest.current = shownOf(store, held);
      // Also what is the same: it may have been on its way between the keys.
      setRead(latest.current);
      if (taken.length > 0) hand.told(taken);
    };
    const follow = () => {
      const { onlyWords, changedBy } = store.get();
      if (onlyWords && changedBy === 'me') startTransition(draw);
      else draw();
    };
    draw();
    const stops = [store, writing, ...hand.parts].map((one) => one.subscribe(one === store ? follow : draw));
    return () => {
      for (const stop of stops) stop();
    };
  }, [store, writing, hand]);
  return read.store === store ? read.drawn : store.get();
}

import { startTransition, useLayoutEffect, useState } from 'react';
import type { Store } from '../../../app/store.ts';
import type { BoardRead, BoardStore } from '../session/board-store.ts';

/**
 * The board to draw. What one types oneself stands in its field already: the rest of the page follows between the
 * keys, and no key waits for it. Everything else is drawn at once, and so are one's words when their field closes.
 */
export function useBoardRead(store: BoardStore, writing: Store<unknown>): BoardRead {
  const [read, setRead] = useState({ store, board: store.get() });
  useLayoutEffect(() => {
    const draw = () => {
      const board = store.get();
      setRead((before) => (before.store === store && before.board === board ? before : { store, board }));
    };
    const follow = () => {
      const { onlyWords, changedBy } = store.get();
      if (onlyWords && changedBy === 'me') startTransition(draw);
      else draw();
    };
    draw();
    const stops = [store.subscribe(follow), writing.subscribe(draw)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [store, writing]);
  return read.store === store ? read.board : store.get();
}

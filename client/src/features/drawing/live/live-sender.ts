import type { ShapeType } from '@clapper/documents';
import { newId } from '@clapper/protocol';
import type { Awareness } from 'y-protocols/awareness';
import type { Store } from '../../../app/store.ts';
import type { Drawn } from '../paint/paint-shape.ts';
import { encodeLive, type Live } from './live-shape.ts';

/** Tells the others what I am drawing. Presence itself sends no more than thirty states a second. */
export interface LiveSender {
  /** @param id of the shape that is moved; left out: a new one. Returns the id it goes by. */
  begin(id?: string): string;
  say(drawn: Drawn & { type: ShapeType }): void;
  /** It is in the document now. */
  done(): void;
  drop(): void;
}

export function liveSender(awareness: Awareness, of: Store<string | null>): LiveSender {
  let n = 0;
  let id: string | null = null;
  let said: Drawn | null = null;
  let frame: ReturnType<typeof setTimeout> | null = null;
  const tell = (live: Live): void => awareness.setLocalStateField('drawing', encodeLive(live));
  const tellSaid = (): void => {
    frame = null;
    const drawnOn = of.get();
    if (said === null || id === null || drawnOn === null) return;
    const { type, points, color, width, text } = said;
    tell({ state: 'drawing', n, id, of: drawnOn, type, points, color, width, text });
  };
  const end = (state: 'done' | 'dropped'): void => {
    if (frame !== null) clearTimeout(frame);
    frame = null;
    if (id !== null && said !== null) tell({ state, n, id });
    [id, said] = [null, null];
  };
  return {
    begin(moved) {
      if (id !== null) end('dropped');
      n += 1;
      id = moved ?? newId();
      return id;
    },
    say(drawn) {
      said = drawn;
      // Thinning a long stroke costs a millisecond: once for what is sent, not for every move of the hand.
      frame ??= setTimeout(tellSaid, SAY_EVERY_MS);
    },
    done: () => end('done'),
    drop: () => end('dropped'),
  };
}

/** As often as presence sends at all. */
const SAY_EVERY_MS = 33;

import { readTakes, type ShotTakes } from '@clapper/documents';
import type * as Y from 'yjs';
import { createStore, type Store } from '../../../app/store.ts';

export interface TakesStore extends Store<ReadonlyMap<string, ShotTakes>> {
  start(): () => void;
}

/**
 * The pictures of all shots. Read again when a take or what a shot shows of them changes, and not at every
 * letter; a shot whose pictures are the same keeps the same object, so that its card is not drawn again.
 */
export function takesStore(doc: Y.Doc): TakesStore {
  const store = createStore(read(doc, new Map()));
  const again = () => store.set(read(doc, store.get()));
  const shotsChanged = (events: Y.YEvent<Y.AbstractType<unknown>>[]) => {
    if (events.some(({ keys, path }) => path.length < 2 && (keys.has('lineart') || keys.has('art')))) again();
  };
  return {
    get: store.get,
    subscribe: store.subscribe,
    start() {
      again();
      const [takes, shots] = [doc.getMap('takes'), doc.getMap('shots')];
      takes.observeDeep(again);
      shots.observeDeep(shotsChanged);
      return () => {
        takes.unobserveDeep(again);
        shots.unobserveDeep(shotsChanged);
      };
    },
  };
}

function read(doc: Y.Doc, before: ReadonlyMap<string, ShotTakes>): ReadonlyMap<string, ShotTakes> {
  const now = new Map(readTakes(doc));
  for (const [shot, takes] of now) {
    const known = before.get(shot);
    if (known !== undefined && saysOf(known) === saysOf(takes)) now.set(shot, known);
  }
  return now;
}

/** What can change of takes: which there are, which is shown, what is noted. Pictures never do. */
function saysOf({ lineart, art }: ShotTakes): string {
  return JSON.stringify(
    [lineart, art].map(({ current, takes, deleted }) => [
      current?.id,
      takes.map(({ id, number, note }) => [id, number, note]),
      deleted.map(({ id }) => id),
    ]),
  );
}

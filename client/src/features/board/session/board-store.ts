import {
  readBoard,
  readBoardSettings,
  shotText,
  SHOT_TEXTS,
  type Board,
  type BoardSettings,
  type Shot,
  type ShotText,
} from '@clapper/documents';
import type * as Y from 'yjs';
import { createStore, type Store } from '../../../app/store.ts';

export interface BoardRead extends Board {
  settings: BoardSettings;
  /** By id, deleted ones too. */
  byId: ReadonlyMap<string, Shot>;
  /** Who made the last change: a screen stays where it is under other people's. */
  changedBy: 'me' | 'others';
  /** Nothing but texts of shots changed. */
  onlyWords: boolean;
}

export interface BoardStore extends Store<BoardRead> {
  start(): () => void;
}

/**
 * The board as the page shows it. Typing in one text touches one shot: it alone is read again, and every
 * shot that did not change stays the same object, so that a board of 500 draws one card per key press.
 */
export function boardStore(doc: Y.Doc, stages: readonly { id: string }[]): BoardStore {
  const store = createStore(read(doc, stages, null, 'me'));
  const [root, settings] = [doc.getMap('shots'), doc.getMap('settings')];
  const changed = (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction) => {
    const by = transaction.local ? 'me' : 'others';
    const texts = events.map(({ path, target }) => textPath(doc, path, target));
    store.set(
      texts.every((text) => text !== null)
        ? withTexts(store.get(), doc, texts, by)
        : read(doc, stages, store.get(), by),
    );
  };
  const setUp = (_: unknown, { local }: Y.Transaction) =>
    store.set(read(doc, stages, store.get(), local ? 'me' : 'others'));
  return {
    get: store.get,
    subscribe: store.subscribe,
    start() {
      // Between making and starting the document may have changed.
      store.set(read(doc, stages, store.get(), 'others'));
      root.observeDeep(changed);
      settings.observe(setUp);
      return () => {
        root.unobserveDeep(changed);
        settings.unobserve(setUp);
      };
    },
  };
}

interface TextPath {
  id: string;
  field: ShotText;
}

/** The shared text an event happened in; null: something else, so the board is read anew. */
function textPath(doc: Y.Doc, path: readonly (string | number)[], target: unknown): TextPath | null {
  const [id, name] = path;
  const field = SHOT_TEXTS.find((text) => text === name);
  if (path.length !== 2 || typeof id !== 'string' || field === undefined) return null;
  return shotText(doc, id, field) === target ? { id, field } : null;
}

function withTexts(
  before: BoardRead,
  doc: Y.Doc,
  texts: readonly TextPath[],
  changedBy: 'me' | 'others',
): BoardRead {
  const changed = new Map<string, Shot>();
  for (const { id, field } of texts) {
    const shot = changed.get(id) ?? before.byId.get(id);
    // A record that could not be read has no card; its texts change nothing on the screen.
    if (shot !== undefined) changed.set(id, { ...shot, [field]: shotText(doc, id, field)?.toJSON() ?? '' });
  }
  const replace = (shots: Shot[]) => shots.map((shot) => changed.get(shot.id) ?? shot);
  return withIndex(
    { ...before, shots: replace(before.shots), deleted: replace(before.deleted) },
    { changedBy, onlyWords: true },
  );
}

function read(
  doc: Y.Doc,
  stages: readonly { id: string }[],
  before: BoardRead | null,
  changedBy: 'me' | 'others',
): BoardRead {
  const board = readBoard(doc, stages);
  const keep = (shot: Shot) => {
    const known = before?.byId.get(shot.id);
    return known !== undefined && sameShot(known, shot) ? known : shot;
  };
  const settings = readBoardSettings(doc);
  return withIndex(
    { settings, problems: board.problems, shots: board.shots.map(keep), deleted: board.deleted.map(keep) },
    { changedBy, onlyWords: false },
  );
}

function withIndex(
  board: Board & Pick<BoardRead, 'settings'>,
  change: Pick<BoardRead, 'changedBy' | 'onlyWords'>,
): BoardRead {
  return {
    ...board,
    ...change,
    byId: new Map([...board.shots, ...board.deleted].map((shot) => [shot.id, shot])),
  };
}

function sameShot(a: Shot, b: Shot): boolean {
  return (Object.keys(a) as (keyof Shot)[]).every((key) => {
    if (key === 'place') return a.place.stage === b.place.stage && a.place.order === b.place.order;
    if (key === 'deleted') return a.deleted?.by === b.deleted?.by && a.deleted?.at === b.deleted?.at;
    return a[key] === b[key];
  });
}

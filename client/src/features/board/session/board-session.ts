import type { Shot, ShotTakes, TakeLayer } from '@clapper/documents';
import { createContext, useContext } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { RecordUndo } from '../../../app/record-undo.ts';
import { usePart, type Settable, type Store } from '../../../app/store.ts';
import type { SourceNews } from '../source/use-source-states.ts';
import type { BoardActions } from './actions.ts';
import type { BoardRead } from './board-store.ts';
import type { EditField, FieldName } from './fields.ts';
import type { Filter } from './filter.ts';
import type { Selection, SelectMode } from './selection.ts';
import type { Spot } from './nudge.ts';

export interface Editing {
  id: string;
  field: EditField;
}

export interface Dragging {
  ids: readonly string[];
  /** Where a drop would put them; null: nowhere. */
  to: Spot | null;
}

/** What all parts of the page share; the object itself stays the same while the document does. */
export interface BoardSession {
  project: string;
  doc: Y.Doc;
  awareness: Awareness;
  me: { id: string; name: string };
  writable: boolean;
  undo: RecordUndo;
  /** As it is now, for gestures; what is drawn gets it handed down. */
  board(): BoardRead;
  selection: Settable<Selection>;
  /** The field that is open on a card. */
  editing: Settable<Editing | null>;
  /** The field somebody types in, wherever it is: what the others are told. */
  writing: Settable<{ id: string; field: FieldName } | null>;
  dragging: Settable<Dragging | null>;
  filter: Settable<Filter>;
  /** How many threads are open on which shot. */
  openThreads: Settable<ReadonlyMap<string, number>>;
  /** How many notes of others on it were not seen yet. */
  unread: Settable<ReadonlyMap<string, number>>;
  /** Shots whose words in the plan changed or were removed. */
  sourceNews: Settable<ReadonlyMap<string, SourceNews>>;
  /** The ids of the shots as they are shown, in order: set by the page when it has drawn them. */
  shown: Settable<readonly string[]>;
  /** The pictures of shots that have some. */
  takes: Store<ReadonlyMap<string, ShotTakes>>;
  /** Which of the two one looks at; null: the art, as soon as a shot has some. */
  layer: Settable<TakeLayer | null>;
  /** The shot whose pictures are open. */
  viewing: Settable<string | null>;
  /** Pictures that are asked where they shall go, and the shot they were dropped on. */
  importing: Settable<{ pictures: readonly File[]; from: string | null } | null>;
  /** Shots that pictures are being put on, and how many. */
  arriving: Settable<ReadonlyMap<string, number>>;
  /** Shots that somebody else has just deleted, which this person had before them. */
  taken: Settable<readonly Shot[]>;
  actions: BoardActions;
  order(): readonly string[];
  select(id: string, mode: SelectMode): void;
  edit(id: string, field: EditField): void;
  /** A new shot, selected, with its title open. */
  addAt(spot: Spot): void;
}

const BoardContext = createContext<BoardSession | null>(null);
export const BoardProvider = BoardContext.Provider;

export function useBoard(): BoardSession {
  const session = useContext(BoardContext);
  if (session === null) throw new Error('useBoard outside of the board page');
  return session;
}

const ID_SETS = new WeakMap<readonly string[], ReadonlySet<string>>();

export function useSelectedIds(): ReadonlySet<string> {
  const ids = usePart(useBoard().selection, (selection) => selection.ids);
  let set = ID_SETS.get(ids);
  if (set === undefined) ID_SETS.set(ids, (set = new Set(ids)));
  return set;
}

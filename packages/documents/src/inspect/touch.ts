/**
 * One path that an update touches, found before the update is applied. The guard judges it; whoever
 * wants to know what changed reads it afterwards.
 */
export interface Touch {
  /** Name of the root; '' where an update names no place there is. */
  readonly root: string;
  /** Keys from the root inwards: the record, its field, what lies in that. Empty: the root itself. */
  readonly keys: readonly string[];
  /** The record that the path leads into is made by the same update. */
  readonly fresh: boolean;
  readonly change: TouchChange;
}

export type TouchChange =
  /** The key gets a value. Of two writers at once either may win: it counts as set whoever does. */
  | { readonly type: 'set'; readonly value: NewValue; readonly over: Standing }
  /** The key is emptied, or gets an item that holds nothing. */
  | { readonly type: 'delete'; readonly over: Standing }
  /** Something changes inside a text, a page of rich text or a list; once per path. */
  | { readonly type: 'edit'; readonly edit: Readonly<Edit> }
  /** An item whose neighbours do not belong together, or that stands nowhere: no Yjs writes it. */
  | { readonly type: 'misplaced' };

/** What lived under the key before. */
export type Standing = 'nothing' | 'value' | 'type';

export type NewValue =
  | { readonly holds: 'plain'; readonly value: unknown }
  | { readonly holds: 'type'; readonly type: TypeName }
  /** Yjs takes it and JSON hides it: bytes, embeds, documents in documents, several values at once. */
  | { readonly holds: 'foreign'; readonly content: string };

export type TypeName = 'map' | 'array' | 'text' | 'xmlText' | 'fragment' | 'element' | 'hook';

export interface Edit {
  /** What the edited thing is; `root`: a list in a root of the doc. */
  readonly in: TypeName | 'root';
  /** Characters and other countable items that come, and that go. */
  inserted: number;
  deleted: number;
  /** The length it comes to, in UTF-16 units, where it is a text. */
  length: number;
  /** Names of the elements that come. */
  readonly nodes: Set<string>;
  readonly attributes: { readonly node: string | null; readonly name: string; readonly value: unknown }[];
  readonly marks: { readonly name: string; readonly value: unknown }[];
  /** What belongs in no text and no page. */
  readonly foreign: Set<string>;
  /** How deep it nests, the edited thing itself being 0. */
  depth: number;
}

/** `shots/<id>/size`, as refusals name it. */
export function touchPath({ root, keys }: Pick<Touch, 'root' | 'keys'>): string {
  return [root, ...keys].join('/');
}

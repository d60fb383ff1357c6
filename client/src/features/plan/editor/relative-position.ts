import { absolutePositionToRelativePosition, type ProsemirrorBinding } from '@tiptap/y-tiptap';
import * as Y from 'yjs';

/** Where something is in the shared document: it stays behind what stands before it, whatever is typed there. */
export function relativePosition(position: number, binding: ProsemirrorBinding): Y.RelativePosition {
  return stay(absolutePositionToRelativePosition(position, binding.type, binding.mapping), binding.doc);
}

/**
 * For the only place of an empty line y-tiptap names the line's end, which runs away from the first character
 * that somebody else types; everywhere else its positions stay. Here it is the line's start.
 */
export function stay(position: Y.RelativePosition, doc: Y.Doc): Y.RelativePosition {
  if (position.item !== null || position.type === null || position.assoc < 0) return position;
  const item = Y.getItem(doc.store, position.type);
  const isEmpty =
    item instanceof Y.Item && item.content instanceof Y.ContentType && item.content.type._length === 0;
  return isEmpty ? new Y.RelativePosition(position.type, null, null, -1) : position;
}

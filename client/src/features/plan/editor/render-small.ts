import { Fragment, Slice, type Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import type { ProsemirrorBinding } from '@tiptap/y-tiptap';

/**
 * For every edit of somebody else y-tiptap builds the document anew and replaces all of it: in a long stage
 * every element is given other words, every decoration points nowhere, and the line one reads moves. Here
 * its replacement is narrowed to the blocks that differ, and the others stay the very nodes they were.
 *
 * (Keeping nodes from one time to the next, without building them anew, is faster and wrong: y-tiptap's
 * mapping is not always true after an undo. Random editing finds it in one run of seventy.)
 */
export function renderSmall(binding: ProsemirrorBinding): void {
  Object.defineProperty(binding, '_tr', {
    configurable: true,
    get(): Transaction {
      const { tr } = binding.prosemirrorView.state;
      const replace = tr.replace.bind(tr);
      tr.replace = (from: number, to = from, slice = Slice.empty) =>
        from === 0 && to === tr.doc.content.size
          ? replaceDifference(binding, tr, replace, slice.content)
          : replace(from, to, slice);
      return tr.setMeta('addToHistory', false);
    },
  });
}

function replaceDifference(
  binding: ProsemirrorBinding,
  tr: Transaction,
  replace: Transaction['replace'],
  content: Fragment,
): Transaction {
  const old = tr.doc.content;
  // A page needs a block: emptied completely, it is filled as the editor would fill it.
  if (content.childCount === 0) return replace(0, old.size, new Slice(content, 0, 0));
  const types = binding.type.toArray();
  // The block's shared type goes on standing for the node that is shown.
  const keep = (index: number, node: Node) => {
    const type = types[index];
    if (type !== undefined && binding.mapping.get(type) === content.child(index))
      binding.mapping.set(type, node);
  };
  const shorter = Math.min(old.childCount, content.childCount);
  let start = 0;
  let from = 0;
  while (start < shorter && old.child(start).eq(content.child(start))) {
    keep(start, old.child(start));
    from += old.child(start++).nodeSize;
  }
  let end = 0;
  let to = old.size;
  while (end < shorter - start) {
    const kept = old.child(old.childCount - end - 1);
    if (!kept.eq(content.child(content.childCount - end - 1))) break;
    keep(content.childCount - end - 1, kept);
    to -= kept.nodeSize;
    end++;
  }
  const middle: Node[] = [];
  for (let index = start; index < content.childCount - end; index++) middle.push(content.child(index));
  return from === to && middle.length === 0 ? tr : replace(from, to, new Slice(Fragment.from(middle), 0, 0));
}

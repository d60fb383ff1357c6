import { Fragment, Slice, type Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import type { ProsemirrorBinding } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';

type Render = (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction) => void;

/**
 * y-tiptap builds the whole document anew for every edit of somebody else and replaces all of it: in a long
 * stage that costs a frame, moves every element to other words and every decoration to nowhere. Here it keeps
 * the nodes of what did not change, and only the blocks that differ are replaced.
 */
export function renderSmall(binding: ProsemirrorBinding): Render {
  const render: Render = binding._observeFunction;
  // Its transactions replace everything by a slice of the new document: the same in both, minus what is equal.
  Object.defineProperty(binding, '_tr', {
    configurable: true,
    get(): Transaction {
      const { tr } = binding.prosemirrorView.state;
      const replace = tr.replace.bind(tr);
      tr.replace = (from: number, to = from, slice = Slice.empty) =>
        from === 0 && to === tr.doc.content.size
          ? replaceDifference(tr, replace, slice.content)
          : replace(from, to, slice);
      return tr.setMeta('addToHistory', false);
    },
  });
  return (events, transaction) => {
    const { mapping } = binding;
    // What changed was taken out of the mapping before; the rest of it is still true.
    mapping.clear = () => undefined;
    try {
      render(events, transaction);
    } finally {
      Reflect.deleteProperty(mapping, 'clear');
    }
  };
}

function replaceDifference(tr: Transaction, replace: Transaction['replace'], content: Fragment): Transaction {
  const old = tr.doc.content;
  const shorter = Math.min(old.childCount, content.childCount);
  let start = 0;
  let from = 0;
  while (start < shorter && old.child(start) === content.child(start)) from += old.child(start++).nodeSize;
  let end = 0;
  let to = old.size;
  while (
    end < shorter - start &&
    old.child(old.childCount - end - 1) === content.child(content.childCount - end - 1)
  ) {
    to -= old.child(old.childCount - ++end).nodeSize;
  }
  const middle: Node[] = [];
  for (let index = start; index < content.childCount - end; index++) middle.push(content.child(index));
  // A page needs a block: emptied completely, it is filled as the editor would fill it.
  if (content.childCount === 0) return replace(0, old.size, new Slice(content, 0, 0));
  return from === to && middle.length === 0 ? tr : replace(from, to, new Slice(Fragment.from(middle), 0, 0));
}

import type { Extensions } from '@tiptap/core';
import { Link } from '@tiptap/extension-link';
import { TaskItem, TaskList } from '@tiptap/extension-list';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import { StarterKit } from '@tiptap/starter-kit';
import { chipNodes, type ChipOptions } from '../chips/chip-nodes.ts';
import { Callout } from './callout.ts';
import { Highlight } from './highlight.ts';
import { isAllowedLink } from './links.ts';

/**
 * Everything that makes up the editor's schema, and nothing else. It has to stay word for word what
 * PLAN_NODES and PLAN_MARKS declare: a node missing here would be deleted for everybody by looking at it.
 */
export function planSchema({
  taskLabel,
  chips = {},
}: { taskLabel?: (text: string) => string; chips?: Partial<ChipOptions> } = {}): Extensions {
  return [
    StarterKit.configure({
      heading: { levels: [1, 2, 3] },
      link: false,
      // Undo belongs to the document, not to an editor (undo.ts).
      undoRedo: false,
      // It appends a paragraph on opening, and opening changes nothing.
      trailingNode: false,
      dropcursor: { color: false, width: 2, class: 'plan-drop-line' },
    }),
    Link.configure({
      openOnClick: false,
      autolink: true,
      linkOnPaste: true,
      defaultProtocol: 'https',
      isAllowedUri: (url) => isAllowedLink(url),
    }),
    TaskList,
    TaskItem.configure({
      nested: true,
      a11y: { checkboxLabel: (node) => taskLabel?.(node.firstChild?.textContent ?? '') ?? node.textContent },
    }),
    // Four columns stand in a stage among three others; narrower ones would part words, the table scrolls instead.
    Table.configure({ resizable: false, cellMinWidth: 58, allowTableNodeSelection: true }),
    TableRow,
    TableHeader,
    TableCell,
    Callout,
    Highlight,
    ...chipNodes(chips),
  ];
}

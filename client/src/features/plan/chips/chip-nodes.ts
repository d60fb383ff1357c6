import { CHIP_NODES, ownChipWords, readChip, type Chip, type ChipType } from '@clapper/documents';
import { Node } from '@tiptap/core';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { chipShelf, type ChipShelf } from './chip-book.ts';
import { chipView } from './chip-view.ts';

export interface ChipOptions {
  /** Chips that were copied in another project are pasted as words: there they would stand for nothing. */
  project: string;
  shelf: ChipShelf;
}

/** Shots, people and days in a line: each one letter wide to the caret, and nothing in it to write in. */
export function chipNodes(options: Partial<ChipOptions>) {
  return (['shot', 'person', 'date'] as const).map((type) => chipNode(type).configure(options));
}

function chipNode(type: ChipType) {
  return Node.create<ChipOptions>({
    name: CHIP_NODES[type],
    group: 'inline',
    inline: true,
    atom: true,
    draggable: true,

    addOptions: () => ({ project: '', shelf: chipShelf() }),

    addAttributes() {
      const target = { default: null, rendered: false, parseHTML: attribute('data-target') };
      const name = { default: '', rendered: false, parseHTML: attribute('data-name') };
      return type === 'date' ? { date: target } : { [type]: target, name };
    },

    parseHTML() {
      const { project } = this.options;
      const isOurs = (element: HTMLElement) =>
        element.dataset['project'] === project && chipOfElement(type, element) !== null;
      return [{ tag: `span[data-chip="${type}"]`, getAttrs: (element) => (isOurs(element) ? null : false) }];
    },

    // For the clipboard; on the page stands the view.
    renderHTML({ node }) {
      const { date, name } = node.attrs as Record<string, unknown>;
      const target = type === 'date' ? date : node.attrs[type];
      const { project } = this.options;
      return [
        'span',
        { 'data-chip': type, 'data-project': project, 'data-target': target, 'data-name': name },
        wordsOf(node, this.options.shelf),
      ];
    },

    renderText({ node }) {
      return wordsOf(node, this.options.shelf);
    },

    addNodeView() {
      return ({ node, editor }) => chipView(node, this.options.shelf, editor.isEditable);
    },
  });
}

function attribute(name: string) {
  return (element: HTMLElement) => element.getAttribute(name);
}

function chipOfElement(type: ChipType, element: HTMLElement): Chip | null {
  return readChip(CHIP_NODES[type], { [type]: element.dataset['target'], name: element.dataset['name'] });
}

function wordsOf(node: ProseMirrorNode, shelf: ChipShelf): string {
  const chip = readChip(node.type.name, node.attrs);
  return chip === null ? '' : (shelf.get()?.words ?? ownChipWords)(chip);
}

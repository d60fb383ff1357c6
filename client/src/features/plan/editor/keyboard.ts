import { readChip, type Chip } from '@clapper/documents';
import { Extension } from '@tiptap/core';
import { NodeSelection } from '@tiptap/pm/state';
import type { PlanUndo } from './undo.ts';
import { blockAt, duplicateBlock, moveBlocks } from '../blocks/move-block.ts';

export interface PlanKeyboardOptions {
  onLink: () => boolean;
  onShot: () => void;
  /** Enter on a chip. */
  onChip: (chip: Chip) => void;
  undo: PlanUndo;
}

/** Keys of the page's editor that no other extension has. */
export const PlanKeyboard = Extension.create<PlanKeyboardOptions>({
  name: 'planKeyboard',
  priority: 950,

  addKeyboardShortcuts() {
    const move = (direction: 'up' | 'down') => () => {
      const transaction = moveBlocks(this.editor.state, direction);
      if (transaction !== null) this.editor.view.dispatch(transaction);
      // At the end there is nowhere to go, but the key is still ours.
      return true;
    };
    const step = (direction: 'undo' | 'redo') => () => {
      this.options.undo[direction]();
      return true;
    };
    return {
      'Alt-Shift-ArrowUp': move('up'),
      'Alt-Shift-ArrowDown': move('down'),
      // ProseMirror swallows these three even when nobody handles them, so the page would never see them.
      'Mod-z': step('undo'),
      'Mod-Shift-z': step('redo'),
      'Mod-y': step('redo'),
      'Mod-Shift-Enter': () => {
        this.options.onShot();
        return true;
      },
      Enter: () => {
        const { selection } = this.editor.state;
        if (!(selection instanceof NodeSelection)) return false;
        const chip = readChip(selection.node.type.name, selection.node.attrs);
        if (chip !== null) this.options.onChip(chip);
        // A chip is not parted, and not replaced by a line break.
        return chip !== null;
      },
      // With nothing to make a link of it is the key that finds things, as everywhere.
      'Mod-k': () =>
        (!this.editor.state.selection.empty || this.editor.isActive('link')) && this.options.onLink(),
      'Mod-Shift-d': () => {
        const block = blockAt(this.editor.state.doc, this.editor.state.selection.from);
        if (block !== null) this.editor.view.dispatch(duplicateBlock(this.editor.state, block));
        return true;
      },
    };
  },
});

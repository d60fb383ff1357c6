import { CHIP_NODES, type Chip } from '@clapper/documents';
import type { Editor } from '@tiptap/core';

/** Puts a chip where its name was being typed, the caret behind it. */
export function insertChip({ state, view }: Editor, chip: Chip, range: { from: number; to: number }): void {
  const { type, ...attributes } = chip;
  const node = state.schema.nodes[CHIP_NODES[type]];
  if (node === undefined) throw new Error(`The editor knows no ${CHIP_NODES[type]}.`);
  view.focus();
  view.dispatch(state.tr.replaceWith(range.from, range.to, node.create(attributes)).scrollIntoView());
}

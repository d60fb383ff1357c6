import type { Editor } from '@tiptap/core';

export const BLOCK_TYPES = [
  'paragraph',
  'heading1',
  'heading2',
  'heading3',
  'bulletList',
  'orderedList',
  'taskList',
  'quote',
  'code',
] as const;
export type BlockType = (typeof BLOCK_TYPES)[number];

/** Makes the block with the caret another kind of block; its words and their marks stay. */
export function turnInto(editor: Editor, type: BlockType): void {
  // Out of lists and quotes first: a heading in a list item is not what anybody means by "heading".
  const chain = editor.chain().focus().clearNodes();
  switch (type) {
    case 'paragraph':
      chain.run();
      return;
    case 'heading1':
      chain.setHeading({ level: 1 }).run();
      return;
    case 'heading2':
      chain.setHeading({ level: 2 }).run();
      return;
    case 'heading3':
      chain.setHeading({ level: 3 }).run();
      return;
    case 'bulletList':
      chain.toggleBulletList().run();
      return;
    case 'orderedList':
      chain.toggleOrderedList().run();
      return;
    case 'taskList':
      chain.toggleTaskList().run();
      return;
    case 'quote':
      chain.setBlockquote().run();
      return;
    case 'code':
      chain.setCodeBlock().run();
      return;
  }
}

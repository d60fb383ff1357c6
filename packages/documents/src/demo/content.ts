import type { ContentNode } from '../plan/content.ts';
import type { CalloutKind } from '../plan/content-schema.ts';

/** Short words for writing rich text by hand: the demo's pages read like pages. */
export type Words = string | readonly (string | ContentNode)[];

export function strong(text: string): ContentNode {
  return { type: 'text', text, marks: [{ type: 'bold' }] };
}

export function emphasis(text: string): ContentNode {
  return { type: 'text', text, marks: [{ type: 'italic' }] };
}

export function marked(text: string): ContentNode {
  return { type: 'text', text, marks: [{ type: 'highlight' }] };
}

export function struck(text: string): ContentNode {
  return { type: 'text', text, marks: [{ type: 'strike' }] };
}

export function heading(level: 1 | 2 | 3, words: Words): ContentNode {
  return { type: 'heading', attrs: { level }, content: inline(words) };
}

export function paragraph(words: Words): ContentNode {
  return { type: 'paragraph', content: inline(words) };
}

export function bullets(...items: Words[]): ContentNode {
  return {
    type: 'bulletList',
    content: items.map((item) => ({ type: 'listItem', content: [paragraph(item)] })),
  };
}

export function steps(...items: Words[]): ContentNode {
  return {
    type: 'orderedList',
    content: items.map((item) => ({ type: 'listItem', content: [paragraph(item)] })),
  };
}

/** Done ones first in `done`, then what is open. */
export function tasks({ done = [], open }: { done?: Words[]; open: Words[] }): ContentNode {
  const item =
    (checked: boolean) =>
    (words: Words): ContentNode => ({
      type: 'taskItem',
      attrs: { checked },
      content: [paragraph(words)],
    });
  return { type: 'taskList', content: [...done.map(item(true)), ...open.map(item(false))] };
}

export function quote(words: Words): ContentNode {
  return { type: 'blockquote', content: [paragraph(words)] };
}

export function callout(kind: CalloutKind, words: Words): ContentNode {
  return { type: 'callout', attrs: { kind }, content: [paragraph(words)] };
}

export function table(head: readonly Words[], ...rows: readonly (readonly Words[])[]): ContentNode {
  const row = (cell: 'tableHeader' | 'tableCell', cells: readonly Words[]): ContentNode => ({
    type: 'tableRow',
    content: cells.map((words) => ({ type: cell, content: [paragraph(words)] })),
  });
  return {
    type: 'table',
    content: [row('tableHeader', head), ...rows.map((cells) => row('tableCell', cells))],
  };
}

export const rule: ContentNode = { type: 'horizontalRule' };

function inline(words: Words): ContentNode[] {
  const parts = typeof words === 'string' ? [words] : words;
  return parts.map((part) => (typeof part === 'string' ? { type: 'text', text: part } : part));
}

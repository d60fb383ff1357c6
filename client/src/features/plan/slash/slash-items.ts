import type { ChainedCommands, Editor } from '@tiptap/core';
import type { ContentNode } from '@clapper/documents';
import { findHangul } from '../../../ui/hangul.ts';

export const SLASH_IDS = [
  'makeShot',
  'shot',
  'date',
  'person',
  'heading1',
  'heading2',
  'heading3',
  'bulletList',
  'orderedList',
  'taskList',
  'quote',
  'calloutNote',
  'calloutWarning',
  'calloutIdea',
  'table',
  'divider',
  'code',
  'treatment',
] as const;
export type SlashId = (typeof SLASH_IDS)[number];

/** An entry as it is offered: its name in the person's language, and what else it answers to. */
export interface SlashWords {
  id: SlashId;
  label: string;
  /** Names in both languages and what people call it elsewhere, parted by commas. */
  words: string;
}

export interface SlashMatch extends SlashWords {
  /** The letters of the label that were typed, to stand bold; null when only a word matched. */
  typed: { from: number; to: number } | null;
}

/** Entries that answer to what was typed: those whose name does first, in their own order. */
export function filterSlash(entries: readonly SlashWords[], query: string): SlashMatch[] {
  const byName: SlashMatch[] = [];
  const byWord: SlashMatch[] = [];
  for (const entry of entries) {
    const typed = findHangul(entry.label, query);
    if (typed !== null) byName.push({ ...entry, typed });
    else if (entry.words.split(',').some((word) => findHangul(word.trim(), query)?.from === 0)) {
      byWord.push({ ...entry, typed: null });
    }
  }
  return [...byName, ...byWord];
}

/** What ties the words to the rest of the production; the others are blocks. */
export const PRODUCTION_IDS = ['makeShot', 'shot', 'date', 'person'] as const satisfies SlashId[];
export type ProductionId = (typeof PRODUCTION_IDS)[number];

export function isProduction(id: SlashId): id is ProductionId {
  return (PRODUCTION_IDS as readonly SlashId[]).includes(id);
}

/** What changes the page by itself; the others begin something beside it. */
export type SlashBlock = Exclude<SlashId, ProductionId>;

/** Puts an entry where the slash stood; `range` is the slash and what was typed behind it. */
export function insertSlash(
  editor: Editor,
  id: SlashBlock,
  range: { from: number; to: number },
  treatment: readonly ContentNode[],
): void {
  const chain = editor.chain().focus().deleteRange(range);
  apply(chain, id, treatment).run();
}

function apply(chain: ChainedCommands, id: SlashBlock, treatment: readonly ContentNode[]): ChainedCommands {
  switch (id) {
    case 'heading1':
      return chain.setHeading({ level: 1 });
    case 'heading2':
      return chain.setHeading({ level: 2 });
    case 'heading3':
      return chain.setHeading({ level: 3 });
    case 'bulletList':
      return chain.toggleBulletList();
    case 'orderedList':
      return chain.toggleOrderedList();
    case 'taskList':
      return chain.toggleTaskList();
    case 'quote':
      return chain.setBlockquote();
    case 'calloutNote':
      return chain.setCallout('note');
    case 'calloutWarning':
      return chain.setCallout('warning');
    case 'calloutIdea':
      return chain.setCallout('idea');
    case 'table':
      return chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true });
    case 'divider':
      return chain.setHorizontalRule();
    case 'code':
      return chain.setCodeBlock();
    case 'treatment':
      return chain.insertContent([...treatment]);
  }
}

import { useCallback, useState } from 'react';
import { recall, remember } from '../../../app/memory.ts';
import { CARD_FIELDS, FIRST_CARD_FIELDS, type CardField } from './fields.ts';

/** 1: four columns a stage … 4: one; 5: one, and two stages abreast. */
export const SIZES = [1, 2, 3, 4, 5] as const;
export type Size = (typeof SIZES)[number];

export interface View {
  show: 'grid' | 'table';
  size: Size;
  fields: readonly CardField[];
  details: boolean;
  /** Lines over the frames to compose by. */
  guides: boolean;
}

const FIRST: View = { show: 'grid', size: 4, fields: FIRST_CARD_FIELDS, details: false, guides: false };

/** How this person looks at boards, on this device. */
export function useBoardView(user: string): [View, (part: Partial<View>) => void] {
  const key = `board.view.${user}` as const;
  const [view, setView] = useState<View>(() => parseView(recall(key)));
  const change = useCallback(
    (part: Partial<View>) =>
      setView((before) => {
        const next = { ...before, ...part };
        remember(key, JSON.stringify(next));
        return next;
      }),
    [key],
  );
  return [view, change];
}

/** What was remembered may be from another version: each part that is not understood begins anew. */
export function parseView(text: string | null): View {
  let kept: Partial<Record<keyof View, unknown>> = {};
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    if (typeof value === 'object' && value !== null) kept = value;
  } catch {
    // Not ours: how a board looks is only a habit.
  }
  const { show, size, fields, details, guides } = kept;
  return {
    show: show === 'table' ? 'table' : FIRST.show,
    size: SIZES.find((known) => known === size) ?? FIRST.size,
    fields: Array.isArray(fields) ? CARD_FIELDS.filter((field) => fields.includes(field)) : FIRST.fields,
    details: details === true,
    guides: guides === true,
  };
}

/** How many stages stand side by side and how many columns each has, in this much room. */
export function layoutFor(width: number, stages: number, size: Size): { abreast: number; columns: number } {
  const room = width >= 1000 ? stages : width >= 560 ? 2 : 1;
  // Five stages and more in rows of those that keep a readable column.
  const readable = Math.max(1, Math.floor(width / 220));
  const abreast = Math.max(1, Math.min(room, stages, readable, size === 5 ? 2 : stages));
  const wanted = size === 5 ? 1 : 5 - size;
  const stage = width / abreast;
  return { abreast, columns: Math.max(1, Math.min(wanted, Math.floor(stage / 130))) };
}

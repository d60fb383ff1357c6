import type { FileValue } from '@clapper/documents';
import { fileSchema } from '@clapper/documents';
import { isUuid, newId } from '@clapper/protocol';
import { useState } from 'react';
import { recall, remember } from '../../../app/memory.ts';

/** The note that is being written. It has its id before it is sent: what is drawn on it already names it. */
export interface Unsent {
  id: string;
  /** The frame it was begun on, by its first letter or its first stroke; null: it is not begun. */
  frame: number | null;
  /** The cut of that frame. */
  cut: string | null;
  attachments: readonly FileValue[];
  /** Only editors will see it. */
  internal: boolean;
}

/** It outlives a reload, as its words do, and waits while offline. */
export function useUnsent(
  { user, document }: { user: string; document: string },
  now: () => number,
): { unsent: Unsent; change: (part: Partial<Unsent>) => void; renew: () => void } {
  const key = `review.unsent.${user}.${document}` as const;
  const [unsent, setUnsent] = useState(() => readUnsent(recall(key)) ?? newUnsent(now()));
  return {
    unsent,
    change(part) {
      setUnsent((before) => {
        const next = { ...before, ...part };
        remember(key, JSON.stringify(next));
        return next;
      });
    },
    renew() {
      remember(key, null);
      setUnsent(newUnsent(now()));
    },
  };
}

function newUnsent(at: number): Unsent {
  return { id: newId(at), frame: null, cut: null, attachments: [], internal: false };
}

/** Null: it is not ours, as if nothing had been begun. */
export function readUnsent(text: string | null): Unsent | null {
  if (text === null) return null;
  try {
    const { id, frame, cut, attachments, internal } = JSON.parse(text) as Partial<
      Record<keyof Unsent, unknown>
    >;
    if (typeof id !== 'string' || !isUuid(id)) return null;
    return {
      id,
      frame: Number.isInteger(frame) && (frame as number) >= 0 ? (frame as number) : null,
      cut: typeof cut === 'string' ? cut : null,
      attachments: fileSchema.array().catch([]).parse(attachments),
      internal: internal === true,
    };
  } catch {
    return null;
  }
}

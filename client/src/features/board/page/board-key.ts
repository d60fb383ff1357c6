import type { Direction } from '../session/walk.ts';

export type BoardKey =
  | { do: 'walk'; direction: Direction; extend: boolean }
  | { do: 'move'; by: 1 | -1; rows: boolean }
  | { do: 'add'; side: 'before' | 'after' }
  | { do: 'all' | 'none' | 'edit' | 'duplicate' | 'remove' | 'undo' | 'redo' | 'look' };

type Press = Pick<KeyboardEvent, 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

const ARROWS: Readonly<Record<string, { direction: Direction; by: 1 | -1; rows: boolean }>> = {
  ArrowLeft: { direction: 'previous', by: -1, rows: false },
  ArrowRight: { direction: 'next', by: 1, rows: false },
  ArrowUp: { direction: 'up', by: -1, rows: true },
  ArrowDown: { direction: 'down', by: 1, rows: true },
  Home: { direction: 'first', by: -1, rows: false },
  End: { direction: 'last', by: 1, rows: false },
};

/** What a key means on the board; by `code`, so that it is the same key with the Hangul keyboard on. */
export function boardKey({ code, altKey, ctrlKey, metaKey, shiftKey }: Press): BoardKey | null {
  const mod = ctrlKey || metaKey;
  const arrow = ARROWS[code];
  if (arrow !== undefined) {
    if (mod) return null;
    if (!altKey) return { do: 'walk', direction: arrow.direction, extend: shiftKey };
    return code.startsWith('Arrow') && !shiftKey ? { do: 'move', by: arrow.by, rows: arrow.rows } : null;
  }
  if (altKey) return null;
  if (mod) {
    if (code === 'KeyZ') return { do: shiftKey ? 'redo' : 'undo' };
    if (shiftKey) return null;
    if (code === 'KeyY') return { do: 'redo' };
    if (code === 'KeyA') return { do: 'all' };
    if (code === 'KeyD') return { do: 'duplicate' };
    if (code === 'Backspace') return { do: 'remove' };
    return null;
  }
  if (code === 'KeyN') return { do: 'add', side: shiftKey ? 'before' : 'after' };
  if (shiftKey) return null;
  switch (code) {
    case 'KeyD':
      return { do: 'duplicate' };
    case 'KeyV':
      return { do: 'look' };
    case 'Delete':
      return { do: 'remove' };
    case 'Escape':
      return { do: 'none' };
    case 'Enter':
    case 'NumpadEnter':
    case 'F2':
      return { do: 'edit' };
    default:
      return null;
  }
}

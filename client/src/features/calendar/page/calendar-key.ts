import type { View } from '../views/span.ts';

/** What a key asks of the page. */
export type CalendarKey =
  | { do: 'create' | 'copy' | 'today' | 'search' | 'edit' | 'decide' | 'remove' | 'undo' | 'redo' }
  | { do: 'view'; view: View }
  | { do: 'turn'; by: 1 | -1 }
  | { do: 'move' | 'stretch'; x: -1 | 0 | 1; y: -1 | 0 | 1 };

type Press = Pick<KeyboardEvent, 'code' | 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const PLAIN: Readonly<Record<string, CalendarKey>> = {
  KeyC: { do: 'create' },
  KeyD: { do: 'view', view: 'day' },
  KeyW: { do: 'view', view: 'week' },
  KeyM: { do: 'view', view: 'month' },
  KeyA: { do: 'view', view: 'agenda' },
  KeyL: { do: 'view', view: 'people' },
  KeyT: { do: 'today' },
  KeyJ: { do: 'turn', by: 1 },
  KeyN: { do: 'turn', by: 1 },
  KeyK: { do: 'turn', by: -1 },
  KeyP: { do: 'turn', by: -1 },
  Slash: { do: 'search' },
  KeyE: { do: 'edit' },
  KeyX: { do: 'decide' },
  Delete: { do: 'remove' },
  Backspace: { do: 'remove' },
};

const SHIFTED: Readonly<Record<string, CalendarKey>> = { KeyD: { do: 'copy' } };

const ARROWS: Readonly<Record<string, readonly [-1 | 0 | 1, -1 | 0 | 1]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** By the place of a key on the keyboard, so that they work with the Hangul keyboard on. */
export function calendarKey(press: Press): CalendarKey | null {
  const { code, ctrlKey, metaKey, altKey, shiftKey } = press;
  if (ctrlKey || metaKey) {
    if (altKey) return null;
    if (code === 'KeyZ') return { do: shiftKey ? 'redo' : 'undo' };
    return code === 'KeyY' && !shiftKey ? { do: 'redo' } : null;
  }
  const arrow = ARROWS[code];
  if (altKey) {
    return arrow === undefined ? null : { do: shiftKey ? 'stretch' : 'move', x: arrow[0], y: arrow[1] };
  }
  return (shiftKey ? SHIFTED : PLAIN)[code] ?? null;
}

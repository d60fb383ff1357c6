import { describe, expect, it } from 'vitest';
import { calendarKey } from './calendar-key.ts';

const press = (
  code: string,
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', true>> = {},
) => calendarKey({ code, key: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

describe('keys of the calendar', () => {
  it('go by the place of the key, as with the Hangul keyboard on', () => {
    const hangul = { key: 'ㅊ', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
    expect(calendarKey({ ...hangul, code: 'KeyC' })).toEqual({ do: 'create' });
    expect(press('KeyW')).toEqual({ do: 'view', view: 'week' });
    expect(press('KeyJ')).toEqual(press('KeyN'));
    expect(press('KeyX')).toEqual({ do: 'decide' });
    expect(press('KeyK')).toEqual({ do: 'turn', by: -1 });
  });

  it('move with Alt, stretch with Shift too, and leave alone what is the browser’s', () => {
    expect(press('ArrowLeft', { altKey: true })).toEqual({ do: 'move', x: -1, y: 0 });
    expect(press('ArrowDown', { altKey: true, shiftKey: true })).toEqual({ do: 'stretch', x: 0, y: 1 });
    expect(press('ArrowLeft')).toBeNull();
    expect(press('KeyC', { ctrlKey: true })).toBeNull();
    expect(press('KeyC', { shiftKey: true })).toBeNull();
    expect(press('KeyD', { shiftKey: true })).toEqual({ do: 'copy' });
    expect(press('KeyZ', { metaKey: true, shiftKey: true })).toEqual({ do: 'redo' });
  });
});

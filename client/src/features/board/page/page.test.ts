import { describe, expect, it } from 'vitest';
import { segmentAt, shares } from '../grid/time-shares.ts';
import { shotPeople } from '../people/shot-people.ts';
import { editedAfterDeleting, fingerprint, parseRemembered } from '../deleted/edited-after-deleting.ts';
import type { Person } from '../../presence/index.ts';
import type { Shot } from '@clapper/documents';
import { boardKey } from './board-key.ts';
import { numbersOf } from './numbers-of.ts';

const press = (
  code: string,
  mods: Partial<Record<'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey', boolean>> = {},
) => boardKey({ code, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, ...mods });

describe('the keys', () => {
  it('mean the same with any keyboard, and nothing with other keys held', () => {
    expect(press('KeyN')).toEqual({ do: 'add', side: 'after' });
    expect(press('KeyN', { shiftKey: true })).toEqual({ do: 'add', side: 'before' });
    expect(press('KeyN', { ctrlKey: true })).toBeNull();
    expect(press('KeyD')).toEqual({ do: 'duplicate' });
    expect(press('Backspace')).toBeNull();
    expect(press('Backspace', { metaKey: true })).toEqual({ do: 'remove' });
    expect(press('Delete')).toEqual({ do: 'remove' });
    expect(press('KeyA', { ctrlKey: true })).toEqual({ do: 'all' });
    expect(press('ArrowDown', { altKey: true })).toEqual({ do: 'move', by: 1, rows: true });
    expect(press('ArrowLeft', { shiftKey: true })).toEqual({
      do: 'walk',
      direction: 'previous',
      extend: true,
    });
    expect(press('ArrowLeft', { altKey: true, shiftKey: true })).toBeNull();
    expect(press('KeyZ', { ctrlKey: true, shiftKey: true })).toEqual({ do: 'redo' });
    expect(press('KeyQ')).toBeNull();
  });
});

describe('small words', () => {
  it('draws neighbouring numbers together', () => {
    const shots = ['1', '2', '3', '4', '5'].map((number) => ({ id: `s${number}`, number }));
    expect(numbersOf(shots, ['s5', 's1', 's2', 's3'])).toBe('1–3, 5');
    expect(numbersOf(shots, ['gone'])).toBe('');
  });

  it('gives each shot its share of the time, also one without a length', () => {
    expect(shares([{ duration: 2 }, { duration: null }, { duration: 1 }])).toEqual([
      2 / 3.5,
      0.5 / 3.5,
      1 / 3.5,
    ]);
    expect(segmentAt([0.5, 0.5], 0.6)).toBe(1);
    expect(segmentAt([0.5, 0.5], 1)).toBe(1);
  });
});

describe('somebody else at a shot', () => {
  const person = (id: string, shots: unknown): Person => ({
    id,
    name: id,
    idle: false,
    page: 'board',
    clientId: 1,
    state: { shots },
  });

  it('who writes stands before who selected; odd states say nothing', () => {
    const people = shotPeople(
      [
        person('a', { selected: ['1', '2'], editing: null }),
        person('b', { selected: [], editing: { id: '1', field: 'title' } }),
        person('me', { selected: ['2'], editing: null }),
        person('c', { selected: 'all', editing: { id: 1, field: 'nothing' } }),
        person('d', null),
      ],
      'me',
    );
    expect([...people]).toEqual([
      ['1', { id: 'b', name: 'b', field: 'title' }],
      ['2', { id: 'a', name: 'a', field: null }],
    ]);
  });
});

describe('edited after I deleted it', () => {
  const shot = (title: string, by = 'me') =>
    ({ id: 's', title, action: '', dialogue: '', notes: '', deleted: { by, at: 1 } }) as Shot;

  it('is noticed once somebody writes on, and not at first sight', () => {
    const first = editedAfterDeleting([shot('a')], 'me', {});
    expect(first).toEqual({ edited: [], remembered: { s: fingerprint(shot('a')) } });
    expect(editedAfterDeleting([shot('a')], 'me', first.remembered).edited).toEqual([]);
    expect(editedAfterDeleting([shot('ab')], 'me', first.remembered).edited).toEqual(['s']);
  });

  it('is nothing of mine when somebody else deleted it, and forgotten when it is restored', () => {
    expect(editedAfterDeleting([shot('ab', 'other')], 'me', { s: 'x' })).toEqual({
      edited: [],
      remembered: {},
    });
    expect(editedAfterDeleting([], 'me', { s: 'x' }).remembered).toEqual({});
  });

  it('lives with whatever stands in the memory', () => {
    expect(parseRemembered('[1')).toEqual({});
    expect(parseRemembered('{"a":"x","b":2}')).toEqual({ a: 'x' });
    expect(parseRemembered(null)).toEqual({});
  });
});

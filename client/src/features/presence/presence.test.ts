import { Awareness } from 'y-protocols/awareness';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { colorIndex, PEOPLE_DARK, PEOPLE_LIGHT, personColor } from './colors.ts';
import { initials } from './initials.ts';
import { readPeople } from './people.ts';

describe('people’s colours', () => {
  test('are FNV-1a of the id, modulo twelve', () => {
    // 0x811c9dc5 is the hash of nothing, 0xe40c292c that of "a".
    expect(colorIndex('')).toBe(0x811c9dc5 % 12);
    expect(colorIndex('a')).toBe(0xe40c292c % 12);
    expect(personColor('a', 'light')).toEqual({ color: PEOPLE_LIGHT[0xe40c292c % 12], on: '#FFFFFF' });
    expect(personColor('a', 'dark')).toEqual({ color: PEOPLE_DARK[0xe40c292c % 12], on: '#141414' });
  });

  test('keep their contrast on every ground they stand on', () => {
    for (const color of PEOPLE_LIGHT) {
      expect(contrast(color, '#FFFFFF')).toBeGreaterThanOrEqual(5.1);
      expect(contrast(color, '#F4F4F2')).toBeGreaterThanOrEqual(4.6);
    }
    for (const color of PEOPLE_DARK) {
      expect(contrast(color, '#1C1C1C')).toBeGreaterThanOrEqual(8);
      expect(contrast(color, '#141414')).toBeGreaterThanOrEqual(8);
    }
  });
});

test.each([
  ['김하늘', '하'],
  ['이서진', '서'],
  ['하늘', '하'],
  ['Yuna Choi', 'YC'],
  ['marco', 'M'],
  ['  Ana  Maria  Silva ', 'AS'],
  ['김하늘'.normalize('NFD'), '하'],
  ['👩‍🎬 Jo', '👩‍🎬J'],
  ['', '?'],
])('the avatar of "%s" says %s', (name, letters) => {
  expect(initials(name)).toBe(letters);
});

describe('readPeople', () => {
  test('takes a person’s tabs together: the one that moved last counts, idle only if all are', () => {
    const awareness = new Awareness(new Y.Doc());
    set(awareness, 1, { user: { id: 'a', name: 'Ana' }, idle: true, page: 'plan' }, 10);
    set(awareness, 2, { user: { id: 'a', name: 'Ana' }, idle: false, page: 'board' }, 20);
    set(awareness, 3, { user: { id: 'b', name: 'Ben' }, idle: true }, 5);
    expect(readPeople([awareness]).map(({ state: _, ...person }) => person)).toEqual([
      { id: 'a', name: 'Ana', idle: false, page: 'board', clientId: 2 },
      { id: 'b', name: 'Ben', idle: true, page: null, clientId: 3 },
    ]);
    awareness.destroy();
  });

  test('leaves oneself and odd states out', () => {
    const awareness = new Awareness(new Y.Doc());
    awareness.setLocalStateField('user', { id: 'me', name: 'Me' });
    set(awareness, 1, { cursor: 4 }, 1);
    set(awareness, 2, { user: 'Ana' }, 1);
    set(awareness, 3, { user: { id: 7, name: 'Ana' } }, 1);
    expect(readPeople([awareness])).toEqual([]);
    awareness.destroy();
  });
});

function set(
  awareness: Awareness,
  clientId: number,
  state: Record<string, unknown>,
  lastUpdated: number,
): void {
  awareness.states.set(clientId, state);
  awareness.meta.set(clientId, { clock: 1, lastUpdated });
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

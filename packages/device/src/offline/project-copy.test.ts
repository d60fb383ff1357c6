import { describe, expect, test } from 'vitest';
import { projectDocuments } from '@clapper/documents';
import { newMeta, type DocumentMeta } from '../rows.ts';
import { newPin, type Pin } from './pins.ts';
import {
  keptBy,
  nextDocument,
  projectCopy,
  RECENT_MS,
  RECENT_PROJECTS,
  RETRY_MS,
  STALE_MS,
  type CopyFacts,
} from './project-copy.ts';

const NOW = 1_800_000_000_000;
const nth = (i: number) => `01900000-0000-7000-8000-${String(i).padStart(12, '0')}`;
/** How many documents every project has. */
const WHOLE = projectDocuments(nth(1)).length;
const pinOf = (i: number, rest: Partial<Pin>): Pin => ({ ...newPin(nth(i)), ...rest });

function copyOf(document: string, rest: Partial<DocumentMeta> = {}): [string, DocumentMeta] {
  const meta = { ...newMeta(document), lastSyncAt: NOW, compactedBytes: 1_000, appendedBytes: 24 };
  return [document, { ...meta, ...rest }];
}

const wholeOf = (i: number, rest: Partial<DocumentMeta> = {}) =>
  projectDocuments(nth(i)).map((document) => copyOf(document, rest));

function factsOf(pins: Pin[], rest: Partial<CopyFacts> = {}): CopyFacts {
  return {
    now: NOW,
    pins,
    metas: new Map(),
    live: new Set(),
    failed: new Map(),
    connected: true,
    saveData: false,
    hasRoom: true,
    persistent: true,
    ...rest,
  };
}

describe('why a project is kept', () => {
  test('[OF1] the last five that were looked at, and those a person asked for; a no stays a no', () => {
    const pins = [
      ...Array.from({ length: RECENT_PROJECTS + 1 }, (_, i) => pinOf(i, { lookedAt: NOW - i * 1_000 })),
      pinOf(7, { choice: 'leave', lookedAt: NOW }),
      pinOf(8, { choice: 'keep' }),
      pinOf(9, { lookedAt: NOW - RECENT_MS }),
    ];
    expect(pins.map((pin) => keptBy(pin, factsOf(pins)))).toEqual([
      ...Array.from({ length: RECENT_PROJECTS }, () => 'recent'),
      'nobody',
      'nobody',
      'person',
      'nobody',
    ]);
  });

  test('[OF1] one that the person left out takes no place of the five', () => {
    const recent = Array.from({ length: RECENT_PROJECTS }, (_, i) => pinOf(i, { lookedAt: NOW - 1_000 - i }));
    const pins = [pinOf(7, { choice: 'leave', lookedAt: NOW }), ...recent];
    expect(recent.map((pin) => keptBy(pin, factsOf(pins)))).toEqual(recent.map(() => 'recent'));
  });
});

describe('how much of it is here', () => {
  const pin = pinOf(1, { choice: 'keep', documents: [`${nth(1)}/plan`, `${nth(1)}/scratch/notes`] });
  const four = { keptBy: 'person', documents: WHOLE + 1, here: WHOLE, bytes: WHOLE * 1_024 } as const;

  test('[OF2] it is available when every document the server named is on the disk, as old as its oldest', () => {
    const metas = new Map([...wholeOf(1), copyOf(`${nth(1)}/scratch/notes`, { lastSyncAt: NOW - 5_000 })]);
    expect(projectCopy(pin, factsOf([pin], { metas }))).toEqual({
      ...four,
      here: WHOLE + 1,
      bytes: (WHOLE + 1) * 1_024,
      state: 'available',
      asOf: NOW - 5_000,
    });
    const live = new Set([`${nth(1)}/scratch/notes`]);
    expect(projectCopy(pin, factsOf([pin], { metas, live }))).toMatchObject({ asOf: NOW });
  });

  test('[OF2] a document without rows, or that was refused, is no copy', () => {
    for (const broken of [{ lastSyncAt: null }, { refused: 'NOT_FOUND' as const }]) {
      const metas = new Map([...wholeOf(1), copyOf(`${nth(1)}/scratch/notes`, broken)]);
      expect(projectCopy(pin, factsOf([pin], { metas }))).toEqual({ ...four, state: 'fetching' });
    }
  });

  test.each([
    ['blocked', { persistent: false, connected: false }],
    ['room', { hasRoom: false, connected: false }],
    ['connection', { connected: false }],
    ['server', { failed: new Map([[`${nth(1)}/scratch/notes`, NOW]]) }],
  ] as const)('[OF5] what is missing says what it waits for: %s', (obstacle, rest) => {
    const facts = factsOf([pin], { metas: new Map(wholeOf(1)), ...rest });
    expect(projectCopy(pin, facts)).toEqual({ ...four, state: 'waiting', for: obstacle });
  });

  test('[OF4] where data is saved, the recent ones wait, and what a person asked for does not', () => {
    const recent = pinOf(2, { lookedAt: NOW });
    const facts = factsOf([pin, recent], { saveData: true, metas: new Map(wholeOf(1)) });
    expect(projectCopy(recent, facts)).toMatchObject({ state: 'waiting', for: 'saveData' });
    expect(projectCopy(pin, facts)).toMatchObject({ state: 'fetching' });
    expect(nextDocument(facts)).toBe(`${nth(1)}/scratch/notes`);
    expect(nextDocument({ ...facts, pins: [recent] })).toBeNull();
  });
});

describe('what is brought next', () => {
  const pins = [pinOf(1, { choice: 'keep' }), pinOf(2, { lookedAt: NOW })];

  test('[OF3] what is missing of the one that was looked at last; then of the others; then what is old', () => {
    const metas = new Map([...wholeOf(1, { lastSyncAt: NOW - STALE_MS }), ...wholeOf(2)]);
    metas.delete(`${nth(2)}/board`);
    expect(nextDocument(factsOf(pins, { metas }))).toBe(`${nth(2)}/board`);
    metas.set(...copyOf(`${nth(2)}/board`));
    expect(nextDocument(factsOf(pins, { metas }))).toBe(`${nth(1)}/info`);
  });

  test('[OF6] a copy that is ten minutes old is brought up to date, unless it is open and current', () => {
    const metas = new Map([...wholeOf(1), ...wholeOf(2)]);
    metas.set(...copyOf(`${nth(1)}/plan`, { lastSyncAt: NOW - STALE_MS + 1 }));
    expect(nextDocument(factsOf(pins, { metas }))).toBeNull();
    expect(nextDocument(factsOf(pins, { metas, now: NOW + 1 }))).toBe(`${nth(1)}/plan`);
    const live = new Set([`${nth(1)}/plan`]);
    expect(nextDocument(factsOf(pins, { metas, live, now: NOW + 1 }))).toBeNull();
  });

  test('[OF3] what could not be had lets others go first, and is tried again a minute later', () => {
    const failed = new Map([[`${nth(2)}/info`, NOW]]);
    expect(nextDocument(factsOf(pins, { failed }))).toBe(`${nth(2)}/plan`);
    expect(nextDocument(factsOf(pins, { failed, now: NOW + RETRY_MS }))).toBe(`${nth(2)}/info`);
  });

  test.each([{ connected: false }, { hasRoom: false }, { persistent: false }])(
    '[OF5] nothing while there is %o',
    (rest) => {
      expect(nextDocument(factsOf(pins, rest))).toBeNull();
    },
  );
});

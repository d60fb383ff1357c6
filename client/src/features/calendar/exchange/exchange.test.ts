import type { ImportRow } from '@clapper/documents/ics';
import { MAX_DOCUMENT_BYTES } from '@clapper/protocol';
import { describe, expect, test } from 'vitest';
import { chosenOf, fitsIn, planOf, toggled } from './chosen-rows.ts';

function row(what: ImportRow['what'], uid: string, description = ''): ImportRow {
  const event: ImportRow['event'] = {
    uid,
    sequence: 0,
    changedAt: null,
    title: uid,
    description,
    location: '',
    status: 'confirmed',
    when: { allDay: true, start: '2026-11-10', end: '2026-11-11' },
    repeats: null,
    exceptions: [],
    type: null,
    people: null,
    callTime: null,
    shots: null,
  };
  switch (what) {
    case 'new':
      return { what, event };
    case 'same':
      return { what, event, id: uid };
    case 'changed':
      return { what, event, id: uid, fields: ['title'], deleted: false };
    default:
      return what satisfies never;
  }
}

describe('what of a file is imported', () => {
  const plan = planOf([row('changed', 'c'), row('new', 'a'), row('same', 's'), row('new', 'b')]);
  const chosen = (without: ReadonlySet<string>) => chosenOf(plan, without).map(({ event }) => event.uid);

  test('all that is new or changed, but for what was taken out', () => {
    expect(plan.same).toBe(1);
    expect(chosen(new Set())).toEqual(['a', 'b', 'c']);
    expect(chosen(new Set(['b', 's']))).toEqual(['a', 'c']);
  });

  test('a group goes out when all of it is in, and else comes in', () => {
    const without = toggled(new Set(['b']), plan.fresh);
    expect(chosen(without)).toEqual(['a', 'b', 'c']);
    expect(chosen(toggled(without, plan.fresh))).toEqual(['c']);
    expect(chosen(toggled(without, [plan.changed[0]!]))).toEqual(['a', 'b']);
  });

  test('no more than a document may hold, in the widest letters there are', () => {
    const rows = [row('new', 'a', '한'.repeat(5_000))];
    expect(fitsIn(0, rows)).toBe(true);
    expect(fitsIn(MAX_DOCUMENT_BYTES - 15_000, rows)).toBe(false);
    expect(fitsIn(MAX_DOCUMENT_BYTES, [row('same', 's', '한'.repeat(5_000))])).toBe(true);
  });
});

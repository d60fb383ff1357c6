import type { When } from '@clapper/documents';
import { parseDate } from '@clapper/documents/calendar';
import { describe, expect, it } from 'vitest';
import { drawnWhen, movedWhen, nudgedWhen, pressedWhen, resizedWhen, stretchedWhen } from './dragged-when.ts';

const SEOUL = 'Asia/Seoul';
const options = { zone: SEOUL, snap: 15 };
const spot = (date: string, minute: number | null = null) => ({ day: parseDate(date), minute });
const shoot: When = { allDay: true, start: '2026-11-12', end: '2026-11-14' };
const call: When = { allDay: false, start: '2026-11-11T11:00', end: '2026-11-11T12:30', zone: SEOUL };

describe('where a drag puts an event', () => {
  it('moves as many days as the hand, and keeps length and hours', () => {
    const [from, to] = [spot('2026-11-13'), spot('2026-11-18')];
    expect(movedWhen(shoot, from, to, options)).toEqual({
      allDay: true,
      start: '2026-11-17',
      end: '2026-11-19',
    });
    expect(movedWhen(call, from, to, options)).toEqual({
      ...call,
      start: '2026-11-16T11:00',
      end: '2026-11-16T12:30',
    });
  });

  it('catches hours at quarters, unless every minute is asked for', () => {
    const [from, to] = [spot('2026-11-11', 690), spot('2026-11-12', 697)];
    expect(movedWhen(call, from, to, options)).toEqual({
      ...call,
      start: '2026-11-12T11:00',
      end: '2026-11-12T12:30',
    });
    expect(movedWhen(call, from, to, { ...options, snap: 1 })).toEqual({
      ...call,
      start: '2026-11-12T11:07',
      end: '2026-11-12T12:37',
    });
  });

  it('makes an hour of what is dropped among the hours, and a day of what is dropped above them', () => {
    expect(movedWhen(shoot, spot('2026-11-12'), spot('2026-11-13', 600), options)).toEqual({
      allDay: false,
      start: '2026-11-13T10:00',
      end: '2026-11-13T11:00',
      zone: SEOUL,
    });
    expect(movedWhen(call, spot('2026-11-11', 660), spot('2026-11-13'), options)).toEqual({
      allDay: true,
      start: '2026-11-13',
      end: '2026-11-14',
    });
  });

  it('keeps at least a day, or a quarter of an hour, of what is made shorter', () => {
    expect(resizedWhen(shoot, 'end', spot('2026-11-01'), options)).toEqual({ ...shoot, end: '2026-11-13' });
    expect(resizedWhen(shoot, 'start', spot('2026-11-20'), options)).toEqual({
      ...shoot,
      start: '2026-11-13',
    });
    expect(resizedWhen(call, 'end', spot('2026-11-11', 0), options)).toEqual({
      ...call,
      end: '2026-11-11T11:15',
    });
    expect(resizedWhen(call, 'start', spot('2026-11-11', 1_380), options)).toEqual({
      ...call,
      start: '2026-11-11T12:15',
    });
  });

  it('puts an end where the page shows it, though the event has hours of another zone', () => {
    const london: When = {
      ...call,
      start: '2026-11-11T02:00',
      end: '2026-11-11T03:00',
      zone: 'Europe/London',
    };
    // 14:00 in Seoul is 05:00 in London.
    expect(resizedWhen(london, 'end', spot('2026-11-11', 840), options)).toEqual({
      ...london,
      end: '2026-11-11T05:00',
    });
  });

  it('draws in both directions, over days and over hours', () => {
    const [a, b] = [spot('2026-11-12'), spot('2026-11-10')];
    expect(drawnWhen(a, b, options)).toEqual({ allDay: true, start: '2026-11-10', end: '2026-11-13' });
    const [late, early] = [spot('2026-11-12', 680), spot('2026-11-12', 610)];
    expect(drawnWhen(late, early, options)).toEqual({
      allDay: false,
      start: '2026-11-12T10:00',
      end: '2026-11-12T11:30',
      zone: SEOUL,
    });
  });

  it('makes an hour from the half hour that was pressed, also over midnight', () => {
    expect(pressedWhen(spot('2026-11-12', 1_430), SEOUL)).toEqual({
      allDay: false,
      start: '2026-11-12T23:30',
      end: '2026-11-13T00:30',
      zone: SEOUL,
    });
  });

  it('moves and stretches by keys', () => {
    expect(nudgedWhen(call, 1, -15)).toEqual({
      ...call,
      start: '2026-11-12T10:45',
      end: '2026-11-12T12:15',
    });
    expect(nudgedWhen(shoot, -7, 15)).toEqual({ allDay: true, start: '2026-11-05', end: '2026-11-07' });
    expect(stretchedWhen(shoot, -5, 0)).toEqual({ ...shoot, end: '2026-11-13' });
    expect(stretchedWhen(call, 0, 15)).toEqual({ ...call, end: '2026-11-11T12:45' });
  });
});

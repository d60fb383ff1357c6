import type { When } from '@clapper/documents';
import { describe, expect, it } from 'vitest';
import { editOf, NEW_EVENT, ruleOf, valuesOf, whenOf, withStart } from './values.ts';

const SEOUL = 'Asia/Seoul';
const call: When = { allDay: false, start: '2026-11-11T11:00', end: '2026-11-11T12:30', zone: SEOUL };
const shoot: When = { allDay: true, start: '2026-11-12', end: '2026-11-14' };

describe('the form of an event', () => {
  it('shows the last day of an event as one of its days, and gives back what it was given', () => {
    const values = valuesOf(NEW_EVENT, shoot, SEOUL);
    expect(values).toMatchObject({ start: '2026-11-12', end: '2026-11-13' });
    for (const when of [shoot, call]) expect(whenOf(valuesOf(NEW_EVENT, when, SEOUL))).toEqual({ when });
  });

  it('says what is wrong with days and hours', () => {
    const values = valuesOf(NEW_EVENT, call, SEOUL);
    expect(whenOf({ ...values, end: '' })).toEqual({ problem: 'form.noDate' });
    expect(whenOf({ ...values, endTime: '' })).toEqual({ problem: 'form.noDate' });
    expect(whenOf({ ...values, endTime: '10:59' })).toEqual({ problem: 'form.endsEarly' });
    const days = valuesOf(NEW_EVENT, shoot, SEOUL);
    expect(whenOf({ ...days, end: '2026-11-11' })).toEqual({ problem: 'form.endsEarly' });
  });

  it('takes the end along with the start', () => {
    const values = valuesOf(NEW_EVENT, shoot, SEOUL);
    expect(withStart(values, '2026-11-20')).toMatchObject({ start: '2026-11-20', end: '2026-11-21' });
    expect(withStart(values, '')).toMatchObject({ start: '', end: '2026-11-13' });
  });

  it('writes only what was changed: what others change in other fields meanwhile stays theirs', () => {
    const before = valuesOf({ ...NEW_EVENT, title: 'Scout' }, call, SEOUL);
    expect(editOf(before, before, call)).toBeNull();
    expect(editOf(before, { ...before, location: 'Alley' }, call)).toEqual({ fields: { location: 'Alley' } });
    const later: When = { ...call, end: '2026-11-11T13:00' };
    expect(editOf(before, { ...before, endTime: '13:00', callTime: '10:00' }, later)).toEqual({
      when: later,
      fields: { callTime: '10:00' },
    });
  });

  it('has words for the usual rules, and leaves one that it has none for as it is', () => {
    const weekly = { freq: 'weekly', interval: 1, byDay: [{ day: 'WE' }] } as const;
    const values = valuesOf({ ...NEW_EVENT, repeats: { ...weekly, byDay: [...weekly.byDay] } }, call, SEOUL);
    expect(values.repeat).toBe('weekly');
    expect(ruleOf({ ...values, until: '2026-12-31' })).toEqual({ ...weekly, until: '2026-12-31' });
    const often = { freq: 'monthly', interval: 3, byMonthDay: [-1] } as const;
    const custom = valuesOf(
      { ...NEW_EVENT, repeats: { ...often, byMonthDay: [...often.byMonthDay] } },
      call,
      SEOUL,
    );
    expect(custom.repeat).toBe('custom');
    expect(ruleOf(custom)).toEqual(often);
    expect(ruleOf({ ...custom, repeat: 'never' })).toBeNull();
  });
});

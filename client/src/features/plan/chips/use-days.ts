import { readCalendar, type Calendar } from '@clapper/documents';
import { addDays, DAY_MS, dayOf, occurrencesIn, shootDays } from '@clapper/documents/calendar';
import { projectDocument } from '@clapper/protocol';
import { useMemo } from 'react';
import { useDevice, useDocument, useRead } from '../../../app/device-context.tsx';
import { useProject } from '../../../app/project-context.tsx';
import type { Day } from './days.ts';

/** No shoot is longer, or planned further ahead in days. */
const AROUND_MS = 366 * DAY_MS;
/** More of them is a list to look through, and the calendar is better at that. */
const MOST_SHOOT_DAYS = 5;

/** Days that people write about, in the project's time: near ones, the next ones of the shoot, the deadline. */
export function useDays(): { today: string; days: readonly Day[] } {
  const { info } = useProject();
  const { today, all, coming } = useShoot();
  const deadline = info?.deadline ?? null;
  return useMemo(() => {
    const shoots = coming.slice(0, MOST_SHOOT_DAYS).map((date): Day => {
      return { date, is: 'shootDay', day: all.indexOf(date) + 1, of: all.length };
    });
    return {
      today,
      days: [
        { date: today, is: 'today' },
        { date: addDays(today, 1), is: 'tomorrow' },
        ...shoots,
        ...(deadline === null ? [] : [{ date: deadline, is: 'deadline' } as const]),
      ],
    };
  }, [today, all, coming, deadline]);
}

export function useNextShootDay(): string | null {
  return useShoot().coming[0] ?? null;
}

function useShoot(): { today: string; all: readonly string[]; coming: readonly string[] } {
  const { id } = useProject();
  const device = useDevice();
  const calendar: Calendar | null = useRead(useDocument(projectDocument(id, 'calendar')), readCalendar);
  return useMemo(() => {
    const now = device.serverTime();
    const zone = calendar?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
    const today = dayOf(now, zone);
    const around = { from: now - AROUND_MS, to: now + AROUND_MS, zone };
    const all = shootDays(occurrencesIn(calendar?.events ?? [], around), zone);
    return { today, all, coming: all.filter((date) => date >= today) };
  }, [calendar, device]);
}

import { useEffect } from 'react';
import { useMe } from '../../app/device-context.tsx';
import { recall, remember } from '../../app/memory.ts';
import { useOnline } from '../../app/use-online.ts';

/** Who was gone for less has not been away: a meeting, a lunch in front of the open page. */
const AWAY_AFTER_MS = 30 * 60_000;
/** So long one is told of it after coming back. */
const TOLD_FOR_MS = 12 * 60 * 60_000;
const NOTED_EVERY_MS = 60_000;

/** When this person last saw the project here with the server beside it; and, coming back, what was missed: from, until. */
export interface Here {
  last: number;
  away: { from: number; to: number } | null;
}

/** Being there now, after `before`. */
export function hereNow(before: Here | null, now: number): Here {
  if (before === null) return { last: now, away: null };
  const wasAway = now - before.last >= AWAY_AFTER_MS;
  return { last: now, away: wasAway ? { from: before.last, to: now } : before.away };
}

/** Since when one had been away; null: one was not, or came back long ago. */
export function awaySince(here: Here | null, now: number): number | null {
  const away = here?.away ?? null;
  return away !== null && now - away.to < TOLD_FOR_MS ? away.from : null;
}

export function readHere(user: string, project: string): Here | null {
  const [last, from, to] = (recall(`here.${user}.${project}`) ?? '').split(' ').map(Number);
  if (last === undefined || !(last > 0)) return null;
  return { last, away: from !== undefined && to !== undefined && to > 0 ? { from, to } : null };
}

function noteHere(user: string, project: string): void {
  const { last, away } = hereNow(readHere(user, project), Date.now());
  remember(`here.${user}.${project}`, [last, ...(away === null ? [] : [away.from, away.to])].join(' '));
}

/** Notes that one is here as long as the page is looked at and the server is there. */
export function useLastHere(project: string): void {
  const { id } = useMe();
  const online = useOnline();
  useEffect(() => {
    if (!online) return;
    const note = () => {
      if (document.visibilityState === 'visible') noteHere(id, project);
    };
    note();
    const timer = setInterval(note, NOTED_EVERY_MS);
    document.addEventListener('visibilitychange', note);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', note);
    };
  }, [id, project, online]);
}

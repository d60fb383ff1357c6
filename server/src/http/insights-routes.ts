import { Hono } from 'hono';
import { addDays, dayOf, isDate, parseDate } from '@clapper/documents/calendar';
import type { ApiInsights } from '@clapper/protocol';
import { daysFrom } from '../insights/days.ts';
import { insightsOf } from '../insights/insights.ts';
import type { AppContext, AppEnv, HttpOptions } from './context.ts';
import { membership, signedIn } from './guards.ts';
import { invalidField } from './request.ts';

/** A quarter of a year, with whatever ends of months stand in it. */
const MOST_DAYS = 92;
const USUAL_DAYS = 30;

/** What was done in a project, in numbers, for everybody in it: the days are those of its calendar. */
export function insightsRoutes(options: HttpOptions): Hono<AppEnv> {
  const { storage, zoneOf, now } = options;
  const app = new Hono<AppEnv>().use('/:id/insights', signedIn(options));

  app.get('/:id/insights', async (c) => {
    const { project } = await membership(c, options, 'project.read');
    const zone = await zoneOf(project);
    const { from, to } = rangeOf(c, dayOf(now(), zone));
    const { dates, spans } = daysFrom(from, to, zone);
    const [tally, { guests, accounts }] = await Promise.all([
      storage.activity.tally(project.id, spans),
      storage.guests.count(project.id),
    ]);
    const body: ApiInsights = {
      ...{ time_zone: zone, from, to, ...insightsOf(tally, dates) },
      guests: { came: guests, joined: accounts },
    };
    return c.json(body);
  });

  return app;
}

/** `from` and `to`, or the last `days` days, or what is usual. */
function rangeOf(c: AppContext, today: string): { from: string; to: string } {
  const to = dateOf(c, 'to') ?? today;
  const days = Number(c.req.query('days') ?? USUAL_DAYS);
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS) throw invalidField('days');
  const from = dateOf(c, 'from') ?? addDays(to, 1 - days);
  const length = parseDate(to) - parseDate(from) + 1;
  if (length < 1 || length > MOST_DAYS) throw invalidField('from');
  return { from, to };
}

function dateOf(c: AppContext, name: 'from' | 'to'): string | undefined {
  const date = c.req.query(name);
  if (date !== undefined && !isDate(date)) throw invalidField(name);
  return date;
}

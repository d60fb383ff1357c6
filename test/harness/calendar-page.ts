import type { Page } from 'playwright-core';
import { until } from './wait.ts';

const PATIENCE_MS = 15_000;

/** The calendar of a project in November 2026, whatever month the test runs in. */
export async function openCalendar(page: Page, project: string): Promise<void> {
  await page.goto(`/p/${project}/calendar?event=nothing`);
  await page.getByRole('button', { name: 'Today', exact: true }).waitFor();
  const wanted = Date.UTC(2026, 10, 1);
  const today = new Date();
  const months = (2026 - today.getFullYear()) * 12 + 10 - today.getMonth();
  const key = months < 0 ? 'k' : 'j';
  for (let turned = 0; turned < Math.abs(months); turned++) await page.keyboard.press(key);
  const title = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
  await page.getByRole('heading', { level: 1, name: title.format(wanted) }).waitFor();
}

/** The days of November on which the page shows an event, by the words it is read out with. */
export async function daysShown(page: Page, title: string): Promise<string[]> {
  // What is written on it leads: its hour, if it has one.
  const namedSo = new RegExp(String.raw`^(\d\d:\d\d )?${title}, `);
  const names = await page
    .locator('[data-event]')
    .evaluateAll((events) => events.map((event) => event.getAttribute('aria-label') ?? ''));
  return names.filter((name) => namedSo.test(name)).map((name) => /(\d+) Nov/.exec(name)?.[1] ?? '');
}

export async function showsOn(page: Page, title: string, days: readonly string[]): Promise<void> {
  let found: string[] = [];
  await until(
    async () => {
      found = await daysShown(page, title);
      return JSON.stringify(found) === JSON.stringify(days);
    },
    { what: `${title} to stand on ${days.join()}`, timeout: PATIENCE_MS },
  ).catch((cause: unknown) => {
    throw new Error(`${title} stands on ${found.join() || 'no day'}, not on ${days.join()}`, { cause });
  });
}

/** Moves an event with the mouse and holds it there. */
export async function dragEvent(page: Page, title: string, day: string): Promise<void> {
  const event = page.getByRole('button', { name: new RegExp(`^${title}, `) }).first();
  const from = (await event.boundingBox())!;
  const to = (await page.locator(`[data-day="${day}"]`).boundingBox())!;
  await page.mouse.move(from.x + 20, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(to.x + 30, to.y + 60, { steps: 5 });
}

import type { CDPSession, Page } from 'playwright-core';

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds. */
  dur?: number;
  args?: { name?: string };
}

/** Every task of the page's main thread from now on, in milliseconds. */
export async function startTrace(page: Page): Promise<{ mainThreadTasks(): Promise<number[]> }> {
  const session: CDPSession = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const categories = 'disabled-by-default-devtools.timeline,__metadata';
  await session.send('Tracing.start', { categories, transferMode: 'ReportEvents' });
  return {
    async mainThreadTasks() {
      const complete = new Promise<void>((resolve) =>
        session.once('Tracing.tracingComplete', () => resolve()),
      );
      await session.send('Tracing.end');
      await complete;
      await session.detach();
      const tasks = events.filter(({ name, ph }) => name === 'RunTask' && ph === 'X');
      const main = new Set(
        events
          .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
          .map(({ pid, tid }) => `${pid} ${tid}`),
      );
      const ofMain = Map.groupBy(
        tasks.filter(({ pid, tid }) => main.has(`${pid} ${tid}`)),
        ({ pid }) => pid,
      );
      // The renderer that has something to do is the page's: there is no other in this browser.
      const busiest = [...ofMain.values()].toSorted((a, b) => b.length - a.length)[0] ?? [];
      if (busiest.length === 0) throw new Error('The trace holds no task of the page.');
      return busiest.map(({ dur = 0 }) => dur / 1_000);
    },
  };
}

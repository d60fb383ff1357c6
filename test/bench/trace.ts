import type { CDPSession, Page } from 'playwright-core';

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds. */
  ts: number;
  dur?: number;
  args?: { name?: string; data?: { type?: string } };
}

interface Span {
  name: string;
  /** Of a dispatched event. */
  type: string | undefined;
  from: number;
  to: number;
}

export interface Trace {
  /** Every task of the page's main thread, in milliseconds. */
  mainThreadTasks(): Promise<number[]>;
  /**
   * For each key that was typed, how long the main thread was busy from it until the frame that shows it was painted, in
   * milliseconds: handlers, whatever came between, style, layout, paint. Not the rest until the screen wants a frame.
   */
  keysToPaint(): Promise<number[]>;
}

/** Of the page, from now on. */
export async function startTrace(page: Page): Promise<Trace> {
  const session: CDPSession = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const categories = 'disabled-by-default-devtools.timeline,devtools.timeline,__metadata';
  await session.send('Tracing.start', { categories, transferMode: 'ReportEvents' });
  const end = async () => {
    const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
    await session.send('Tracing.end');
    await complete;
    await session.detach();
    return onMainThread(events);
  };
  return {
    async mainThreadTasks() {
      return tasksOf(await end()).map(({ from, to }) => to - from);
    },
    async keysToPaint() {
      const spans = await end();
      const tasks = tasksOf(spans);
      return keysOf(spans).map(({ from, to }) =>
        tasks.reduce((sum, task) => sum + Math.max(0, Math.min(task.to, to) - Math.max(task.from, from)), 0),
      );
    },
  };
}

/** What the page's main thread did, in order and in milliseconds. */
function onMainThread(events: readonly TraceEvent[]): Span[] {
  const main = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const ofMain = Map.groupBy(
    events.filter(({ ph, pid, tid }) => ph === 'X' && main.has(`${pid} ${tid}`)),
    ({ pid }) => pid,
  );
  // The renderer that has something to do is the page's: there is no other in this browser.
  const busiest = [...ofMain.values()].toSorted((a, b) => b.length - a.length)[0] ?? [];
  return busiest
    .map(({ name, args, ts, dur = 0 }) => ({
      name,
      type: args?.data?.type,
      from: ts / 1_000,
      to: (ts + dur) / 1_000,
    }))
    .toSorted((a, b) => a.from - b.from);
}

function tasksOf(spans: readonly Span[]): Span[] {
  const tasks = spans.filter(({ name }) => name === 'RunTask');
  if (tasks.length === 0) throw new Error('The trace holds no task of the page.');
  return tasks;
}

/** From the key going down until the frame behind its letter went to the screen. */
function keysOf(spans: readonly Span[]): { from: number; to: number }[] {
  const downs = spans.filter(({ name, type }) => name === 'EventDispatch' && type === 'keydown');
  const keys = downs.flatMap(({ from }) => {
    const letter = spans.find(
      (span) => span.name === 'EventDispatch' && span.type === 'input' && span.from > from,
    );
    const painted = letter && spans.find(({ name, from: at }) => name === 'Commit' && at >= letter.to);
    return painted === undefined ? [] : [{ from, to: painted.to }];
  });
  if (keys.length === 0) throw new Error('The trace holds no key that was painted.');
  return keys;
}

import { useEffect, useRef } from 'react';
import { createStore } from './store.ts';

/** What a page lets be started from elsewhere: it knows how, and whether it may be. */
export type PageCommand =
  | 'board.add'
  | 'board.animatic'
  | 'board.history'
  | 'board.import'
  | 'board.pdf'
  | 'calendar.add'
  | 'calendar.feed'
  | 'calendar.import'
  | 'calendar.resume'
  | 'members.invite'
  | 'overview.comment'
  | 'plan.history'
  | 'projects.add'
  | 'review.add';

/** A page that comes over a slow network is waited for; one that never offers it is not. */
const WAIT_MS = 10_000;

const offered = createStore<ReadonlyMap<PageCommand, () => void>>(new Map());
let stopWaiting: () => void = () => undefined;

/** Offers it while the component is there; null: not now. */
export function usePageCommand(name: PageCommand, run: (() => void) | null): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  const offers = run !== null;
  useEffect(() => {
    if (!offers) return;
    const own = () => latest.current?.();
    offered.set(new Map(offered.get()).set(name, own));
    return () => {
      if (offered.get().get(name) !== own) return;
      const rest = new Map(offered.get());
      rest.delete(name);
      offered.set(rest);
    };
  }, [name, offers]);
}

/** Runs it now, or as soon as the page that was gone to offers it. Another one asked for meanwhile takes its place. */
export function runPageCommand(name: PageCommand): void {
  stopWaiting();
  const run = () => {
    const found = offered.get().get(name);
    if (found === undefined) return;
    stopWaiting();
    found();
  };
  const end = offered.subscribe(run);
  const timer = setTimeout(end, WAIT_MS);
  stopWaiting = () => {
    end();
    clearTimeout(timer);
    stopWaiting = () => undefined;
  };
  run();
}

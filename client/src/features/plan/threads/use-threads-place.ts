import { useEffect, useState } from 'react';
import { recall, remember } from '../../../app/memory.ts';
import { useStore } from '../../../app/store.ts';
import { useTalk, type TalkSession } from '../../threads/talk-session.tsx';
import { usePlan } from '../page/plan-session.ts';
import { useStageThreads } from './use-stage-threads.ts';

/** Whether a stage's threads are shown, where, and how many are open. */
export interface ThreadsPlace {
  /** Null: there is no talk on this device yet. */
  session: TalkSession | null;
  shown: boolean;
  /** Over the page: there is no room beside the words. */
  drawer: boolean;
  open: number;
  /** Notes of others that were not seen yet. */
  unread: number;
  show: () => void;
  hide: () => void;
}

export function useThreadsPlace(stage: string, drawer: boolean): ThreadsPlace {
  const session = useTalk();
  const { threads } = usePlan();
  const own = useStageThreads(session, stage);
  const unfolded = useStore(threads.unfolded);
  const composing = useStore(threads.composing);
  const unread = useStore(threads.unread).get(stage) ?? 0;
  /** What the person said last; null: they are there when there is something to see. */
  const [choice, setChoice] = useState<'shown' | 'hidden' | null>(() =>
    recall('plan.threads') === 'hidden' ? 'hidden' : null,
  );
  const open = own.filter(({ resolved }) => resolved === null).length;
  const isOwn = own.some(({ id }) => id === unfolded);
  const isNew = composing !== null && 'stage' in composing && composing.stage === stage;
  useUnsentThread(stage, session);

  // Whoever presses marked words or starts to write wants to see it.
  const needed = isNew || isOwn;
  return {
    session,
    drawer,
    open,
    unread,
    shown: needed || choice === 'shown' || (!drawer && choice === null && open > 0),
    show() {
      setChoice('shown');
      if (!drawer) remember('plan.threads', null);
    },
    hide() {
      setChoice(drawer ? null : 'hidden');
      if (isOwn) threads.unfold(null);
      if (isNew) threads.compose(null);
      if (!drawer) remember('plan.threads', 'hidden');
    },
  };
}

/** A thread somebody began to write before the page was left is there again. */
function useUnsentThread(stage: string, session: TalkSession | null): void {
  const { threads } = usePlan();
  const drafts = session?.writable === true ? session.drafts : null;
  useEffect(() => {
    const draft = drafts?.get(`new/stage/${stage}`) ?? null;
    if (draft?.anchor === undefined || threads.composing.get() !== null) return;
    threads.compose(draft.anchor);
    // Once for a stage: given up on the page it is gone for good.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [stage, drafts === null, threads]);
}

import type { Anchor } from '@clapper/documents';
import { Drawer } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../../app/store.ts';
import type { FollowPlace } from '../../threads/standing.ts';
import { ThreadList } from '../../threads/ThreadList.tsx';
import type { TalkSession } from '../../threads/talk-session.tsx';
import { usePlan } from '../page/plan-session.ts';
import { ThreadMargin } from './ThreadMargin.tsx';
import { WordsGone } from './WordsGone.tsx';
import { useGone, useStageThreads } from './use-stage-threads.ts';
import type { RefObject } from 'react';

export interface StageThreadsProps {
  session: TalkSession;
  stage: { id: string; number: number };
  scroller: RefObject<HTMLElement | null>;
  /** There is no room beside the words. */
  drawer: boolean;
  onClose: () => void;
}

/** The threads of an open stage: beside its words, or over the page where there is no room for them. */
export default function StageThreads({ session, stage, scroller, drawer, onClose }: StageThreadsProps) {
  const { t } = useTranslation('threads');
  const { threads } = usePlan();
  const own = useStageThreads(session, stage.id);
  const unfolded = useStore(threads.unfolded);
  const composing = useStore(threads.composing);
  const isGone = useGone(threads, stage.id);
  const anchor: Anchor = { type: 'stage', stage: stage.id };
  const chain = [
    { type: 'stage', id: stage.id },
    { type: 'project', id: session.project },
  ] as const;
  const follow: FollowPlace = { own: { chain, because: 'named' }, within: chain };
  const props = {
    session,
    threads: own,
    unfolded,
    unfold: threads.unfold,
    follow,
    add: { anchor, place: `new/stage/${stage.id}`, label: t('new.stage'), hearers: [] } as const,
    composing: composing !== null && 'stage' in composing && composing.stage === stage.id ? composing : null,
    compose: threads.compose,
  };
  if (!drawer) return <ThreadMargin {...props} stage={stage} scroller={scroller} isGone={isGone} />;
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={360}
      title={t('title.stage', { number: stage.number })}
      closeButtonProps={{ 'aria-label': t('close'), size: 44, iconSize: 18 }}
    >
      <ThreadList
        {...props}
        quoteOf={({ anchor, ...thread }) =>
          anchor.type === 'text'
            ? {
                words: anchor.quote,
                gone: isGone({ anchor, ...thread }) ? <WordsGone anchor={anchor} /> : null,
              }
            : undefined
        }
      />
    </Drawer>
  );
}

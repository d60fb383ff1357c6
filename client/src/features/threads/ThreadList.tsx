import type { Anchor, Thread } from '@clapper/documents';
import { useTranslation } from 'react-i18next';
import type { DraftPlace } from './drafts.ts';
import { WritingLine } from '../presence/index.ts';
import type { FollowPlace } from './standing.ts';
import { NewThread } from './NewThread.tsx';
import type { TalkSession } from './talk-session.tsx';
import { ThreadCard, type Quote, type WhereOf } from './ThreadCard.tsx';
import { ThreadsHead } from './ThreadsHead.tsx';
import { useFilter } from './use-filter.ts';
import { useReadings } from './use-readings.ts';
import classes from './ThreadList.module.css';

interface ThreadListProps {
  session: TalkSession;
  /** Of one subject, a stage or a shot: those this person is shown. */
  threads: readonly Thread[];
  unfolded: string | null;
  unfold: (thread: string | null) => void;
  /** What one may follow of it, and what that is part of; for threads on nothing of that kind, the latter alone. */
  follow: FollowPlace;
  /** What a new thread hangs on, and how starting one is called. */
  add: { anchor: Anchor; place: DraftPlace; label: string; hearers: readonly string[] };
  composing: Anchor | null;
  compose: (anchor: Anchor | null) => void;
  /** The words a thread hangs on. */
  quoteOf?: (thread: Thread) => Quote | undefined;
  /** Where it hangs, where its page has places that are not to be seen beside it. */
  whereOf?: WhereOf | undefined;
}

/** The threads of one subject below one another. */
export function ThreadList(props: ThreadListProps) {
  const { session, threads, unfolded, unfold, follow, add, composing, compose, quoteOf, whereOf } = props;
  const { t } = useTranslation('threads');
  const readings = useReadings();
  const { shown, ...filtering } = useFilter(threads, unfolded, session.me.id, readings);
  return (
    <div className={classes['list']}>
      <ThreadsHead
        {...filtering}
        follow={follow.own}
        {...(session.writable ? { add: { label: add.label, run: () => compose(add.anchor) } } : {})}
      />
      <WritingLine place={add.place} className={classes['none']} />
      {composing !== null && (
        <NewThread
          session={session}
          anchor={composing}
          place={add.place}
          hearers={add.hearers}
          onDone={(thread) => {
            compose(null);
            if (thread !== null) unfold(thread);
          }}
        />
      )}
      {shown.map((thread) => {
        const quote = quoteOf?.(thread);
        return (
          <ThreadCard
            key={thread.id}
            session={session}
            thread={thread}
            open={thread.id === unfolded}
            within={follow.within}
            unread={readings.unreadIn(thread)}
            news={readings.hasNews(thread)}
            onRead={() => readings.read([thread])}
            onOpen={() => unfold(thread.id)}
            onClose={() => unfold(null)}
            {...(quote === undefined ? {} : { quote })}
            where={whereOf?.(thread) ?? null}
          />
        );
      })}
      {shown.length === 0 && composing === null && (
        <p className={classes['none']}>{threads.length === 0 ? t('none') : t('noneFiltered')}</p>
      )}
    </div>
  );
}

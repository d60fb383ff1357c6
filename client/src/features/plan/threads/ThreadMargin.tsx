import type { Anchor, Thread } from '@clapper/documents';
import { IconCircleCheck } from '@tabler/icons-react';
import { useRef, type CSSProperties, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftPlace } from '../../threads/drafts.ts';
import { WritingLine } from '../../presence/index.ts';
import { NewThread } from '../../threads/NewThread.tsx';
import type { FollowPlace } from '../../threads/standing.ts';
import type { TalkSession } from '../../threads/talk-session.tsx';
import { ThreadCard } from '../../threads/ThreadCard.tsx';
import { ThreadsHead } from '../../threads/ThreadsHead.tsx';
import { useFilter } from '../../threads/use-filter.ts';
import { useReadings } from '../../threads/use-readings.ts';
import { useCardPlaces } from './use-card-places.ts';
import { WordsGone } from './WordsGone.tsx';
import classes from './ThreadMargin.module.css';

interface ThreadMarginProps {
  session: TalkSession;
  stage: { id: string; number: number };
  threads: readonly Thread[];
  unfolded: string | null;
  unfold: (thread: string | null) => void;
  composing: Anchor | null;
  compose: (anchor: Anchor | null) => void;
  add: { anchor: Anchor; place: DraftPlace; label: string; hearers: readonly string[] };
  follow: FollowPlace;
  isGone: (thread: Thread) => boolean;
  scroller: RefObject<HTMLElement | null>;
}

/** The threads of a stage beside its words, each as near to them as there is room. */
export function ThreadMargin(props: ThreadMarginProps) {
  const { session, stage, threads, unfolded, unfold, composing, compose, add, follow, isGone, scroller } =
    props;
  const { t } = useTranslation('threads');
  const margin = useRef<HTMLElement>(null);
  const readings = useReadings();
  const { shown, ...filtering } = useFilter(threads, unfolded, session.me.id, readings);
  const { filter, setFilter, resolved } = filtering;
  const current = composing === null ? unfolded : 'new';
  const { places, lead, height } = useCardPlaces({
    stage: stage.id,
    margin,
    scroller,
    current,
    cards: [...(composing === null ? [] : ['new']), ...shown.map(({ id }) => id)],
  });
  const styleOf = (id: string): CSSProperties => {
    const top = places.get(id);
    // It is measured before it is seen.
    return top === undefined ? { visibility: 'hidden' } : { top };
  };
  const lineTo = (id: string) =>
    lead !== null &&
    lead.card === id && (
      <span className={classes['lead']} style={{ width: lead.width, top: lead.top }} aria-hidden />
    );

  return (
    <aside ref={margin} className={classes['margin']} aria-label={t('title.stage', { number: stage.number })}>
      <div className={classes['head']}>
        <ThreadsHead
          {...filtering}
          follow={follow.own}
          {...(session.writable ? { add: { label: add.label, run: () => compose(add.anchor) } } : {})}
        />
      </div>
      <div className={classes['cards']} style={{ height }}>
        {composing !== null && (
          <div className={classes['place']} style={styleOf('new')} data-place="new">
            {lineTo('new')}
            <NewThread
              key={composing.type}
              session={session}
              anchor={composing}
              place={add.place}
              hearers={add.hearers}
              onDone={(thread) => {
                compose(null);
                if (thread !== null) unfold(thread);
              }}
            />
          </div>
        )}
        {shown.map((thread) => {
          const gone = isGone(thread);
          return (
            <div
              key={thread.id}
              className={classes['place']}
              style={styleOf(thread.id)}
              data-place={thread.id}
            >
              {lineTo(thread.id)}
              <ThreadCard
                session={session}
                thread={thread}
                open={thread.id === unfolded}
                within={follow.within}
                unread={readings.unreadIn(thread)}
                news={readings.hasNews(thread)}
                onRead={() => readings.read([thread])}
                onOpen={() => unfold(thread.id)}
                onClose={() => unfold(null)}
                {...(gone && thread.anchor.type === 'text'
                  ? { quote: { words: thread.anchor.quote, gone: <WordsGone anchor={thread.anchor} /> } }
                  : {})}
              />
            </div>
          );
        })}
      </div>
      <WritingLine place={add.place} className={classes['none']} />
      {filter === 'open' && resolved > 0 && (
        <button type="button" className={classes['resolved']} onClick={() => setFilter('resolved')}>
          <IconCircleCheck size={16} aria-hidden />
          {t('count.resolved', { count: resolved })}
        </button>
      )}
      {shown.length === 0 && composing === null && (
        <p className={classes['none']}>
          {threads.length === 0 ? `${t('none')} ${t('none.how')}` : t('noneFiltered')}
        </p>
      )}
    </aside>
  );
}

import { ActionIcon, Tooltip, VisuallyHidden } from '@mantine/core';
import {
  addReply,
  peopleIn,
  reopenThread,
  resolveThread,
  TALK_LIMITS,
  type FollowSubject,
  type Thread,
} from '@clapper/documents';
import { IconCheck, IconRotate } from '@tabler/icons-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import { Avatar, useTyping, WritingLine } from '../presence/index.ts';
import { Composer } from './Composer.tsx';
import type { FollowItemsProps } from './FollowItems.tsx';
import { Note } from './Note.tsx';
import { becauseOf } from './standing.ts';
import { nameOf, TALK_ORIGIN, type TalkSession } from './talk-session.tsx';
import { useDraft } from './use-draft.ts';
import { useSeen } from './use-seen.ts';
import classes from './ThreadCard.module.css';

interface ThreadCardProps {
  session: TalkSession;
  thread: Thread;
  /** What it is part of, the closest first: one may follow that. */
  within: readonly FollowSubject[];
  open: boolean;
  /** Notes of others that were not seen yet. */
  unread: number;
  /** Something of it is new, here or in the inbox. */
  news: boolean;
  onRead: () => void;
  onOpen: () => void;
  onClose: () => void;
  /** The words it hung on, where they are gone or not to be seen beside it. */
  quote?: Quote;
  where?: ReactNode;
}

/** What stands above a thread: where it hangs. */
export type WhereOf = (thread: Thread) => ReactNode;

export interface Quote {
  words: string;
  /** What is said of them when they do not stand there any more; else null. */
  gone: ReactNode;
}

/** A thread: one line, or all that was said in it and the place to answer. */
export function ThreadCard(props: ThreadCardProps) {
  const { session, thread, within, open, unread, news, onRead, onOpen, onClose, quote, where = null } = props;
  const { t } = useTranslation('threads');
  const card = useRef<HTMLDivElement>(null);
  const name = nameOf(session, thread.authorId) ?? t('note.someone');
  const follow: FollowItemsProps = {
    chain: [{ type: 'thread', id: thread.id }, ...within],
    because: becauseOf(thread, session.me.id),
  };
  const words = summaryOf(thread, t('note.deleted', { name }));
  useSeen(open && news, onRead);
  useEffect(() => {
    if (open) card.current?.scrollIntoView({ block: 'nearest' });
  }, [open]);

  if (!open) {
    return (
      <button
        type="button"
        className={classes['folded']}
        data-thread-card={thread.id}
        data-unread={unread > 0 || undefined}
        data-resolved={thread.resolved !== null || undefined}
        aria-expanded={false}
        onClick={onOpen}
      >
        <Avatar id={thread.authorId} name={name} size={20} quiet />
        {unread > 0 && <span className={classes['unread']} aria-hidden />}
        <span className={classes['summary']}>{words}</span>
        {thread.replies.length > 0 && (
          <span
            className={classes['count']}
            aria-label={t('thread.replies', { count: thread.replies.length })}
          >
            {thread.replies.length}
          </span>
        )}
        {unread > 0 && <VisuallyHidden>{t('count.unread', { count: unread })}</VisuallyHidden>}
      </button>
    );
  }
  return (
    // Escape folds it from wherever in it the focus is.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      ref={card}
      className={classes['card']}
      aria-label={t('thread.label', { name, words })}
      data-thread-card={thread.id}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
    >
      {quote !== undefined && (
        <div className={classes['quote']}>
          {quote.gone !== null && <p className={classes['gone']}>{quote.gone}</p>}
          <blockquote className={classes['words']} data-gone={quote.gone !== null || undefined}>
            {quote.words}
          </blockquote>
        </div>
      )}
      {where !== null && <div className={classes['where']}>{where}</div>}
      {[thread, ...thread.replies].map((note) => (
        <Note
          key={note.id}
          session={session}
          note={note}
          thread={thread.id}
          unsent={session.unsent.has(note.id)}
          {...(note.id === thread.id ? { follow } : {})}
        />
      ))}
      <ThreadFoot session={session} thread={thread} />
    </section>
  );
}

/** Answering, and closing what is done. */
function ThreadFoot({ session, thread }: { session: TalkSession; thread: Thread }) {
  const { t } = useTranslation('threads');
  const { when } = useFormat();
  const { doc } = session;
  const [draft, setDraft] = useDraft(session.drafts, `thread/${thread.id}`);
  const typing = useTyping(thread.id);
  const { resolved } = thread;
  const resolver = resolved === null ? '' : (nameOf(session, resolved.by) ?? t('note.someone'));
  return (
    <footer className={classes['foot']}>
      {resolved !== null && (
        <p className={classes['resolved']}>
          {t('thread.resolvedBy', { name: resolver, time: when(resolved.at) })}
        </p>
      )}
      <WritingLine place={thread.id} className={classes['writing']} />
      <div className={classes['answer']}>
        {session.writable && (
          <Composer
            label={t('composer.replyLabel')}
            placeholder={t('composer.reply')}
            sendLabel={t('composer.send')}
            max={TALK_LIMITS.reply}
            members={session.members}
            me={session.me.id}
            hearers={peopleIn(thread)}
            words={draft?.words ?? ''}
            onWords={(words) => {
              setDraft({ words });
              typing.typed();
            }}
            onSend={(said) => {
              typing.done();
              addReply(doc, { thread: thread.id, ...said, ...session.act() }, TALK_ORIGIN);
              setDraft(null);
            }}
          />
        )}
        {session.canResolve(thread) && (
          // One button for both: pressed it keeps the focus.
          <Tooltip label={t(resolved === null ? 'thread.resolve' : 'thread.reopen')}>
            <ActionIcon
              className={classes['resolve']}
              aria-label={t(resolved === null ? 'thread.resolve' : 'thread.reopen')}
              onClick={() =>
                resolved === null
                  ? resolveThread(doc, thread.id, session.act(), TALK_ORIGIN)
                  : reopenThread(doc, thread.id, TALK_ORIGIN)
              }
            >
              {resolved === null ? <IconCheck size={18} /> : <IconRotate size={18} />}
            </ActionIcon>
          </Tooltip>
        )}
      </div>
    </footer>
  );
}

/** Its first words; where they were taken away, those of the first answer that is there. */
function summaryOf(thread: Thread, otherwise: string): string {
  const note = [thread, ...thread.replies].find(({ deleted, hidden }) => deleted === null && hidden === null);
  return note?.words ?? otherwise;
}

import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsked } from '../../app/asked.ts';
import { usePageCommand } from '../../app/page-commands.ts';
import { isShown } from './filter.ts';
import { useAskedThreadId } from './permalink.ts';
import { anchorOf, followPlaceOf, hearersOf, isAbout, placeOf, type Subject } from './subject.ts';
import { useTalk } from './talk-session.tsx';
import type { WhereOf } from './ThreadCard.tsx';
import { ThreadList } from './ThreadList.tsx';
import type { Anchor } from '@clapper/documents';
import classes from './SubjectThreads.module.css';

interface SubjectThreadsProps {
  subject: Subject;
  /** Below the fields of what they are about: a line stands between. */
  below?: boolean;
  whereOf?: WhereOf;
}

/** What is said of the project, a shot or an event as a whole. */
export default function SubjectThreads({ subject, below = false, whereOf }: SubjectThreadsProps) {
  const { t } = useTranslation('threads');
  const session = useTalk();
  const asked = useAskedThreadId();
  const times = useAsked();
  const place = placeOf(subject);
  const anchor = anchorOf(subject);
  const [unfolded, unfold] = useState(asked);
  useEffect(() => {
    if (asked !== null) unfold(asked);
  }, [asked, times]);
  const [composing, compose] = useState<Anchor | null>(() =>
    session?.drafts.get(place) == null ? null : anchor,
  );
  usePageCommand(
    'overview.comment',
    subject.type === 'project' && session?.writable === true ? () => compose(anchor) : null,
  );
  if (session === null) return null;
  const list = (
    <ThreadList
      session={session}
      threads={session.talk.threads.filter(
        (thread) => isAbout(thread.anchor, subject) && isShown(thread, session.moderates),
      )}
      unfolded={unfolded}
      unfold={unfold}
      follow={followPlaceOf(subject, session.project)}
      add={{ anchor, place, label: t(`new.${subject.type}`), hearers: hearersOf(subject) }}
      composing={composing}
      compose={compose}
      whereOf={whereOf}
    />
  );
  if (!below) return list;
  return (
    <section className={classes['threads']} aria-label={t('title')}>
      {list}
    </section>
  );
}

import type { Anchor } from '@clapper/documents';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsked } from '../../../app/asked.ts';
import { isShown } from '../../threads/filter.ts';
import { useAskedThreadId } from '../../threads/permalink.ts';
import { useTalk } from '../../threads/talk-session.tsx';
import { ThreadList } from '../../threads/ThreadList.tsx';
import classes from './ShotThreads.module.css';

/** What is said of a shot, below its fields. */
export default function ShotThreads({ shot }: { shot: string }) {
  const { t } = useTranslation('threads');
  const session = useTalk();
  const asked = useAskedThreadId();
  const place = `new/shot/${shot}` as const;
  const anchor: Anchor = { type: 'shot', shot };
  const times = useAsked();
  const [unfolded, unfold] = useState(asked);
  useEffect(() => {
    if (asked !== null) unfold(asked);
  }, [asked, times]);
  const [composing, compose] = useState<Anchor | null>(() =>
    session?.drafts.get(place) == null ? null : anchor,
  );
  if (session === null) return null;
  return (
    <section className={classes['threads']} aria-label={t('title')}>
      <ThreadList
        session={session}
        threads={session.talk.threads.filter(
          (thread) =>
            thread.anchor.type === 'shot' &&
            thread.anchor.shot === shot &&
            isShown(thread, session.moderates),
        )}
        unfolded={unfolded}
        unfold={unfold}
        add={{ anchor, place, label: t('new.shot') }}
        composing={composing}
        compose={compose}
      />
    </section>
  );
}

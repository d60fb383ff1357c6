import { addThread, TALK_LIMITS, type Anchor } from '@clapper/documents';
import { useTranslation } from 'react-i18next';
import { useTyping } from '../presence/index.ts';
import { Composer } from './Composer.tsx';
import type { DraftPlace } from './drafts.ts';
import { TALK_ORIGIN, type TalkSession } from './talk-session.tsx';
import { useDraft } from './use-draft.ts';
import classes from './ThreadCard.module.css';

interface NewThreadProps {
  session: TalkSession;
  anchor: Anchor;
  place: DraftPlace;
  /** Whose it is what it hangs on: they hear of it. */
  hearers: readonly string[];
  /** The new thread's id; null: it was given up. */
  onDone: (thread: string | null) => void;
}

/** The first note of a thread. What it hangs on is kept with the unsent words. */
export function NewThread({ session, anchor, place, hearers, onDone }: NewThreadProps) {
  const { t } = useTranslation('threads');
  const [draft, setDraft] = useDraft(session.drafts, place);
  const typing = useTyping(place);
  return (
    <section className={classes['card']} aria-label={t('new.card')} data-thread-card="new">
      {anchor.type === 'text' && (
        <div className={classes['quote']}>
          <blockquote className={classes['words']}>{anchor.quote}</blockquote>
        </div>
      )}
      <Composer
        label={t('new.label')}
        placeholder={t('new.placeholder')}
        sendLabel={t('composer.send')}
        max={TALK_LIMITS.thread}
        members={session.members}
        me={session.me.id}
        hearers={hearers}
        words={draft?.words ?? ''}
        onWords={(words) => {
          setDraft({ words, anchor });
          typing.typed();
        }}
        onCancel={() => {
          setDraft(null);
          onDone(null);
        }}
        onSend={(said) => {
          typing.done();
          const thread = addThread(session.doc, { anchor, ...said, ...session.act() }, TALK_ORIGIN);
          setDraft(null);
          onDone(thread);
        }}
        takesFocus
      />
    </section>
  );
}

import { ActionIcon, Button } from '@mantine/core';
import { peopleIn } from '@clapper/documents';
import {
  addNoteReply,
  isDone,
  NOTE_LIMITS,
  setNoteStatus,
  type NoteInCut,
  type VideoNote,
} from '@clapper/documents/review';
import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/format.ts';
import { ReadInInbox } from '../../inbox/ReadInInbox.tsx';
import { Composer } from '../../threads/Composer.tsx';
import { REVIEW_ORIGIN } from './add-cut.ts';
import { Attachments } from './Attachments.tsx';
import { NoteDetails } from './NoteDetails.tsx';
import { NoteMarks } from './NoteMarks.tsx';
import { NoteReactions } from './NoteReactions.tsx';
import { NoteScreenshot } from './NoteScreenshot.tsx';
import { NoteStatus } from './NoteStatus.tsx';
import { NoteWords } from './NoteWords.tsx';
import { canResolve, isInternal, type RoomSession } from './room-session.ts';
import classes from './Notes.module.css';

/** A note with everything that belongs to it. Pressing its time shows its frame. */
export function NoteCard({ session, item }: { session: RoomSession; item: NoteInCut }) {
  const { t } = useTranslation('review');
  const { when } = useFormat();
  const card = useRef<HTMLElement>(null);
  const [answers, setAnswers] = useState<string | null>(null);
  const [details, setDetails] = useState(false);
  const { note } = item;
  const { doc, active } = session;
  const isActive = active === note.id;
  useEffect(() => {
    if (isActive) card.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  const done = isDone(note);
  const mayResolve = canResolve(session, note);
  const setStatus = (status: VideoNote['status']) =>
    setNoteStatus(doc, note.id, status, session.act(), REVIEW_ORIGIN);
  const says = note.statusSet === null ? null : session.members.find(({ id }) => id === note.statusSet?.by);
  const gone = note.deleted !== null || note.hidden !== null;
  const answer = session.writable && answers === null && (
    <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setAnswers('')}>
      {t('note.answer')}
    </Button>
  );
  return (
    <article
      ref={card}
      className={classes['note']}
      data-active={isActive || undefined}
      data-note={note.id}
      aria-label={t('note.by', { name: note.authorName })}
    >
      {/* Whom nobody tells anything has no inbox: guests. */}
      {isActive && session.members.some(({ id }) => id === session.me.id) && <ReadInInbox note={note.id} />}
      <NoteWords session={session} said={note} limit={NOTE_LIMITS.words}>
        {!gone && (
          <ActionIcon
            size={24}
            aria-label={t(done ? 'note.reopen' : 'note.resolve')}
            aria-pressed={done}
            disabled={!mayResolve}
            className={classes['check'] ?? ''}
            data-done={done || undefined}
            onClick={() => setStatus(done ? 'open' : 'resolved')}
          >
            {done ? <IconCircleCheckFilled size={18} /> : <IconCircle size={18} />}
          </ActionIcon>
        )}
      </NoteWords>
      {!gone && (
        <div className={classes['under']}>
          <NoteMarks session={session} item={item} />
          {note.screenshot !== null && (
            <NoteScreenshot session={session} hash={note.screenshot.hash} name={note.authorName} />
          )}
          <Attachments document={session.document} files={note.attachments} onRemove={null} />
          <div className={classes['marks']}>
            <NoteReactions session={session} of={note} />
            {note.replies.length === 0 && answer}
            <span className={classes['space']} />
            <NoteStatus
              note={note}
              mayResolve={mayResolve}
              onStatus={setStatus}
              onDetails={() => setDetails(true)}
            />
          </div>
          {done && says != null && note.statusSet !== null && (
            <p className={classes['small']}>
              {t('note.resolvedBy', { name: says.name, when: when(note.statusSet.at) })}
            </p>
          )}
        </div>
      )}
      {details && <NoteDetails session={session} note={note} onClose={() => setDetails(false)} />}
      {note.replies.length > 0 && (
        <ul className={classes['replies']}>
          {note.replies.map((reply) => (
            <li key={reply.id} aria-label={t('note.reply', { name: reply.authorName })}>
              <NoteWords session={session} said={reply} limit={NOTE_LIMITS.reply} />
              {reply.deleted === null && reply.hidden === null && (
                <div className={classes['under']}>
                  <NoteReactions session={session} of={reply} />
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      {session.writable && (
        <div className={classes['under']}>
          {/* Beside the reactions as long as nobody has answered, else below what was answered. */}
          {(gone || note.replies.length > 0) && answer}
          {answers !== null && (
            <Composer
              label={t('note.answer')}
              placeholder={t('composer.reply')}
              sendLabel={t('composer.send')}
              max={NOTE_LIMITS.reply}
              members={session.members}
              me={session.me.id}
              hearers={isInternal(session, note.id) ? null : peopleIn(note)}
              words={answers}
              onWords={setAnswers}
              onCancel={() => setAnswers(null)}
              onSend={(said) => {
                addNoteReply(doc, { note: note.id, ...session.says(), ...said }, REVIEW_ORIGIN);
                setAnswers(null);
              }}
              takesFocus
            />
          )}
        </div>
      )}
    </article>
  );
}

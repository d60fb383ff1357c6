import { ActionIcon, Button, Menu, UnstyledButton } from '@mantine/core';
import {
  addNoteReply,
  deleteFeedback,
  editNoteWords,
  hideFeedback,
  isDone,
  NOTE_LIMITS,
  NOTE_PRIORITIES,
  NOTE_STATUSES,
  setNote,
  setNoteStatus,
  showFeedback,
  type NoteInCut,
  type NoteReply,
  type VideoNote,
} from '@clapper/documents/review';
import { IconCircle, IconCircleCheckFilled, IconDots } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/format.ts';
import { usePicture } from '../../files/use-picture.ts';
import { Avatar } from '../../presence/index.ts';
import { Composer, type Said } from '../../threads/Composer.tsx';
import { Words } from '../../threads/Words.tsx';
import { REVIEW_ORIGIN } from './add-cut.ts';
import { NoteReactions } from './NoteReactions.tsx';
import { canResolve, type RoomSession } from './room-session.ts';
import classes from './Notes.module.css';

/** A note with everything that belongs to it. Pressing its time shows its frame. */
export function NoteCard({ session, item }: { session: RoomSession; item: NoteInCut }) {
  const { t } = useTranslation('review');
  const { when } = useFormat();
  const card = useRef<HTMLElement>(null);
  const [answers, setAnswers] = useState<string | null>(null);
  const { note, place } = item;
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
  return (
    <article
      ref={card}
      className={classes['note']}
      data-active={isActive || undefined}
      data-note={note.id}
      aria-label={t('note.by', { name: note.authorName })}
    >
      <Said session={session} said={note} limit={NOTE_LIMITS.words}>
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
      </Said>
      {!gone && (
        <div className={classes['under']}>
          <div className={classes['marks']}>
            <UnstyledButton className={classes['time']} onClick={() => session.show(item)}>
              {place.frame === null ? t('note.whole') : session.timeOf(place.frame)}
              {place.frame !== null && place.endFrame !== null && ` – ${session.timeOf(place.endFrame)}`}
            </UnstyledButton>
            {item.from !== 'here' && (
              <span className={classes['mark']} data-tone={item.from}>
                {t(`note.${item.from}`)}
              </span>
            )}
            {note.priority !== 'medium' && (
              <span className={classes['mark']} data-tone={note.priority}>
                {t(`priority.${note.priority}`)}
              </span>
            )}
            {note.tags.map((tag) => (
              <span key={tag} className={classes['mark']}>
                {`#${tag}`}
              </span>
            ))}
          </div>
          {note.screenshot !== null && (
            <Screenshot session={session} hash={note.screenshot.hash} name={note.authorName} />
          )}
          <div className={classes['marks']}>
            <NoteReactions session={session} of={note} />
            <span className={classes['space']} />
            {mayResolve ? (
              <Menu position="bottom-end">
                <Menu.Target>
                  <UnstyledButton
                    className={classes['status']}
                    data-status={note.status}
                    aria-label={`${t(`status.${note.status}`)}, ${t('note.status')}`}
                  >
                    {t(`status.${note.status}`)}
                  </UnstyledButton>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Label>{t('note.status')}</Menu.Label>
                  {NOTE_STATUSES.map((status) => (
                    <Menu.Item key={status} onClick={() => setStatus(status)}>
                      {t(`status.${status}`)}
                    </Menu.Item>
                  ))}
                  <Menu.Label>{t('note.priority')}</Menu.Label>
                  {NOTE_PRIORITIES.map((priority) => (
                    <Menu.Item
                      key={priority}
                      onClick={() => setNote(doc, note.id, { priority }, REVIEW_ORIGIN)}
                    >
                      {t(`priority.${priority}`)}
                    </Menu.Item>
                  ))}
                </Menu.Dropdown>
              </Menu>
            ) : (
              <span className={classes['status']} data-status={note.status}>
                {t(`status.${note.status}`)}
              </span>
            )}
          </div>
          {done && says != null && note.statusSet !== null && (
            <p className={classes['small']}>
              {t('note.resolvedBy', { name: says.name, when: when(note.statusSet.at) })}
            </p>
          )}
        </div>
      )}
      {note.replies.length > 0 && (
        <ul className={classes['replies']}>
          {note.replies.map((reply) => (
            <li key={reply.id} aria-label={t('note.reply', { name: reply.authorName })}>
              <Said session={session} said={reply} limit={NOTE_LIMITS.reply} />
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
          {answers === null ? (
            <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setAnswers('')}>
              {t('note.answer')}
            </Button>
          ) : (
            <Composer
              label={t('note.answer')}
              placeholder={t('composer.reply')}
              sendLabel={t('composer.send')}
              max={NOTE_LIMITS.reply}
              members={session.members}
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

/** Who said what and when, and its menu: the same for a note and a reply. */
function Said({
  session,
  said,
  limit,
  children,
}: {
  session: RoomSession;
  said: VideoNote | NoteReply;
  limit: number;
  children?: React.ReactNode;
}) {
  const { t } = useTranslation('review');
  const { when } = useFormat();
  const [edited, setEdited] = useState<string | null>(null);
  const { doc, me, writable, moderates } = session;
  const own = writable && said.authorId === me.id;
  if (said.deleted !== null)
    return <p className={classes['gone']}>{t('note.deleted', { name: said.authorName })}</p>;
  if (said.hidden !== null)
    return (
      <p className={classes['gone']}>
        {t('note.hidden')}
        {moderates && (
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => showFeedback(doc, said.id, REVIEW_ORIGIN)}
          >
            {t('note.show')}
          </Button>
        )}
      </p>
    );
  return (
    <>
      <header className={classes['head']}>
        <Avatar id={said.authorId} name={said.authorName} size={24} quiet />
        <span className={classes['name']}>{said.authorName}</span>
        <time className={classes['when']} dateTime={new Date(said.createdAt).toISOString()}>
          {when(said.createdAt)}
        </time>
        {said.editedAt !== null && <span className={classes['when']}>{t('note.edited')}</span>}
        <span className={classes['space']} />
        {(own || moderates) && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon size={24} aria-label={t('note.more')}>
                <IconDots size={16} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {own && <Menu.Item onClick={() => setEdited(said.words)}>{t('note.edit')}</Menu.Item>}
              {moderates && !own && (
                <Menu.Item onClick={() => hideFeedback(doc, said.id, session.act(), REVIEW_ORIGIN)}>
                  {t('note.hide')}
                </Menu.Item>
              )}
              {own && (
                <Menu.Item
                  color="red"
                  onClick={() => deleteFeedback(doc, said.id, session.act(), REVIEW_ORIGIN)}
                >
                  {t('note.delete')}
                </Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
        )}
        {children}
      </header>
      <div className={classes['under']}>
        {edited === null ? (
          <Words words={said.words} mentions={said.mentions} />
        ) : (
          <Composer
            label={t('note.edit')}
            placeholder={t('composer.placeholder')}
            sendLabel={t('note.save')}
            max={limit}
            members={session.members}
            words={edited}
            onWords={setEdited}
            onCancel={() => setEdited(null)}
            onSend={(next: Said) => {
              editNoteWords(doc, said.id, next, session.act(), REVIEW_ORIGIN);
              setEdited(null);
            }}
            takesFocus
          />
        )}
      </div>
    </>
  );
}

/** Small: pressing the note's time shows the frame itself. */
function Screenshot({ session, hash, name }: { session: RoomSession; hash: string; name: string }) {
  const { t } = useTranslation('review');
  const picture = usePicture(session.document, hash, 'original');
  return picture.state === 'here' ? (
    <img
      className={classes['screenshot']}
      src={picture.url}
      alt={t('note.screenshot', { name })}
      data-testid="screenshot-canvas"
    />
  ) : (
    <span className={classes['screenshot']} aria-hidden />
  );
}

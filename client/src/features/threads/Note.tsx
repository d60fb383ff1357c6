import { Button, Tooltip } from '@mantine/core';
import {
  deleteNote,
  editWords,
  showNote,
  TALK_LIMITS,
  toggleReaction,
  type Reply,
  type Thread,
} from '@clapper/documents';
import { IconClockUp } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import { Avatar } from '../presence/index.ts';
import { Composer } from './Composer.tsx';
import type { FollowItemsProps } from './FollowItems.tsx';
import { NoteMenu } from './NoteMenu.tsx';
import { ReactionButton, Reactions } from './Reactions.tsx';
import { nameOf, TALK_ORIGIN, type TalkSession } from './talk-session.tsx';
import { Words } from './Words.tsx';
import classes from './Note.module.css';

type Doing = { what: 'reading' } | { what: 'editing'; words: string } | { what: 'deleting' };

interface NoteProps {
  session: TalkSession;
  note: Thread | Reply;
  thread: string;
  /** It is on this device only, so far. */
  unsent: boolean;
  /** Of the thread it begins. */
  follow?: FollowItemsProps;
}

/** One thing somebody said, or the place of what was taken away again. */
export function Note({ session, note, thread, unsent, follow }: NoteProps) {
  const { t } = useTranslation('threads');
  const { when, list } = useFormat();
  const [doing, setDoing] = useState<Doing>({ what: 'reading' });
  const { doc, me, writable, moderates } = session;
  const name = nameOf(session, note.authorId) ?? t('note.someone');
  const own = writable && note.authorId === me.id;
  // Whoever wrote without a network, or to somebody who left since, must not wait for an answer.
  const left = own ? leftOf(note, session) : [];
  const done = () => setDoing({ what: 'reading' });
  const react = (emoji: string) => toggleReaction(doc, { note: note.id, emoji, by: me.id }, TALK_ORIGIN);

  if (note.deleted !== null) return <p className={classes['gone']}>{t('note.deleted', { name })}</p>;
  if (note.hidden !== null) {
    return (
      <p className={classes['gone']}>
        {t('note.hidden', { name })}
        {moderates && (
          <Button size="xs" variant="subtle" onClick={() => showNote(doc, note.id, TALK_ORIGIN)}>
            {t('note.show')}
          </Button>
        )}
      </p>
    );
  }
  return (
    <article className={classes['note']} aria-label={t('note.by', { name })} data-note={note.id}>
      <header className={classes['head']}>
        <Avatar id={note.authorId} name={name} size={20} quiet />
        <span className={classes['name']}>{name}</span>
        <time className={classes['time']} dateTime={new Date(note.createdAt).toISOString()}>
          {when(note.createdAt)}
        </time>
        {note.editedAt !== null && (
          <Tooltip label={when(note.editedAt)}>
            <span className={classes['time']}>{t('note.edited')}</span>
          </Tooltip>
        )}
        <span className={classes['space']} />
        {writable && <ReactionButton position="bottom-end" onToggle={react} />}
        <NoteMenu
          session={session}
          note={note}
          thread={thread}
          {...(follow === undefined ? {} : { follow })}
          {...(own
            ? {
                onEdit: () => setDoing({ what: 'editing', words: note.words }),
                onDelete: () => setDoing({ what: 'deleting' }),
              }
            : {})}
        />
      </header>
      <div className={classes['body']}>
        {doing.what === 'editing' ? (
          <Composer
            label={t('note.editLabel')}
            placeholder={t('composer.reply')}
            sendLabel={t('note.save')}
            max={'replies' in note ? TALK_LIMITS.thread : TALK_LIMITS.reply}
            members={session.members}
            me={me.id}
            words={doing.words}
            onWords={(words) => setDoing({ what: 'editing', words })}
            onCancel={done}
            onSend={(said) => {
              editWords(doc, note.id, said, session.act(), TALK_ORIGIN);
              done();
            }}
            takesFocus
          />
        ) : (
          <Words words={note.words} mentions={note.mentions} />
        )}
        {left.length > 0 && (
          <p className={classes['gone']}>
            {t('note.left', { names: list(left.map((one) => `@${one}`)), count: left.length })}
          </p>
        )}
        {doing.what === 'deleting' && (
          <div className={classes['ask']} role="group" aria-label={t('note.deleteAsk')}>
            <span>{t('note.deleteAsk')}</span>
            <Button
              size="xs"
              color="red"
              variant="filled"
              // The answer to a question that was just asked.
              // oxlint-disable-next-line jsx-a11y/no-autofocus
              autoFocus
              onClick={() => deleteNote(doc, note.id, session.act(), TALK_ORIGIN)}
            >
              {t('note.delete')}
            </Button>
            <Button size="xs" onClick={done}>
              {t('note.keep')}
            </Button>
          </div>
        )}
        <Reactions
          reactions={note.reactions}
          me={me}
          members={session.members}
          onToggle={writable ? react : null}
        />
        {unsent && (
          <p className={classes['unsent']}>
            <IconClockUp size={14} aria-hidden />
            {t('note.unsent')}
          </p>
        )}
      </div>
    </article>
  );
}

/** Whom it calls and who is not in the project any more. */
function leftOf({ mentions }: Thread | Reply, { members }: TalkSession): string[] {
  // Nobody is known yet.
  if (members.length === 0) return [];
  return mentions.filter(({ user }) => members.every(({ id }) => id !== user)).map(({ name }) => name);
}

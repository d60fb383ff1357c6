import { ActionIcon, Button, Menu } from '@mantine/core';
import {
  deleteFeedback,
  editNoteWords,
  hideFeedback,
  showFeedback,
  type NoteReply,
  type VideoNote,
} from '@clapper/documents/review';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/format.ts';
import { Avatar } from '../../presence/index.ts';
import { Composer, type Said } from '../../threads/Composer.tsx';
import { Words } from '../../threads/Words.tsx';
import { REVIEW_ORIGIN } from './add-cut.ts';
import { isExternal, type RoomSession } from './room-session.ts';
import classes from './Notes.module.css';

/** Who said what and when, and its menu: the same for a note and a reply. */
export function NoteWords({
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
  const external = isExternal(session, said.authorId);
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
        <Avatar id={said.authorId} name={said.authorName} size={24} guest={external} quiet />
        <span className={classes['name']}>{said.authorName}</span>
        {external && <span className={classes['mark']}>{t('note.external')}</span>}
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
            me={session.me.id}
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

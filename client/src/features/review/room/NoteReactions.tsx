import { ActionIcon, Popover, Tooltip, VisuallyHidden } from '@mantine/core';
import { toggleNoteReaction, type VideoNote } from '@clapper/documents/review';
import { IconMoodPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/format.ts';
import { QUICK_EMOJI } from '../../threads/quick-emoji.ts';
import { REVIEW_ORIGIN } from './add-cut.ts';
import type { RoomSession } from './room-session.ts';
import classes from './Notes.module.css';

/** The emoji under a note or a reply; pressing one sets mine or takes it back. */
export function NoteReactions({
  session,
  of,
}: {
  session: RoomSession;
  of: Pick<VideoNote, 'id' | 'reactions'>;
}) {
  const { t } = useTranslation('review');
  const { list } = useFormat();
  const [opened, setOpened] = useState(false);
  const { doc, me, members, writable } = session;
  const toggle = (emoji: string) => {
    toggleNoteReaction(doc, { id: of.id, emoji, by: me.id }, REVIEW_ORIGIN);
    setOpened(false);
  };
  if (of.reactions.length === 0 && !writable) return null;
  return (
    <div className={classes['reactions']}>
      {of.reactions.map(({ emoji, users }) => {
        const names = list(users.map((user) => members.find(({ id }) => id === user)?.name ?? '?'));
        return (
          <Tooltip key={emoji} label={names}>
            <button
              type="button"
              className={classes['reaction']}
              aria-pressed={users.includes(me.id)}
              disabled={!writable}
              onClick={() => toggle(emoji)}
            >
              <span>{emoji}</span> {users.length} <VisuallyHidden>{names}</VisuallyHidden>
            </button>
          </Tooltip>
        );
      })}
      {writable && (
        <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus>
          <Popover.Target>
            <ActionIcon size={24} aria-label={t('note.react')} onClick={() => setOpened((before) => !before)}>
              <IconMoodPlus size={16} />
            </ActionIcon>
          </Popover.Target>
          <Popover.Dropdown p={8} aria-label={t('note.reactions')}>
            {QUICK_EMOJI.map((emoji) => (
              <ActionIcon key={emoji} aria-label={emoji} onClick={() => toggle(emoji)}>
                <span>{emoji}</span>
              </ActionIcon>
            ))}
          </Popover.Dropdown>
        </Popover>
      )}
    </div>
  );
}

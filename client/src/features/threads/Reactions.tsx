import { ActionIcon, Popover, Tooltip, VisuallyHidden } from '@mantine/core';
import { emojiSchema, toggleReaction, type Reaction } from '@clapper/documents';
import { IconMoodPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import { EmojiField } from './EmojiField.tsx';
import { QUICK_EMOJI } from './quick-emoji.ts';
import { nameOf, TALK_ORIGIN, type TalkSession } from './talk-session.tsx';
import classes from './Note.module.css';

interface ReactionsProps {
  session: TalkSession;
  note: string;
  reactions: readonly Reaction[];
}

/** The emoji under a note; pressing one sets mine or takes it back. */
export function Reactions({ session, note, reactions }: ReactionsProps) {
  const { t } = useTranslation('threads');
  const { list } = useFormat();
  const { doc, me, writable } = session;
  const toggle = (emoji: string) => toggleReaction(doc, { note, emoji, by: me.id }, TALK_ORIGIN);
  if (reactions.length === 0) return null;
  return (
    <div className={classes['reactions']}>
      {reactions.map(({ emoji, users }) => {
        const names = list(users.map((user) => nameOf(session, user) ?? t('note.someone')));
        return (
          <Tooltip key={emoji} label={names}>
            <button
              type="button"
              className={classes['reaction']}
              aria-pressed={users.includes(me.id)}
              disabled={!writable}
              onClick={() => toggle(emoji)}
            >
              <span>{emoji}</span> {users.length}{' '}
              <VisuallyHidden>{t('reaction.by', { names })}</VisuallyHidden>
            </button>
          </Tooltip>
        );
      })}
    </div>
  );
}

/** Opens the emoji one may choose from: the usual ones, and any other that one types or pastes. */
export function ReactionButton({ session, note }: Omit<ReactionsProps, 'reactions'>) {
  const { t } = useTranslation('threads');
  const [opened, setOpened] = useState(false);
  const { doc, me } = session;
  const react = (emoji: string) => {
    toggleReaction(doc, { note, emoji, by: me.id }, TALK_ORIGIN);
    setOpened(false);
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon size={24} aria-label={t('reaction.add')} onClick={() => setOpened((before) => !before)}>
          <IconMoodPlus size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={8} aria-label={t('reaction.choose')}>
        <div className={classes['emoji']}>
          {QUICK_EMOJI.map((emoji) => (
            <ActionIcon key={emoji} aria-label={emoji} onClick={() => react(emoji)}>
              <span className={classes['glyph']}>{emoji}</span>
            </ActionIcon>
          ))}
        </div>
        <EmojiField isEmoji={(text) => emojiSchema.safeParse(text).success} onChoose={react} />
      </Popover.Dropdown>
    </Popover>
  );
}

import { ActionIcon, Popover, Tooltip, VisuallyHidden, type PopoverProps } from '@mantine/core';
import { emojiSchema, type Reaction } from '@clapper/documents';
import { IconMoodPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import { EmojiField } from './EmojiField.tsx';
import type { Member } from './mentions.ts';
import { QUICK_EMOJI } from './quick-emoji.ts';
import classes from './Reactions.module.css';

interface ReactionsProps {
  reactions: readonly Reaction[];
  me: Member;
  members: readonly Member[];
  /** Null: may not react. */
  onToggle: ((emoji: string) => void) | null;
}

/** The emoji under something that was said; pressing one sets mine or takes it back. */
export function Reactions({ reactions, me, members, onToggle }: ReactionsProps) {
  const { t } = useTranslation('threads');
  const { list } = useFormat();
  if (reactions.length === 0) return null;
  return (
    <div className={classes['reactions']}>
      {reactions.map(({ emoji, users }) => {
        const names = list(
          users.map((user) => members.find(({ id }) => id === user)?.name ?? t('note.someone')),
        );
        return (
          <Tooltip key={emoji} label={names}>
            <button
              type="button"
              className={classes['reaction']}
              aria-pressed={users.includes(me.id)}
              disabled={onToggle === null}
              onClick={() => onToggle?.(emoji)}
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

interface ReactionButtonProps {
  position: NonNullable<PopoverProps['position']>;
  onToggle: (emoji: string) => void;
}

/** Opens the emoji one may choose from: the usual ones, and any other that one types or pastes. */
export function ReactionButton({ position, onToggle }: ReactionButtonProps) {
  const { t } = useTranslation('threads');
  const [opened, setOpened] = useState(false);
  const react = (emoji: string) => {
    onToggle(emoji);
    setOpened(false);
  };
  return (
    <Popover opened={opened} onChange={setOpened} position={position} trapFocus returnFocus>
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

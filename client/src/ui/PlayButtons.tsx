import { ActionIcon } from '@mantine/core';
import {
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipBack,
  IconPlayerSkipForward,
} from '@tabler/icons-react';

interface PlayButtonsProps {
  plays: boolean;
  words: { back: string; play: string; pause: string; forward: string };
  onStep: (by: 1 | -1) => void;
  onToggle: () => void;
  /** The middle one has the focus when its dialog opens. */
  focused?: boolean;
  testId?: string;
}

/** One back, play or pause, one on. */
export function PlayButtons({ plays, words, onStep, onToggle, focused, testId }: PlayButtonsProps) {
  const Play = plays ? IconPlayerPauseFilled : IconPlayerPlayFilled;
  return (
    <>
      <ActionIcon size={36} aria-label={words.back} onClick={() => onStep(-1)}>
        <IconPlayerSkipBack size={18} />
      </ActionIcon>
      <ActionIcon
        size={44}
        radius="xl"
        variant="default"
        aria-label={plays ? words.pause : words.play}
        data-autofocus={focused || undefined}
        data-testid={testId}
        onClick={onToggle}
      >
        <Play size={20} />
      </ActionIcon>
      <ActionIcon size={36} aria-label={words.forward} onClick={() => onStep(1)}>
        <IconPlayerSkipForward size={18} />
      </ActionIcon>
    </>
  );
}

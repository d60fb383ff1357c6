import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface EmojiFieldProps {
  isEmoji: (text: string) => boolean;
  onChoose: (emoji: string) => void;
}

/** Any other emoji: every system has a keyboard for them, and one emoji is chosen as soon as it stands here. */
export function EmojiField({ isEmoji, onChoose }: EmojiFieldProps) {
  const { t } = useTranslation('threads');
  const [text, setText] = useState('');
  const wrong = text !== '' && /[\p{L}\p{N}]/u.test(text);
  return (
    <TextInput
      mt={6}
      size="xs"
      aria-label={t('reaction.other')}
      placeholder={t('reaction.other')}
      value={text}
      error={wrong ? t('reaction.noEmoji') : undefined}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        setText(typed);
        if (isEmoji(typed.trim())) onChoose(typed.trim());
      }}
    />
  );
}

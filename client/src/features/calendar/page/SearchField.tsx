import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { usePart } from '../../../app/store.ts';
import { useCalendar } from '../session/calendar-session.ts';

interface SearchFieldProps {
  ref: Ref<HTMLInputElement>;
  className?: string | undefined;
  /** It is left with nothing in it. */
  onLeave?: () => void;
}

/** Shows only what says these words. */
export function SearchField({ ref, className = '', onLeave }: SearchFieldProps) {
  const { t } = useTranslation('calendar');
  const { filter } = useCalendar();
  const words = usePart(filter, (value) => value.words);
  return (
    <TextInput
      ref={ref}
      className={className}
      aria-label={t('search')}
      placeholder={t('search')}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={words}
      onChange={({ currentTarget }) => filter.set({ ...filter.get(), words: currentTarget.value })}
      onBlur={() => filter.get().words === '' && onLeave?.()}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
        filter.set({ ...filter.get(), words: '' });
        event.currentTarget.blur();
      }}
    />
  );
}

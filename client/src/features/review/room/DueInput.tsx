import { CloseButton, TextInput } from '@mantine/core';
import { isDate } from '@clapper/documents/calendar';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface DueInputProps {
  due: string | null;
  onDue: (due: string | null) => void;
}

/** The day by which a note is to be seen to. What is typed only in part is no day yet, and none is taken away by it. */
export function DueInput({ due, onDue }: DueInputProps) {
  const { t } = useTranslation('review');
  const [typed, setTyped] = useState<string | null>(null);
  const set = (next: string | null) => {
    setTyped(null);
    if (next !== due) onDue(next);
  };
  return (
    <TextInput
      mt="sm"
      type="date"
      label={t('details.due')}
      value={typed ?? due ?? ''}
      onChange={({ currentTarget: { value, validity } }) => {
        if (isDate(value)) set(value);
        else if (value === '' && !validity.badInput) set(null);
        else setTyped(value);
      }}
      onBlur={() => setTyped(null)}
      rightSection={
        due !== null && <CloseButton size="sm" aria-label={t('details.noDue')} onClick={() => set(null)} />
      }
    />
  );
}

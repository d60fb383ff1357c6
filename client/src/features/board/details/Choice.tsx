import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Choice.module.css';
import { Labelled } from './Labelled.tsx';
import { useBoard } from '../session/board-session.ts';

interface ChoiceProps<T extends string> {
  label: string;
  value: T | null;
  choices: readonly { value: T; label: string; hint?: string }[];
  onChange: (value: T | null) => void;
  onFocus?: () => void;
  onBlur?: () => void;
  placeholder?: string | undefined;
  /** Nothing may be chosen, too. */
  clearable?: boolean;
  icon?: ReactNode;
}

export function Choice<T extends string>(props: ChoiceProps<T>) {
  const { label, value, choices, onChange, onFocus, onBlur, placeholder, clearable = false, icon } = props;
  const { t } = useTranslation('board');
  const { writable } = useBoard();
  return (
    <Labelled label={label}>
      <Select
        aria-label={label}
        classNames={{ input: classes['select'] ?? '' }}
        value={value}
        data={choices.map((choice) => ({ value: choice.value, label: choice.label }))}
        renderOption={({ option }) => {
          const hint = choices.find((choice) => choice.value === option.value)?.hint;
          return hint === undefined ? option.label : `${option.label} · ${hint}`;
        }}
        comboboxProps={{ width: 'max-content', position: 'bottom-end' }}
        placeholder={placeholder ?? ''}
        disabled={!writable}
        clearable={clearable}
        clearButtonProps={{ 'aria-label': t('details.clear', { field: label }) }}
        leftSection={icon}
        onChange={(chosen) => onChange(choices.find((choice) => choice.value === chosen)?.value ?? null)}
        {...(onFocus === undefined ? {} : { onFocus })}
        {...(onBlur === undefined ? {} : { onBlur })}
      />
    </Labelled>
  );
}

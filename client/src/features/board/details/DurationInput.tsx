import { formatDuration, parseDuration } from '@clapper/documents';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../session/use-language.ts';
import { ValueInput, type Reading, type ValueInputProps } from './ValueInput.tsx';

/** A length as people write it: 3.5, 3.5 s, 1:20. */
export function DurationInput(props: ValueInputProps<number>) {
  const { t } = useTranslation('board');
  const language = useLanguage();
  const read = (text: string): Reading<number> => {
    const seconds = text === '' ? null : parseDuration(text);
    return seconds === null && text !== ''
      ? { state: 'unfinished', why: t('duration.wrong') }
      : { state: 'value', value: seconds };
  };
  const shown = props.value === null ? '' : formatDuration(props.value, language);
  return <ValueInput {...props} shown={shown} read={read} />;
}

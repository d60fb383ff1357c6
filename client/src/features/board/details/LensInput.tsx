import { SHOT_LIMITS } from '@clapper/documents';
import { useTranslation } from 'react-i18next';
import { ValueInput, type Reading, type ValueInputProps } from './ValueInput.tsx';

/** A lens as one says it. */
export function LensInput(props: ValueInputProps<string>) {
  const { t } = useTranslation('board');
  const read = (text: string): Reading<string> =>
    text.length > SHOT_LIMITS.lens
      ? { state: 'wrong', why: t('text.tooLong', { count: SHOT_LIMITS.lens }) }
      : { state: 'value', value: text || null };
  return <ValueInput {...props} shown={props.value ?? ''} read={read} />;
}

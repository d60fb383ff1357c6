import { ICS_LIMITS, type IcsReading } from '@clapper/documents/ics';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/format.ts';

/** Why a file is none, in a sentence that says what to do. */
export function useFileProblem() {
  const { t } = useTranslation('calendar-exchange');
  const { bytes, number } = useFormat();
  return ({ code, line }: Extract<IcsReading, { ok: false }>): string =>
    t(`file.${code}`, { line, size: bytes(ICS_LIMITS.file), events: number(ICS_LIMITS.events) });
}

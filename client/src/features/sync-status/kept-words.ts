import type { KeptEdit } from '@clapper/device';
import type { TFunction } from 'i18next';
import type { Format } from '../../ui/format.ts';

/** What, where and why in one sentence: “Your words in Plan · Opening were not taken: you became a viewer at 14:02.” */
export function keptSentence(
  edit: KeptEdit,
  documentName: string,
  t: TFunction<'sync'>,
  format: Pick<Format, 'clock' | 'when'>,
): string {
  const where = edit.place?.name ? `${documentName} · ${edit.place.name}` : documentName;
  const why = keptWhy(edit, t, format);
  return edit.text === '' ? t('kept.change', { where, why }) : t('kept.words', { where, why });
}

function keptWhy(
  { reason, became, at }: KeptEdit,
  t: TFunction<'sync'>,
  format: Pick<Format, 'clock' | 'when'>,
): string {
  switch (reason) {
    case 'FORBIDDEN':
      return became?.role == null
        ? t('kept.why.FORBIDDEN')
        : t(`kept.why.became.${became.role}`, { at: moment(became.at, t, format) });
    case 'NOT_FOUND':
    case 'REFUSED':
    case 'TOO_LARGE':
    case 'INVALID_UPDATE':
      return t(`kept.why.${reason}`);
    case 'EPOCH':
      return t('kept.why.EPOCH', { at: moment(at, t, format) });
    // Whatever else a server may say.
    default:
      return t('kept.why.other');
  }
}

/** At 14:02, or on 20 Nov. */
function moment(at: number, t: TFunction<'sync'>, { clock, when }: Pick<Format, 'clock' | 'when'>): string {
  const time = when(at);
  return time === clock(at) ? t('kept.at.clock', { time }) : t('kept.at.day', { time });
}

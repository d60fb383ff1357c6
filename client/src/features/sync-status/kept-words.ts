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
  const where = keptWhere(edit, documentName);
  // No edit of the person's, and nothing was refused: the server has another past.
  if (edit.copy !== undefined) return t('kept.old', { where, at: moment(edit.at, t, format) });
  const why = keptWhy(edit, t, format);
  return edit.text === '' ? t('kept.change', { where, why }) : t('kept.words', { where, why });
}

export function keptWhere(edit: KeptEdit, documentName: string): string {
  return edit.place?.name ? `${documentName} · ${edit.place.name}` : documentName;
}

/** What one writes to an owner: a subject, and a message that stands for itself wherever it is pasted. */
export function letterToOwner(
  edit: KeptEdit,
  facts: { where: string; me: string; address: string },
  t: TFunction<'sync'>,
): { subject: string; text: string } {
  const { where, me, address } = facts;
  const request = t(edit.copy === undefined ? 'send.words' : 'send.oldWords', { where });
  return { subject: t('send.subject', { where }), text: `${request}\n\n${edit.text}\n\n${me}\n${address}` };
}

/** Longer addresses are cut without a word by some mail programs: Windows hands on 2,083 characters. */
const MAILTO_MOST = 2_000;

/** Opens a mail program with the letter; one that is too long is to be pasted into it. */
export function mailAddress(letter: { subject: string; text: string }, paste: string): string {
  const mail = (body: string) =>
    `mailto:?subject=${encodeURIComponent(letter.subject)}&body=${encodeURIComponent(body)}`;
  const whole = mail(letter.text.replaceAll('\n', '\r\n'));
  return whole.length <= MAILTO_MOST ? whole : mail(paste);
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

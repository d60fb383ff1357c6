import type { InboxItem } from '@clapper/documents';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';

/** A piece of a sentence; names stand out. */
export interface Piece {
  text: string;
  name: boolean;
}

/** Where the names go while the sentence is put together: nobody's name has such a letter. */
const WHO = '\u{F0001}';
const WHAT = '\u{F0002}';

/** Who did what to what, in pieces. */
export function useSentence(): (item: InboxItem, project: string) => Piece[] {
  const { t } = useTranslation('inbox');
  const { date } = useFormat();
  return ({ type, by, detail, count, label, picture }, project) => {
    const names: Readonly<Record<string, string>> = {
      [WHO]: by === null || by.name === '' ? t('somebody') : by.name,
      [WHAT]: label || project || t('something'),
    };
    const dated = type === 'deadline' && detail !== '';
    const told = dated
      ? t('deadlineOn', { what: WHAT, day: date(detail) })
      : t(`told.${type}`, { who: WHO, what: picture ? t('picture', { what: WHAT }) : WHAT, detail });
    const sentence = count > 1 ? t('times', { sentence: told, count }) : told;
    return sentence
      .split(new RegExp(`([${WHO}${WHAT}])`, 'u'))
      .filter((text) => text !== '')
      .map((text) => ({ text: names[text] ?? text, name: text in names }));
  };
}

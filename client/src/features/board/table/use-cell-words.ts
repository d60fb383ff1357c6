import type { InfoFacts } from '@clapper/documents';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../session/use-language.ts';
import type { CellWords } from './cell-values.ts';

export function useCellWords(members: InfoFacts['members']): CellWords {
  const { t, i18n } = useTranslation('board');
  const language = useLanguage();
  return useMemo(() => {
    const name = (to: string, field: string, value: string): string => {
      switch (field) {
        case 'status':
          return i18n.getFixedT(to, 'common')(`status.${value}` as 'status.draft');
        case 'size':
          return value;
        default:
          return i18n.getFixedT(to, 'board')(`${field}.${value}` as 'angle.eye');
      }
    };
    return {
      language,
      say: (field, value) => name(language, field, value),
      names: (field, value) => [
        name('ko', field, value),
        name('en', field, value),
        ...(field === 'size'
          ? (['ko', 'en'] as const).map((to) =>
              i18n.getFixedT(to, 'board')(`shotSize.${value}` as 'shotSize.CU'),
            )
          : []),
      ],
      members,
      someone: t('shot.someone'),
    };
  }, [t, i18n, language, members]);
}

import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

const NAMED = [
  'title',
  'action',
  'dialogue',
  'notes',
  'duration',
  'size',
  'angle',
  'movement',
  'lens',
  'status',
  'assignee',
  'source',
  'lineart',
  'art',
] as const;

/** A field by the word the board has for it; one of a newer version by its key. */
export function useFieldLabel(): (field: string) => string {
  const { t } = useTranslation(['history', 'board']);
  return useCallback(
    (field) => {
      if (field === 'place') return t('place.label');
      const named = NAMED.find((name) => name === field);
      return named === undefined ? field : t(`board:field.${named}`);
    },
    [t],
  );
}

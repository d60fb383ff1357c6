import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** Somebody whose account is gone has no name any more. */
export function usePersonName(): (person: { name: string }) => string {
  const { t } = useTranslation('history');
  return useCallback(({ name }) => (name === '' ? t('someone') : name), [t]);
}

import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { BoardStage } from './stages.ts';

/** "기 설정", "Setup", or "Stage 2" where it has no title. */
export function useStageName(): (stage: BoardStage) => string {
  const { t } = useTranslation('board');
  return useCallback(
    ({ label, title, number }) => [label, title].filter(Boolean).join(' ') || t('stage.number', { number }),
    [t],
  );
}

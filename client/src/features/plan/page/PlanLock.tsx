import type { HandleState } from '@clapper/device';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../app/api.ts';
import { useErrorText } from '../../../app/errors.ts';
import { ReadOnlyBar } from '../../../ui/ReadOnlyBar.tsx';
import { showErrorToast } from '../../../ui/toast.tsx';

interface PlanLockProps {
  state: Extract<HandleState, { phase: 'ready' }>;
  project: string;
}

/** Why one cannot write here, and the way to change that. */
export function PlanLock({ state, project }: PlanLockProps) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const [asking, setAsking] = useState<'ready' | 'asking' | 'asked'>('ready');
  if (state.schema === 'tooOld') return <ReadOnlyBar>{t('readOnly.tooOld')}</ReadOnlyBar>;
  if (state.access.write) return null;
  if (state.refused === 'NOT_FOUND') return <ReadOnlyBar>{t('readOnly.gone')}</ReadOnlyBar>;
  const ask = async () => {
    setAsking('asking');
    try {
      await api.askForAccess(project, 'editor');
      setAsking('asked');
    } catch (error) {
      setAsking('ready');
      showErrorToast(errorText(error));
    }
  };
  return (
    <ReadOnlyBar ask={asking === 'asked' ? { state: 'asked' } : { state: asking, onAsk: () => void ask() }}>
      {t(state.access.role === 'reviewer' ? 'readOnly.reviewer' : 'readOnly.viewer')}
    </ReadOnlyBar>
  );
}

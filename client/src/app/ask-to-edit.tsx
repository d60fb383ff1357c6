import { can } from '@clapper/access';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { HandleState } from '@clapper/device';
import { ReadOnlyBar } from '../ui/ReadOnlyBar.tsx';
import { showErrorToast } from '../ui/toast.tsx';
import { api } from './api.ts';
import { useErrorText } from './errors.ts';
import { useProject } from './project-context.tsx';

/**
 * Above a document that I may read and not write: why, and a way to ask. Nothing where I may write.
 */
export function AskToEditBar({ state }: { state: HandleState }) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const { id, role } = useProject();
  const ask = useMutation({
    mutationFn: () => api.askForAccess(id, 'editor'),
    onError: (error) => showErrorToast(errorText(error)),
  });
  if (state.phase !== 'ready') return null;
  if (state.schema === 'tooOld') return <ReadOnlyBar>{t('readOnly.tooOld')}</ReadOnlyBar>;
  if (state.access.write) return null;
  // Whoever is no member is answered nothing: there is nobody to ask.
  if (state.refused === 'NOT_FOUND') return <ReadOnlyBar>{t('readOnly.gone')}</ReadOnlyBar>;
  const why = t(role === 'reviewer' ? 'readOnly.reviewer' : 'readOnly.viewer');
  if (!can({ role }, 'access.request')) return <ReadOnlyBar>{why}</ReadOnlyBar>;
  return (
    <ReadOnlyBar
      ask={
        ask.isSuccess
          ? { state: 'asked' }
          : { state: ask.isPending ? 'asking' : 'ready', onAsk: () => ask.mutate() }
      }
    >
      {why}
    </ReadOnlyBar>
  );
}

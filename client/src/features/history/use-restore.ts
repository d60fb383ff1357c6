import { HISTORIES, type Part } from '@clapper/documents';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type * as Y from 'yjs';
import { api } from '../../app/api.ts';
import { useDevice } from '../../app/device-context.tsx';
import { useErrorText } from '../../app/errors.ts';
import { showErrorToast, showToast } from '../../ui/toast.tsx';
import type { HistoryProps } from './history-props.ts';

interface RestoreOptions extends HistoryProps {
  document: string;
  then: Y.Doc;
  done: () => void;
}

/** Goes back, as an edit of this person's own. */
export function useRestore({ kind, doc, document, then, step, undo, done }: RestoreOptions) {
  const { t } = useTranslation(['history', 'common']);
  const device = useDevice();
  const queries = useQueryClient();
  const errorText = useErrorText();
  return useMutation({
    mutationFn: async ({ part, when }: { part: Part; when: string }) => {
      // How it is now comes first: what a restore takes away must be there to go back to.
      await api.keepBeforeRestore(document);
      const act = { by: device.user.id, at: device.serverTime() };
      step((origin) => HISTORIES[kind]!.restore(doc, then, part, act, origin));
      showToast({ message: t('restored', { when }), action: { label: t('common:undo'), run: undo } });
    },
    onError: (error) => showErrorToast(errorText(error)),
    onSettled: async () => {
      done();
      await queries.invalidateQueries({ queryKey: ['versions', document] });
    },
  });
}

import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { showErrorToast } from '../../../ui/toast.tsx';
import { useFiles } from '../../files/files-context.ts';
import type { BoardSession } from '../session/board-session.ts';
import { addPictures } from './add-pictures.ts';

/** Adds pictures to a shot (null: to the first that have none), and says which were not taken and why. */
export function useAddPictures(
  session: BoardSession,
): (pictures: readonly File[], shot: string | null) => void {
  const files = useFiles();
  const { t } = useTranslation('board');
  const { t: errors } = useTranslation('errors');
  return useCallback(
    (pictures, shot) => {
      if (files === null || !session.writable || pictures.length === 0) return;
      void addPictures(files, session, pictures, shot).then((refused) => {
        const [first] = refused;
        if (first === undefined) return;
        const { name, why } = first;
        const reason = why === 'DEVICE_FULL' || why === 'DEVICE_FAILED' ? t(`picture.${why}`) : errors(why);
        showErrorToast(t('picture.refused', { count: refused.length, name, reason }));
      });
    },
    [files, session, t, errors],
  );
}

import { useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { showErrorToast } from '../../../ui/toast.tsx';
import { useFiles } from '../../files/files-context.ts';
import type { BoardSession } from '../session/board-session.ts';
import { addPictures, type PlacedPicture, type Refused } from './add-pictures.ts';

/** Adds pictures to shots, and says which were not taken and why. Null while the files of this device are opened. */
export function usePlacePictures(
  session: BoardSession,
): ((pictures: readonly PlacedPicture[]) => Promise<readonly Refused[]>) | null {
  const files = useFiles();
  const { t } = useTranslation('board');
  const { t: errors } = useTranslation('errors');
  const place = useCallback(
    async (pictures: readonly PlacedPicture[]) => {
      if (files === null) return [];
      const refused = await addPictures(files, session, pictures);
      const [first] = refused;
      if (first !== undefined) {
        const { name, why } = first;
        const reason = why === 'DEVICE_FULL' || why === 'DEVICE_FAILED' ? t(`picture.${why}`) : errors(why);
        showErrorToast(t('picture.refused', { count: refused.length, name, reason }));
      }
      return refused;
    },
    [files, session, t, errors],
  );
  return files === null || !session.writable ? null : place;
}

/**
 * Adds one picture to a shot (null: to the first that has none). Where several would go is shown in a list before
 * anything is written.
 */
export function useAddPictures(
  session: BoardSession,
): (pictures: readonly File[], shot: string | null) => void {
  const place = usePlacePictures(session);
  const dropped = useRef<PlacedPicture[]>([]);
  // Dropped while the files of this device were still being opened.
  useEffect(() => {
    if (place !== null && dropped.current.length > 0) void place(dropped.current.splice(0));
  }, [place]);
  return useCallback(
    (pictures, shot) => {
      const [file] = pictures;
      if (!session.writable || file === undefined) return;
      if (pictures.length > 1) {
        session.importing.set({ pictures, from: shot });
        return;
      }
      const placed = { file, shot: shot ?? firstWithout(session) };
      if (place === null) dropped.current.push(placed);
      else void place([placed]);
    },
    [place, session],
  );
}

function firstWithout({ order, takes }: BoardSession): string | null {
  return order().find((id) => !takes.get().has(id)) ?? null;
}

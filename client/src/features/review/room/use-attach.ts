import { NOTE_LIMITS } from '@clapper/documents/review';
import { FILE_LIMITS, isImageType } from '@clapper/protocol';
import { useTranslation } from 'react-i18next';
import { showToast } from '../../../ui/toast.tsx';
import { useFiles } from '../../files/files-context.ts';
import type { NewNote } from './use-new-note.ts';

/** Puts pictures to a note that is being written, and says of each that cannot be why. Null: no files here. */
export function useAttach(
  document: string,
  { unsent, change }: NewNote,
): ((chosen: readonly File[]) => Promise<void>) | null {
  const { t } = useTranslation('review');
  const files = useFiles();
  if (files === null) return null;
  return async (chosen) => {
    let { attachments } = unsent;
    for (const file of chosen) {
      if (!isImageType(file.type)) showToast({ message: t('composer.noPicture', { name: file.name }) });
      else if (file.size > FILE_LIMITS.attachment)
        showToast({ message: t('composer.tooLarge', { name: file.name }) });
      else {
        const added = await files.add({ document, blob: file, name: file.name, type: file.type });
        if (!added.added) showToast({ message: t('composer.noRoom', { name: file.name }) });
        else if (!attachments.some(({ hash }) => hash === added.file.hash))
          attachments = [...attachments, added.file].slice(0, NOTE_LIMITS.attachments);
      }
    }
    change({ attachments });
  };
}

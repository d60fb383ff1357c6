import type { Take } from '@clapper/documents';
import { projectDocument } from '@clapper/protocol';
import type { FileStore } from '@clapper/device/files';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../../app/errors.ts';
import { saveFile } from '../../../app/export-document.ts';
import { useProject } from '../../../app/project-context.tsx';
import { fileName } from '../../../ui/file-name.ts';
import { showErrorToast, showToast } from '../../../ui/toast.tsx';
import { useFiles } from '../../files/files-context.ts';
import { useBoard } from '../session/board-session.ts';
import { pictureNames } from './picture-names.ts';
import { takesToSave, type WhichPictures } from './takes-to-save.ts';

/** Saves pictures as they were added, named after their shots. What packs them comes when it is asked for. */
export function usePicturesExport(): (which: WhichPictures) => void {
  const { t } = useTranslation('board');
  const errorText = useErrorText();
  const session = useBoard();
  const files = useFiles();
  const { id, info } = useProject();
  return (which) => {
    const save = async () => {
      const takes = session.takes.get();
      const shown = session
        .board()
        .shots.flatMap(({ id: shot, number }): { number: string; take: Take }[] => {
          const all = takes.get(shot);
          return all === undefined
            ? []
            : takesToSave(all, which, session.layer.get()).map((take) => ({ number, take }));
        });
      const names = pictureNames(
        shown.map(({ number, take }) => ({
          shot: number,
          layer: which === 'all' ? take.layer : null,
          take: take.number,
          type: take.picture.type,
        })),
      );
      const { writeZip } = await import('../../exports/write-zip.ts');
      const { zip, missing } = await writeZip(
        shown.map(({ take }, index) => ({
          name: names[index] ?? take.id,
          read: () => originalOf(files, projectDocument(id, 'board'), take.picture.hash),
        })),
      );
      if (zip === null) return void showToast({ message: t('exchange.pictures.none') });
      saveFile(`${fileName(info?.name ?? '', t('title'))}.zip`, zip, zip.type);
      if (missing > 0) showToast({ message: t('exchange.pictures.missing', { count: missing }) });
    };
    save().catch((error: unknown) => showErrorToast(errorText(error)));
  };
}

async function originalOf(
  files: FileStore | null,
  document: string,
  hash: string,
): Promise<Uint8Array | null> {
  const found = await files?.url(document, hash, 'original');
  if (found?.state !== 'here') return null;
  try {
    return new Uint8Array(await (await fetch(found.url)).arrayBuffer());
  } finally {
    found.release();
  }
}

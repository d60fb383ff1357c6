import { shownTake, type Take } from '@clapper/documents';
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

/** Saves the picture that each shot shows, as it was added, named after its shot. What packs them comes when it is asked for. */
export function usePicturesExport(): () => void {
  const { t } = useTranslation('board');
  const errorText = useErrorText();
  const session = useBoard();
  const files = useFiles();
  const { id, info } = useProject();
  return () => {
    const save = async () => {
      const takes = session.takes.get();
      const shown = session
        .board()
        .shots.flatMap(({ id: shot, number }): { number: string; take: Take }[] => {
          const all = takes.get(shot);
          const take = all && shownTake(all, session.layer.get());
          return take ? [{ number, take }] : [];
        });
      const names = pictureNames(
        shown.map(({ number, take }) => ({ shot: number, take: take.number, type: take.picture.type })),
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

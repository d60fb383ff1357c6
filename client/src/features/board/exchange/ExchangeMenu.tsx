import type { InfoFacts } from '@clapper/documents';
import { Menu } from '@mantine/core';
import {
  IconFileImport,
  IconFileStack,
  IconFileTypePdf,
  IconFileZip,
  IconPhotoPlus,
  IconTable,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { lazyPart } from '../../../app/lazy-part.tsx';
import { usePageCommand } from '../../../app/page-commands.ts';
import { ExchangeFrame } from '../../../ui/exchange/ExchangeFrame.tsx';
import { useDialogs } from '../../../ui/use-dialogs.ts';
import { pickPictures } from '../pictures/pick-pictures.ts';
import { useBoard } from '../session/board-session.ts';
import type { BoardStage } from '../session/stages.ts';
import { usePicturesExport } from './use-pictures-export.ts';
import { useTableExport } from './use-table-export.ts';

const words = { 'board-exchange': () => import('@clapper/locales/board-exchange') };
const PdfDialog = lazyPart(() => import('./PdfDialog.tsx'), words);
const ImportDialog = lazyPart(() => import('./ImportDialog.tsx'), words);

interface ExchangeMenuProps {
  stages: readonly BoardStage[];
  members: InfoFacts['members'];
}

/** The board out to paper and tables, and in from tables and screenplays. */
export function ExchangeMenu({ stages, members }: ExchangeMenuProps) {
  const { t } = useTranslation('board');
  const session = useBoard();
  const exportTable = useTableExport(stages, members);
  const exportPictures = usePicturesExport();
  const dialogs = useDialogs<'pdf' | 'import'>();
  usePageCommand('board.pdf', () => dialogs.show('pdf'));
  usePageCommand('board.import', session.writable ? () => dialogs.show('import') : null);
  const pdf = dialogs.of('pdf');
  const taking = dialogs.of('import');
  return (
    <>
      <ExchangeFrame label={t('exchange')}>
        <Menu.Item
          leftSection={<IconFileTypePdf size={17} aria-hidden />}
          onClick={() => dialogs.show('pdf')}
        >
          {t('exchange.pdf')}
        </Menu.Item>
        <Menu.Item leftSection={<IconTable size={17} aria-hidden />} onClick={exportTable}>
          {t('exchange.table')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconFileZip size={17} aria-hidden />}
          onClick={() => exportPictures('shown')}
        >
          {t('exchange.pictures')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconFileStack size={17} aria-hidden />}
          onClick={() => exportPictures('all')}
        >
          {t('exchange.pictures.all')}
        </Menu.Item>
        {session.writable && (
          <Menu.Item
            leftSection={<IconPhotoPlus size={17} aria-hidden />}
            onClick={() =>
              pickPictures({ onPick: (pictures) => session.importing.set({ pictures, from: null }) })
            }
          >
            {t('exchange.importPictures')}
          </Menu.Item>
        )}
        {session.writable && (
          <Menu.Item
            leftSection={<IconFileImport size={17} aria-hidden />}
            onClick={() => dialogs.show('import')}
          >
            {t('exchange.import')}
          </Menu.Item>
        )}
      </ExchangeFrame>
      {pdf !== null && <PdfDialog {...pdf} stages={stages} />}
      {taking !== null && <ImportDialog {...taking} stages={stages} />}
    </>
  );
}

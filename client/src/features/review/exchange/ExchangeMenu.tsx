import { Menu } from '@mantine/core';
import { IconFileExport, IconFileImport, IconPhotoDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { lazyPart } from '../../../app/lazy-part.tsx';
import type { Player } from '../player/player.ts';
import { showErrorToast } from '../../../ui/toast.tsx';
import { ExchangeFrame } from '../../../ui/exchange/ExchangeFrame.tsx';
import { useDialogs } from '../../../ui/use-dialogs.ts';
import { drawnAt } from '../room/drawn-at.ts';
import type { RoomSession } from '../room/room-session.ts';

const words = { 'review-exchange': () => import('@clapper/locales/review-exchange') };
const ExportDialog = lazyPart(() => import('./ExportDialog.tsx'), words);
const ImportDialog = lazyPart(() => import('./ImportDialog.tsx'), words);

interface ExchangeMenuProps {
  session: RoomSession;
  /** Of the video. */
  title: string;
  /** Null: it cannot be played here. */
  player: Player | null;
  video: HTMLVideoElement | null;
}

/** Notes out to editing programs and paper, and in from them; a frame as a picture. A phone has none of these. */
export function ExchangeMenu({ session, title, player, video }: ExchangeMenuProps) {
  const { t } = useTranslation('review');
  const dialogs = useDialogs<'export' | 'import'>();
  const { cut } = session;
  if (cut === null) return null;
  const giving = dialogs.of('export');
  const taking = dialogs.of('import');
  const saveShown = async (from: HTMLVideoElement, frame: number) => {
    const { saveFrame } = await import('./save-frame.ts');
    const drawn = drawnAt(session, frame);
    const shapes = session.notes.find(({ note }) => note.id === drawn)?.note.shapes ?? [];
    const name = `${title} v${cut.number}`;
    await saveFrame(from, shapes, { title: name, time: session.timeOf(frame) });
  };
  return (
    <>
      <ExchangeFrame label={t('exchange')}>
        <Menu.Item
          leftSection={<IconFileExport size={17} aria-hidden />}
          onClick={() => dialogs.show('export')}
        >
          {t('exchange.export')}
        </Menu.Item>
        {session.writable && (
          <Menu.Item
            leftSection={<IconFileImport size={17} aria-hidden />}
            onClick={() => dialogs.show('import')}
          >
            {t('exchange.import')}
          </Menu.Item>
        )}
        {player !== null && video !== null && video.videoWidth > 0 && (
          <Menu.Item
            leftSection={<IconPhotoDown size={17} aria-hidden />}
            onClick={() => {
              saveShown(video, player.get().frame).catch(() => showErrorToast(t('exchange.frame.failed')));
            }}
          >
            {t('exchange.frame')}
          </Menu.Item>
        )}
      </ExchangeFrame>
      {giving !== null && <ExportDialog {...giving} session={session} cut={cut} title={title} />}
      {taking !== null && (
        <ImportDialog {...taking} session={session} cut={cut} clock={player?.clock ?? null} />
      )}
    </>
  );
}

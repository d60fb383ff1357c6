import { FILE_LIMITS, isVideoType } from '@clapper/protocol';
import { useTranslation } from 'react-i18next';
import { api } from '../../../app/api.ts';
import { useOnline } from '../../../app/use-online.ts';
import { useFormat } from '../../../ui/format.ts';
import { showToast } from '../../../ui/toast.tsx';

/** Whether a file may become a cut, before anything of it is read: of a large one that takes minutes. Says why it may not. */
export function useTakesVideo(): (file: File) => Promise<boolean> {
  const { t } = useTranslation('review');
  const { bytes } = useFormat();
  const online = useOnline();
  return async ({ name, type, size }) => {
    if (!isVideoType(type)) {
      showToast({ message: t('list.noVideo', { name }) });
      return false;
    }
    const most = online ? await largestVideo() : FILE_LIMITS.video;
    if (size <= most) return true;
    showToast({ message: t('list.tooLarge', { name, size: bytes(most) }) });
    return false;
  };
}

/** As this server says; while it does not, as servers take them that were told nothing else. */
async function largestVideo(): Promise<number> {
  try {
    return (await api.instance()).video_bytes ?? FILE_LIMITS.video;
  } catch {
    return FILE_LIMITS.video;
  }
}

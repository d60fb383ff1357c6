import type { Shot } from '@clapper/documents';
import { useTranslation } from 'react-i18next';
import { AnimaticPlayer } from './AnimaticPlayer.tsx';
import { Dialog, type DialogState } from '../../../ui/Dialog.tsx';

interface AnimaticDialogProps extends DialogState {
  /** As they are now: others may go on writing while it plays. */
  shots: readonly Shot[];
}

/** The board in time, as large as the window. */
export default function AnimaticDialog({ opened, onClose, shots }: AnimaticDialogProps) {
  const { t } = useTranslation('animatic');
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={t('title')}
      fullScreen
      styles={{
        content: { display: 'flex', flexDirection: 'column' },
        body: { display: 'flex', flex: 1, minHeight: 0 },
      }}
    >
      <AnimaticPlayer shots={shots} />
    </Dialog>
  );
}

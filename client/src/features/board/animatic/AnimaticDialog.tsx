import type { Shot } from '@clapper/documents';
import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AnimaticPlayer } from './AnimaticPlayer.tsx';

interface AnimaticDialogProps {
  opened: boolean;
  onClose: () => void;
  /** As they are now: others may go on writing while it plays. */
  shots: readonly Shot[];
}

/** The board in time, as large as the window. */
export default function AnimaticDialog({ opened, onClose, shots }: AnimaticDialogProps) {
  const { t } = useTranslation('animatic');
  const { t: common } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('title')}
      closeButtonProps={{ 'aria-label': common('close') }}
      fullScreen
      styles={{
        content: { display: 'flex', flexDirection: 'column' },
        body: { display: 'flex', flex: 1, minHeight: 0 },
      }}
    >
      <AnimaticPlayer shots={shots} />
    </Modal>
  );
}

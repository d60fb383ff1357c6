import { Modal, type ModalProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** A dialog over the page; the cross that closes it has a name. */
export function Dialog(props: ModalProps) {
  const { t } = useTranslation();
  return <Modal closeButtonProps={{ 'aria-label': t('close') }} {...props} />;
}

/** What is known of a dialog by whoever opens it. */
export interface DialogState {
  opened: boolean;
  onClose: () => void;
}

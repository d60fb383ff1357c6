import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog, type DialogState } from './Dialog.tsx';
import classes from './ConfirmDialog.module.css';

interface ConfirmDialogProps extends DialogState {
  title: string;
  /** What happens then. */
  body: string;
  /** More than the body, where there is more to know. */
  children?: ReactNode;
  /** The word on the button. */
  confirm: string;
  pending: boolean;
  onConfirm: () => void;
}

/** Asked about, unlike what can be undone: nothing of ours brings it back. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { opened, onClose, title, body, children, confirm, pending, onConfirm } = props;
  const { t } = useTranslation();
  return (
    <Dialog opened={opened} onClose={onClose} title={title} size={440}>
      <p className={classes['body']}>{body}</p>
      {children}
      <div className={classes['actions']}>
        <Button variant="subtle" color="gray" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button className={classes['confirm']} loading={pending} onClick={onConfirm}>
          {confirm}
        </Button>
      </div>
    </Dialog>
  );
}

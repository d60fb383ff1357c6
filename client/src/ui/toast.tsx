import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck, IconTrash } from '@tabler/icons-react';
import i18next from 'i18next';
import type { ReactNode } from 'react';
import classes from './toast.module.css';

/** Long enough to read a line and reach the button; undo stays longer than a remark. */
const REMARK_MS = 4_000;
const UNDO_MS = 8_000;

interface Toast {
  message: string;
  icon?: ReactNode;
  action?: { label: string; run: () => void };
  stayMs?: number;
  onClose?: () => void;
}

/** Toasts are rare and short: one line, at most one button, at the foot of the screen. */
export function showToast({ stayMs = REMARK_MS, action, onClose, ...toast }: Toast): string {
  const id: string = notifications.show({
    autoClose: stayMs,
    ...(onClose === undefined ? {} : { onClose }),
    ...toastLook({
      ...toast,
      ...(action === undefined
        ? {}
        : {
            action: {
              label: action.label,
              run: () => {
                notifications.hide(id);
                action.run();
              },
            },
          }),
    }),
  });
  return id;
}

/** What a toast is drawn with, wherever it stands. */
export function toastLook({ message, icon, action }: Toast) {
  return {
    withCloseButton: false,
    withBorder: false,
    classNames: {
      root: classes['toast'] ?? '',
      icon: classes['icon'] ?? '',
      body: classes['body'] ?? '',
      description: classes['line'] ?? '',
    },
    icon: icon ?? <IconCheck size={16} aria-hidden />,
    message: (
      <>
        <span className={classes['message']}>{message}</span>
        {action !== undefined && (
          <button type="button" className={classes['action']} onClick={action.run}>
            {action.label}
          </button>
        )}
      </>
    ),
  };
}

/**
 * What was done at once can be taken back: "Shot 8 deleted — Undo". `watch` says when there is nothing left to
 * take back, as after an undo by key: an offer that stays would take back something else.
 */
export function showUndoToast(
  message: string,
  undo: () => void,
  watch: (over: () => void) => () => void,
  icon: ReactNode = <IconTrash size={16} aria-hidden />,
): void {
  let watching = true;
  const unwatch = watch(() => {
    stop();
    notifications.hide(id);
  });
  const stop = () => {
    if (watching) unwatch();
    watching = false;
  };
  const id = showToast({
    message,
    icon,
    action: { label: i18next.t('undo'), run: undo },
    stayMs: UNDO_MS,
    onClose: stop,
  });
}

export function showErrorToast(message: string): string {
  return showToast({ message, icon: <IconAlertTriangle size={16} aria-hidden />, stayMs: UNDO_MS });
}

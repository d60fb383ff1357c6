import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDevice, useStore } from '../../app/device-context.tsx';
import { exportDocument } from '../../app/export-document.ts';
import { session } from '../../app/session.ts';
import { countWaiting, useFiles, useUploadsStore } from '../files/files-context.ts';
import { isUnread, mayWipe, unsentChanges, whenSent, type OnlyHere } from './unsent.ts';
import { wipeAll } from './wipe-all.ts';
import { Dialog, type DialogState } from '../../ui/Dialog.tsx';
import classes from './SignOutDialog.module.css';

/** How long "send" waits for the server before it says that it cannot be reached. */
const SEND_WITHIN_MS = 15_000;

/** Signing out with unsent edits offers to send, to export, or to keep them. */
export default function SignOutDialog({ opened, onClose }: DialogState) {
  const { t } = useTranslation('sync');
  return (
    <Dialog opened={opened} onClose={onClose} title={t('signOut.title')} size={440}>
      <Choices onClose={onClose} />
    </Dialog>
  );
}

/** Apart from the frame, which is there all the time: what waits changes with every key. */
function Choices({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('sync');
  const device = useDevice();
  // A kept edit is words that exist nowhere else, too.
  const kept = useStore(device.kept).length;
  const files = useFiles();
  const uploads = useUploadsStore();
  const waiting = countWaiting(useStore(uploads));
  const status = useStore(device.status);
  const unread = isUnread(status);
  const changes = unsentChanges(status) + kept + waiting;
  const ledger = useStore(device.ledger);
  const [sending, setSending] = useState<'no' | 'yes' | 'failed'>('no');

  const leave = async (copy: 'wipe' | 'keep') => {
    const only: OnlyHere = {
      kept: device.kept.get().length,
      files: countWaiting(uploads.get()),
      unread: isUnread(device.status.get()),
    };
    if (copy === 'wipe' && mayWipe(only)) await wipeAll(device, files);
    await session.signOut();
  };
  const send = async () => {
    setSending('yes');
    device.reconnect();
    files?.kick();
    if (await whenSent(device, uploads, SEND_WITHIN_MS)) await leave('wipe');
    else setSending('failed');
  };
  const exportAll = async () => {
    for (const row of ledger) if (row.state !== 'saved') await exportDocument(device, row.document);
    await leave('wipe');
  };

  return (
    <>
      <p className={classes['body']}>
        {(changes > 0 || !unread) && `${t('signOut.body', { count: changes })} `}
        {kept + waiting > 0 && `${t('signOut.stays')} `}
        {unread && t('signOut.unread')}
      </p>
      <div className={classes['choices']}>
        <Button variant="filled" loading={sending === 'yes'} onClick={send} data-autofocus>
          {t('signOut.send')}
        </Button>
        {sending === 'failed' && (
          <p className={classes['failed']} role="alert">
            {t('signOut.sendFailed')}
          </p>
        )}
        <Button onClick={exportAll}>{t('signOut.export')}</Button>
        <Button onClick={() => leave('keep')}>{t('signOut.keep')}</Button>
        <p className={classes['hint']}>{t('signOut.keepHint')}</p>
        <Button variant="subtle" color="gray" onClick={onClose}>
          {t('signOut.stay')}
        </Button>
      </div>
    </>
  );
}

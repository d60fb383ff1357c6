import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { atRest } from '../../app/at-rest.ts';
import { useDevice } from '../../app/device-context.tsx';
import { lazyPart } from '../../app/lazy-part.tsx';
import { session } from '../../app/session.ts';
import { countWaiting, useOpenFiles, useUploadsStore } from '../files/files-context.ts';
import { isUnread, unsentChanges } from './unsent.ts';
import { wipeAll } from './wipe-all.ts';

const SignOutDialog = lazyPart(() => import('./SignOutDialog.tsx'), {}, atRest);

/** Signs out at once when everything is on the server; else a dialog offers what to do with the rest. */
export function useSignOut(): { signOut: () => void; dialog: ReactNode } {
  const device = useDevice();
  const files = useOpenFiles();
  const uploads = useUploadsStore();
  const [opened, { open, close }] = useDisclosure(false);
  const signOut = () => {
    const status = device.status.get();
    const unsent = unsentChanges(status) + countWaiting(uploads.get());
    if (unsent > 0 || device.kept.get().length > 0 || isUnread(status)) return open();
    void wipeAll(device, files).then(() => session.signOut());
  };
  return { signOut, dialog: <SignOutDialog opened={opened} onClose={close} /> };
}

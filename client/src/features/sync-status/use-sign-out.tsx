import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { atRest } from '../../app/at-rest.ts';
import { useDevice } from '../../app/device-context.tsx';
import { lazyPart } from '../../app/lazy-part.tsx';
import { session } from '../../app/session.ts';
import { unsentChanges } from './unsent.ts';

const SignOutDialog = lazyPart(() => import('./SignOutDialog.tsx'), {}, atRest);

/** Signs out at once when everything is on the server; else a dialog offers what to do with the rest. */
export function useSignOut(): { signOut: () => void; dialog: ReactNode } {
  const device = useDevice();
  const [opened, { open, close }] = useDisclosure(false);
  const signOut = () => {
    if (unsentChanges(device.status.get()) > 0 || device.kept.get().length > 0) return open();
    void device.wipe().then(() => session.signOut());
  };
  return { signOut, dialog: <SignOutDialog opened={opened} onClose={close} /> };
}

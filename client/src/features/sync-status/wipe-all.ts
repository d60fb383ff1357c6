import { freshToken } from '../../app/session.ts';
import type { Device } from '@clapper/device';
import type { FileStore } from '@clapper/device/files';

/** Leaves nothing of this person on this device, words and files. */
export async function wipeAll(device: Device, files: FileStore | null): Promise<void> {
  // Not opened yet: what is there from before must go all the same.
  const opened = files ?? (await (await import('../files/open-files.ts')).openFilesOf(device, freshToken));
  await opened.wipe();
  await device.wipe();
}

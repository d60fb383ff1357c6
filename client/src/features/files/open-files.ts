import type { Device } from '@clapper/device';
import { openFiles, type FileStore } from '@clapper/device/files';
import { parseDocumentId } from '@clapper/protocol';
import { hashBeside } from './hash-beside.ts';

/** The files of whoever has this device. Loaded when the page has come: words need none of it. */
export function openFilesOf(
  device: Device,
  token: (refused: string | null) => Promise<string>,
): Promise<FileStore> {
  return openFiles({
    server: window.location.origin,
    user: device.user.id,
    token,
    hash: hashBeside,
    isKept: (document) => {
      const address = parseDocumentId(document);
      if (address?.scope !== 'project') return false;
      return device.offline.copies.get().get(address.project)?.keptBy === 'person';
    },
  });
}

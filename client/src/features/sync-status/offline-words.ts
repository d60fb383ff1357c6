import type { ProjectCopy } from '@clapper/device';
import type { KeptFiles } from '@clapper/device/files';
import type { TFunction } from 'i18next';
import type { Format } from '../../ui/format.ts';

/** Nothing is known of a project that was never on this device. */
export const NOT_KEPT: ProjectCopy = { state: 'notKept', keptBy: 'nobody', documents: 0, here: 0, bytes: 0 };

/** How much of a project is here: “Available offline, 2.4 MB”. */
export function copyWords(copy: ProjectCopy, t: TFunction<'sync'>, { bytes }: Pick<Format, 'bytes'>): string {
  const part = { here: copy.here, count: copy.documents, size: bytes(copy.bytes) };
  switch (copy.state) {
    case 'notKept':
      return copy.here === 0 ? t('offlineCopy.none') : t('offlineCopy.opened', part);
    case 'fetching':
      return t('offlineCopy.fetching', part);
    case 'waiting':
      return copy.here === 0 ? t('offlineCopy.nothingYet') : t('offlineCopy.part', part);
    case 'available':
      return t('offlineCopy.available', part);
  }
}

/** What it waits for, how old it is, or why it is kept: the second line. */
export function copyDetail(
  copy: ProjectCopy,
  t: TFunction<'sync'>,
  { when }: Pick<Format, 'when'>,
): string | null {
  switch (copy.state) {
    case 'notKept':
      return t('offlineCopy.notKept');
    case 'fetching':
      return t('offlineCopy.inBackground');
    case 'waiting':
      return t(`offlineCopy.waits.${copy.for}`);
    case 'available':
      return t('offlineCopy.asOf', { time: when(copy.asOf) });
  }
}

/** How many of its pictures and films are here, and why the rest is not: “40 of 42 pictures and films here, 310 MB. …”. */
export function filesWords(
  { files, here, bytes: held, waits }: KeptFiles,
  t: TFunction<'sync'>,
  { bytes }: Pick<Format, 'bytes'>,
): string {
  const words = t('offlineCopy.files', { here, count: files, size: bytes(held) });
  return waits === null ? words : `${words} ${t(`offlineCopy.filesWait.${waits}`)}`;
}

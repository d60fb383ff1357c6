import type { DeviceStatus } from '@clapper/device';
import type { TFunction } from 'i18next';

export type Tone = 'quiet' | 'ok' | 'warn' | 'warnLine' | 'bad';

/** Files that were added here and are not on the server. */
export interface FilesToSend {
  waiting: number;
  /** Of those: the server said that it does not take them. */
  refused: number;
}

const NO_FILES: FilesToSend = { waiting: 0, refused: 0 };

/** Every state has its words; nothing is called saved before it is. */
export function pillWords(
  status: DeviceStatus,
  t: TFunction<'sync'>,
  time: (at: number) => string,
  { waiting, refused }: FilesToSend = NO_FILES,
): string {
  const words = documentWords(status, t, time);
  if (refused > 0 && status.state !== 'notSaved') return t('files.refused', { count: refused });
  if (waiting === 0) return words;
  const files = t('files.wait', { count: waiting });
  return status.state === 'saved' || status.state === 'upToDate' ? files : `${words} · ${files}`;
}

function documentWords(status: DeviceStatus, t: TFunction<'sync'>, time: (at: number) => string): string {
  switch (status.state) {
    case 'saved':
    case 'saving':
    case 'upToDate':
    case 'notSaved':
    case 'away':
      return t(status.state);
    case 'offline':
      return status.changes === 0 ? t('offline') : t('offlineChanges', { count: status.changes });
    case 'serverCannotSave':
      return t('serverCannotSave', { count: status.changes });
    case 'copy':
      return t('copy', { time: time(status.since) });
  }
}

/** On a phone the pill shortens, it never hides. */
export function shortWords(
  status: DeviceStatus,
  t: TFunction<'sync'>,
  { waiting, refused }: FilesToSend = NO_FILES,
): string {
  const isSaved = status.state === 'saved' || status.state === 'upToDate';
  if (waiting > 0 && (isSaved || refused > 0)) return t('short.files', { count: waiting });
  switch (status.state) {
    case 'saved':
    case 'saving':
    case 'upToDate':
    case 'copy':
    case 'notSaved':
    case 'away':
      return t(`short.${status.state}`);
    case 'offline':
      return status.changes === 0 ? t('short.offline') : t('short.offlineChanges', { count: status.changes });
    case 'serverCannotSave':
      return t('short.serverCannotSave', { count: status.changes });
  }
}

export function explanation(status: DeviceStatus, t: TFunction<'sync'>): string {
  return status.state === 'notSaved' ? t(`explain.${status.reason}`) : t(`explain.${status.state}`);
}

export function toneOf(status: DeviceStatus, { waiting, refused }: FilesToSend = NO_FILES): Tone {
  if (refused > 0 && status.state !== 'notSaved') return 'warnLine';
  switch (status.state) {
    case 'saved':
      return waiting > 0 ? 'quiet' : 'ok';
    case 'saving':
    case 'upToDate':
      return 'quiet';
    case 'offline':
    case 'copy':
    case 'away':
      return 'warn';
    case 'serverCannotSave':
      return 'warnLine';
    case 'notSaved':
      return 'bad';
  }
}

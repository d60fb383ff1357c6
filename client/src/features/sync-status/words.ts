import type { DeviceStatus } from '@clapper/device';
import type { TFunction } from 'i18next';

export type Tone = 'quiet' | 'ok' | 'warn' | 'warnLine' | 'bad';

/** Every state has its words; nothing is called saved before it is. */
export function pillWords(status: DeviceStatus, t: TFunction<'sync'>, time: (at: number) => string): string {
  switch (status.state) {
    case 'saved':
    case 'saving':
    case 'upToDate':
    case 'notSaved':
      return t(status.state);
    case 'offline':
      return status.changes === 0 ? t('offline') : t('offlineChanges', { count: status.changes });
    case 'serverCannotSave':
      return t('serverCannotSave', { count: status.changes });
    case 'copy':
      return status.since === null ? t('copyUnknown') : t('copy', { time: time(status.since) });
  }
}

/** On a phone the pill shortens, it never hides. */
export function shortWords(status: DeviceStatus, t: TFunction<'sync'>): string {
  switch (status.state) {
    case 'saved':
    case 'saving':
    case 'upToDate':
    case 'copy':
    case 'notSaved':
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

export function toneOf(status: DeviceStatus): Tone {
  switch (status.state) {
    case 'saved':
      return 'ok';
    case 'saving':
    case 'upToDate':
      return 'quiet';
    case 'offline':
    case 'copy':
      return 'warn';
    case 'serverCannotSave':
      return 'warnLine';
    case 'notSaved':
      return 'bad';
  }
}

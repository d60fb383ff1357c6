import type { Device, DeviceStatus } from '@clapper/device';
import type { Store } from '../../app/store.ts';
import { countWaiting, type Uploads } from '../files/files-context.ts';

/** How many changes exist on this device only. */
export function unsentChanges(status: DeviceStatus): number {
  switch (status.state) {
    case 'saved':
    case 'upToDate':
    case 'copy':
    case 'away':
      return 0;
    case 'saving':
    case 'offline':
    case 'serverCannotSave':
    case 'notSaved':
      return status.changes;
  }
}

/** Nobody could look whether this device holds something that the server lacks. */
export function isUnread(status: DeviceStatus): boolean {
  return status.state === 'notSaved' && status.reason === 'unread';
}

export interface OnlyHere {
  kept: number;
  files: number;
  unread: boolean;
}

/**
 * Whether nothing is lost with what this device holds, once all was sent or exported: words that the server did not
 * take, files that wait for it, and what nobody could read, are in neither. They stay, under the name of their person.
 */
export function mayWipe({ kept, files, unread }: OnlyHere): boolean {
  return kept === 0 && files === 0 && !unread;
}

/** Waits until the server has everything, files included; false when it takes too long. */
export function whenSent(device: Device, uploads: Store<Uploads>, withinMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (sent: boolean) => {
      clearTimeout(timer);
      stops.forEach((stop) => stop());
      resolve(sent);
    };
    const look = () => {
      if (unsentChanges(device.status.get()) + countWaiting(uploads.get()) === 0) end(true);
    };
    const timer = setTimeout(() => end(false), withinMs);
    const stops = [device.status.subscribe(look), uploads.subscribe(look)];
    look();
  });
}

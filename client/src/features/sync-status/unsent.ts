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

/**
 * Whether nothing is lost with what this device holds, once all was sent or exported: words that the server did not
 * take, and files that wait for it, are in neither. They stay, under the name of their person.
 */
export function mayWipe({ kept, files }: { kept: number; files: number }): boolean {
  return kept === 0 && files === 0;
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

import type { Device, DeviceStatus } from '@clapper/device';

/** How many changes exist on this device only. */
export function unsentChanges(status: DeviceStatus): number {
  switch (status.state) {
    case 'saved':
    case 'upToDate':
    case 'copy':
      return 0;
    case 'saving':
    case 'offline':
    case 'serverCannotSave':
    case 'notSaved':
      return status.changes;
  }
}

/** Waits until the server has everything; false when it takes too long. */
export function whenSent(device: Device, withinMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (sent: boolean) => {
      clearTimeout(timer);
      stop();
      resolve(sent);
    };
    const look = () => {
      if (unsentChanges(device.status.get()) === 0) end(true);
    };
    const timer = setTimeout(() => end(false), withinMs);
    const stop = device.status.subscribe(look);
    look();
  });
}

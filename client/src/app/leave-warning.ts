import type { Device } from '@clapper/device';
import type { FileStore } from '@clapper/device/files';
import { useEffect } from 'react';

/** Leaving asks only when something exists in memory alone. */
export function useLeaveWarning(device: Device, files: FileStore | null): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (device.onlyInMemory() || files?.onlyInMemory()) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [device, files]);
}

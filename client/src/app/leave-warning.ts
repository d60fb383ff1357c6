import type { Device } from '@clapper/device';
import { useEffect } from 'react';

/** Leaving asks only when something exists in memory alone. */
export function useLeaveWarning(device: Device): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (device.onlyInMemory()) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [device]);
}

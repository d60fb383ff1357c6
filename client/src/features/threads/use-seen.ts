import { useEffect } from 'react';

/** Says that something new was seen, once it stands on a screen that somebody has before them. */
export function useSeen(isThere: boolean, seen: () => void): void {
  useEffect(() => {
    if (!isThere) return;
    const look = () => {
      if (document.visibilityState === 'visible') seen();
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  });
}

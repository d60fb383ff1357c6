import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';
import { useMe } from '../../app/device-context.tsx';
import { readOpen } from '../../app/offline/wake.ts';
import { keepWoken } from './keep.ts';

/** Goes where a notification of the system leads that was clicked while the app was open, and tells which one it was. */
export function useWoken(onOpened: (notification: string) => void): void {
  const navigate = useNavigate();
  const { id: user } = useMe();
  const queries = useQueryClient();
  useEffect(() => {
    keepWoken(user).then(
      (kept) => (kept ? queries.invalidateQueries({ queryKey: ['push'] }) : undefined),
      () => undefined, // away: the next visit does it
    );
  }, [user, queries]);
  const hear = useEffectEvent((data: unknown) => {
    const open = readOpen(data);
    if (open === null) return;
    onOpened(open.tag);
    void navigate({ to: open.link });
  });
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return undefined;
    const workers = navigator.serviceWorker;
    const listen = ({ data }: MessageEvent<unknown>) => hear(data);
    workers.addEventListener('message', listen);
    return () => workers.removeEventListener('message', listen);
  }, []);
}
